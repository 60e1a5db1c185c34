import fc from 'fast-check'
import { decodeWords } from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { encodedWords, field, mailboxField, textField } from '../../../src/mail/encoded/header-field.ts'

describe('a field of a header', () => {
  it.each([
    ['Ada', 'To: Ada <a@b.org>\r\n'],
    ['', 'To: a@b.org\r\n'],
    ['A "B", C', 'To: "A \\"B\\", C" <a@b.org>\r\n'],
    ['小明', 'To: =?UTF-8?B?5bCP5piO?= <a@b.org>\r\n'],
  ])('names %s', (name, line) => {
    expect(mailboxField('To', { name, address: 'a@b.org' })).toBe(line)
  })

  it.each([
    ['ada@bücher.example', 'To: ada@xn--bcher-kva.example\r\n'],
    ['用户@例子.测试', 'To: <用户@例子.测试>\r\n'],
    ['a\r\nBcc: x@b.org', 'To: <"a Bcc: x"@b.org>\r\n'],
  ])('has the address %j as it is sent to', (address, line) => {
    expect(mailboxField('To', { name: '', address })).toBe(line)
  })

  it('is folded at spaces, never behind its name, and keeps two of them', () => {
    expect(field('Subject', `${'a'.repeat(90)} b  c`)).toBe(`Subject: ${'a'.repeat(90)}\r\n b  c\r\n`)
    expect(textField('Subject', 'a  b')).toBe('Subject: =?UTF-8?B?YSAgYg==?=\r\n')
  })

  it('has words of at most 75 characters, cut between characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), text => {
        const words = encodedWords(text).split(' ')
        expect(words.every(word => word.length <= 75)).toBe(true)
        expect(words.map(word => decodeWords(word)).join('')).toBe(text)
      }),
    )
  })

  it('reads a megabyte in no time', () => {
    for (const character of [' ', 'a', 'a ', '"', '字', '=?'])
      expect(textField('Subject', character.repeat(1_000_000)).length).toBeGreaterThan(1_000_000)
  })
})
