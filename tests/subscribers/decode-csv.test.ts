import { describe, expect, it } from 'vitest'
import { SubscriberError } from '../../src/errors.ts'
import { decodeCsv } from '../../src/subscribers/decode-csv.ts'

const latin1 = (text: string) => Buffer.from(text, 'latin1')
const decode = (bytes: Uint8Array) => decodeCsv(bytes, 'people.csv')
const chinese = 'email,姓名\na@example.org,王小明\n'

describe('decodeCsv', () => {
  it.each([
    ['UTF-8', Buffer.from(chinese)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${chinese}`)],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${chinese}`, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(`\uFEFF${chinese}`, 'utf16le').swap16()],
    ['GB18030', latin1('email,\xd0\xd5\xc3\xfb\na@example.org,\xcd\xf5\xd0\xa1\xc3\xf7\n')],
  ])('reads %s', (_name, bytes) => {
    expect(decode(bytes)).toBe(chinese)
  })

  it('reads a rare Chinese letter, whose second byte is that of a Latin one', () => {
    expect(decode(latin1('email,name\na@example.org,\xd6\xec\xe9F\xbb\xf9\n'))).toContain('朱镕基')
  })

  it.each(['Jos\xe9', 'M\xfcller', '\xc9tienne', 'Bj\xf6rn Str\xf6m', 'Ren\xe9e'])(
    'refuses %s in Latin-1 with its line',
    name => {
      const read = () => decode(latin1(`email,name\r\nb@example.org,B\r\na@example.org,${name}\r\n`))
      expect(read).toThrow(SubscriberError)
      expect(read).toThrow('people.csv:3: not text in UTF-8')
    },
  )

  it.each([
    ['a picture', latin1('\x89PNG\r\n\x1a\n\0\0'), 'people.csv:1: not text'],
    ['UTF-16 without its mark', Buffer.from('email\n', 'utf16le'), 'people.csv:1: not text'],
    ['a NUL', latin1('email\na\0@example.org\n'), 'people.csv:2: not text'],
    ['half a letter of UTF-16', latin1('\xff\xfea'), 'people.csv: not text in UTF-16'],
  ])('refuses %s', (_name, bytes, message) => {
    expect(() => decode(bytes)).toThrow(message)
  })

  it.each(['\xe9', 'a', '\x81', '\x810', '\n'])(
    'refuses a megabyte of %j that ends in half a letter',
    one => {
      expect(() => decode(latin1(`${one.repeat(1_000_000)}\xe9`))).toThrow(SubscriberError)
    },
  )
})
