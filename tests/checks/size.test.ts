import { describe, expect, it } from 'vitest'
import { aHtml, anOrigin, findingsOf, found } from './a-mail.ts'

const letters = (count: number) => aHtml(`<p>${'word '.repeat(count / 5)}</p>`)

describe('html-size', () => {
  it.each([
    ['a short mail', letters(60_000), []],
    [
      'one near the limit',
      letters(91_000),
      [/^warning: The HTML has 12\d,\d+ bytes|^warning: The HTML as it is encoded/],
    ],
    [
      'one above it',
      letters(105_000),
      [/^error: The HTML has 105,\d+ bytes, \d+ bytes more than Gmail shows: .*Message clipped/],
    ],
    [
      'one above it only as it is encoded',
      letters(80_000),
      [/^warning: The HTML as it is encoded in the mail has 109,\d+ bytes/],
    ],
  ])('of %s', async (_, html, wanted) => {
    const findings = await found('html-size', { html })
    expect(findings).toEqual(wanted.map(pattern => expect.stringMatching(pattern)))
  })
})

describe('style-size', () => {
  it.each([
    [8000, []],
    [8200, [expect.stringMatching(/^warning: .*8,200 bytes/)]],
    [16_400, [expect.stringMatching(/^error: .*16,400 bytes/)]],
  ])('counts %i bytes', async (bytes, wanted) => {
    const half = `<style>${'a'.repeat(bytes / 2)}</style>`
    expect(await found('style-size', { html: half + half + aHtml() })).toEqual(wanted)
  })
})

describe('control-characters', () => {
  it.each([
    [
      'subject',
      { subject: 'It\u0092s' },
      'The subject has the control character U+0092 once, first in "It\\u0092s"',
    ],
    ['HTML', { content: '<p>It\u0092s \u0092</p>' }, 'The HTML has the control character U+0092 2 times'],
    [
      'text part',
      { text: 'caf\uFFFD' },
      'The text part has U+FFFD, the sign for a character that could not be read, once',
    ],
  ])('stand in the %s', async (_, parts, what) => {
    expect(await found('control-characters', parts)).toEqual([expect.stringContaining(what)])
  })

  it('are none in text of any script, with emoji, tabs and line ends', async () => {
    const text = '表情 👩‍👩‍👧 é\tعربي\r\nक्षि \u200B\u00AD'
    expect(await found('control-characters', { subject: '表情 👩‍👩‍👧', content: text, text })).toEqual([])
  })

  it('are found in the post that has them', async () => {
    const origin = anOrigin('', { 'p.md': 'a\nIn the caf\uFFFD today\n' })
    const [finding] = await findingsOf(
      'control-characters',
      { content: '<p>In the caf\uFFFD today</p>' },
      { origin },
    )
    expect(finding?.where).toEqual({ file: 'content/p.md', line: 2 })
  })
})
