import { describe, expect, it } from 'vitest'
import { anOrigin, aText, findingsOf, found } from './a-mail.ts'

describe('text-part', () => {
  it.each([
    [null, 'error: The mail has no text part'],
    [' \n', 'error: The text part is empty'],
  ])('is missing: %j', async (text, what) => {
    expect(await found('text-part', { text })).toEqual([what])
  })

  it('is there', async () => {
    expect(await found('text-part', {})).toEqual([])
    expect(await found('text-part', { html: null })).toEqual([])
  })
})

describe('text-in-step', () => {
  const link = '<p>Something happened. <a href="https://a.org/story?utm_source=x">A story</a></p>'
  const long = 'Many words stand here to be read. '.repeat(30)

  it.each([
    ['a link of the HTML', { content: link }, 'The HTML has 1 link that the text part does not have'],
    [
      'a link of the text',
      { text: aText('https://b.org/a, and https://b.org/b.') },
      'The text part has 2 links that the HTML',
    ],
    ['most of the words', { content: `<p>${long}</p>` }, 'The text part says only'],
  ])('misses %s', async (_, parts, what) => {
    expect(await found('text-in-step', parts)).toEqual([expect.stringContaining(`warning: ${what}`)])
  })

  it.each([
    ['the same link', { content: link, text: aText('A story (https://a.org/story).') }],
    [
      'a link that is broken into lines',
      { content: link, text: aText('https://a.org/\nstory?utm_source=x') },
    ],
    [
      'an address that is no link in the HTML',
      { content: '<code>https://b.org/a</code>', text: aText('    https://b.org/a') },
    ],
    ['the same words', { content: `<p>${long}</p>`, text: aText(long) }],
    ['no HTML at all', { html: null }],
  ])('holds with %s', async (_, parts) => {
    expect(await found('text-in-step', parts)).toEqual([])
  })

  it('finds a title that one part leaves out', async () => {
    const origin = anOrigin('### A title of *two* words\n\nText.\n\n### Another\n')
    const content = '<h3>A title of <em>two</em> words</h3><h3>Another</h3>'
    const findings = await findingsOf(
      'text-in-step',
      { content, text: aText('A title\nof two words') },
      { origin },
    )
    expect(findings).toEqual([
      expect.objectContaining({
        what: 'The text part leaves out the title "Another"',
        where: expect.objectContaining({ line: 16 }),
      }),
    ])
  })
})
