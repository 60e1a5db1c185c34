import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinedBytes } from '../../../src/mail/encoded/body-part.ts'
import type { WrittenMail } from '../../../src/mail/encoded/encoded-mail.ts'
import { relaxed } from '../../../src/mail/encoded/relaxed.ts'
import { mails, names, picture, written } from './a-written-mail.ts'

/** RFC 6376, 3.4.4, as it reads. */
function relaxedBody(body: string): string {
  const lines = body.split('\r\n').map(line => line.replace(/[ \t]+$/, '').replace(/[ \t]+/g, ' '))
  while (lines.at(-1) === '') lines.pop()
  return lines.map(line => `${line}\r\n`).join('')
}

const textOf = (parts: WrittenMail['body']) => joinedBytes(parts).toString('latin1')

describe('the relaxed form of a body', () => {
  it.each(Object.entries(mails))(
    'is that of its bytes joined, whatever the words of a reader are: %s',
    (_, mail) => {
      const ends = {
        ...mail,
        text: `${mail.text} \t \n\n \n`,
        html: `\n \n${mail.html}\t\n\n`,
        embedded: [picture],
      }
      const spaces = fc.array(fc.constantFrom(' ', '\t', 'a', '字', '\r\n', '.', '='), { maxLength: 120 })
      fc.assert(
        fc.property(spaces, fc.constantFrom(...names), (pieces, name) => {
          const own = { unsubscribeUrl: pieces.join(''), preferencesUrl: pieces.toReversed().join('') }
          const { body, relaxedBody: ours } = written(ends, { name, address: `${pieces.join('')}@a` }, own)
          expect(textOf(ours)).toBe(relaxedBody(textOf(body)))
        }),
        { numRuns: 200 },
      )
    },
  )

  it('is the same bytes where they are in it already', () => {
    const [plain, spaced] = [Buffer.from('a b\r\n c\r\n'), Buffer.from('a  b \r\n\t\tc\r\n')]
    expect(relaxed(plain)).toBe(plain)
    expect(relaxed(spaced).toString()).toBe('a b\r\n c\r\n')
    const { body, relaxedBody: ours } = written(mails['zh-CN'])
    expect(ours.every((bytes, at) => bytes === body[at])).toBe(true)
  })

  it('takes no time for a megabyte of one character', () => {
    for (const character of [' ', '\t', '\r\n', ' \r'])
      expect(relaxed(Buffer.from(character.repeat(1_000_000))).length).toBeGreaterThan(0)
  })
})
