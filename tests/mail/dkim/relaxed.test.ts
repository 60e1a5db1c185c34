import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dkimSigner } from '../../../src/mail/dkim/dkim-signer.ts'
import { relaxedBodyOf, relaxedField } from '../../../src/mail/dkim/relaxed.ts'
import { signedMessage } from '../../../src/mail/dkim/signed-message.ts'
import { keys, verdictsOn } from './a-key.ts'

const relaxed = (body: string) => Buffer.from(relaxedBodyOf(Buffer.from(body))).toString()
const pieces = fc.array(fc.constantFrom(' ', '\t', '\r\n', 'a', '.', '\r', '\u00a0', '中'), { maxLength: 30 })

describe('the relaxed form', () => {
  it.each([
    [' C \r\nD \t E\r\n\r\n\r\n', ' C\r\nD E\r\n'],
    ['a', 'a\r\n'],
    ['a\u00a0 \r\n', 'a\u00a0\r\n'],
    ['a\r\n\r\nb', 'a\r\n\r\nb\r\n'],
    ['a\rb\r\n', 'a\rb\r\n'],
    [' \r\n\t\r\n', ''],
    ['', ''],
  ])('of the body %j is %j', (body, wanted) => {
    expect(relaxed(body)).toBe(wanted)
  })

  it.each([
    ['A: X', 'a:X'],
    ['B : Y\t\r\n\tZ  ', 'b:Y Z'],
    ['Subject:', 'subject:'],
    ['Subject: \r\n ', 'subject:'],
    ['Subject: \u00a0x\u00a0', 'subject:\u00a0x\u00a0'],
  ])('of the field %j is %j', (field, wanted) => {
    expect(relaxedField(field)).toBe(wanted)
  })

  it('is what others make of any body and any field', async () => {
    const signer = dkimSigner(keys.slice(1))
    const parts = fc.tuple(pieces, pieces)
    await fc.assert(
      fc.asyncProperty(parts, async ([body, subject]) => {
        const value = subject.join('').replace(/\r\n|\r/g, '\r\n x')
        const message = `Subject:${value}\r\nFrom: a@example.org\r\n\r\n${body.join('')}`
        const signed = await signedMessage(Buffer.from(message), signer)
        expect(await verdictsOn(signed)).toEqual(['ed25519-sha256 pass'])
      }),
    )
  })

  it.each([' ', '\t', '\r\n', '\r', 'x', ' \r\n', ':'])(
    'of a megabyte of %j is found in linear time',
    piece => {
      const long = piece.repeat(1_000_000 / piece.length)
      expect(relaxed(`${long}a`).endsWith('a\r\n')).toBe(true)
      expect(relaxedField(`Subject: ${long}`).startsWith('subject:')).toBe(true)
    },
  )
})
