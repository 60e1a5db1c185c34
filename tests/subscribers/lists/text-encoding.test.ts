import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SubscriberError } from '../../../src/errors.ts'
import { decoded, encodingOf } from '../../../src/subscribers/lists/text-encoding.ts'

const latin1 = (text: string) => Buffer.from(text, 'latin1')
const chinese = 'email,姓名\na@example.org,王小明\n'

/** The bytes of a file in pieces of a size. */
const inPieces = (bytes: Buffer, size: number) =>
  async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }

async function read(bytes: Buffer, size = 65_536): Promise<string> {
  const chunks = inPieces(bytes, size)
  let text = ''
  for await (const piece of decoded(await encodingOf(chunks, 'people.csv'), chunks())) text += piece
  return text
}

const gb18030 = latin1('email,\xd0\xd5\xc3\xfb\na@example.org,\xcd\xf5\xd0\xa1\xc3\xf7\n')

describe('the text of a list', () => {
  it.each([
    ['UTF-8', Buffer.from(chinese)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${chinese}`)],
    ['UTF-16 with its mark', Buffer.from(`\uFEFF${chinese}`, 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(`\uFEFF${chinese}`, 'utf16le').swap16()],
    ['GB18030', gb18030],
  ])('is read in %s, wherever its bytes are cut', async (_name, bytes) => {
    for (const size of [2, 3, 5, 7, 1000]) expect(await read(bytes, size)).toBe(chinese)
  })

  it('has rare Chinese letters, whose second byte is that of a Latin one', async () => {
    expect(await read(latin1('email,name\na@example.org,\xd6\xec\xe9F\xbb\xf9\n'))).toContain('朱镕基')
  })

  it.each([
    ['Big5, 陳大文', '\xb3\xaf\xa4j\xa4\xe5'],
    ['Big5, 王小明', '\xa4\xfd\xa4p\xa9\xfa'],
    ['EUC-KR, 김철수', '\xb1\xe8\xc3\xb6\xbc\xf6'],
    ['EUC-KR, 이민호', '\xc0\xcc\xb9\xce\xc8\xa3'],
    ['EUC-JP, 山田太郎', '\xbb\xb3\xc5\xc4\xc2\xc0\xcf\xba'],
    ['Shift_JIS, 山田太郎', '\x8eR\x93c\x91\xbe\x98Y'],
    ['windows-1251, Иван', '\xc8\xe2\xe0\xed'],
    ['windows-1252, Créée Dupont', 'Cr\xe9\xe9e Dupont'],
    ['windows-1253, Ελένη', '\xc5\xeb\xdd\xed\xe7 '],
  ])('is not taken for GB18030 where it is in %s', async (_name, name) => {
    const bytes = latin1(`email,name\na@example.org,${name}\n`)
    for (const size of [3, 1000])
      await expect(read(bytes, size)).rejects.toThrow('people.csv:2: not text in UTF-8')
  })

  it.each([
    ['㐂', '\x819\xef1'],
    ['𠮷', '\x954\xb25'],
    ['王㐂', '\xcd\xf5\x819\xef1'],
    ['陳國華', '\xea\x90\x87\xf8\xc8A'],
    ['欧阳娜娜', '\xc5\xb7\xd1\xf4\xc4\xc8\xc4\xc8'],
    ['李明，北京', '\xc0\xee\xc3\xf7\xa3\xac\xb1\xb1\xbe\xa9'],
  ])('is read in GB18030 where it has %s', async (name, written) => {
    expect(await read(latin1(`email,name\na@example.org,${written}\n`))).toContain(`,${name}\n`)
  })

  it.each(['Jos\xe9', 'M\xfcller', '\xc9tienne', 'Bj\xf6rn Str\xf6m', 'Ren\xe9e'])(
    'is not guessed where it has %s in Latin-1: the line is named',
    async name => {
      const bytes = latin1(`email,name\r\nb@example.org,B\r\na@example.org,${name}\r\n`)
      for (const size of [4, 1000]) {
        await expect(read(bytes, size)).rejects.toThrow(SubscriberError)
        await expect(read(bytes, size)).rejects.toThrow('people.csv:3: not text in UTF-8')
      }
    },
  )

  it.each([
    ['a picture', latin1('\x89PNG\r\n\x1a\n\0\0'), 'people.csv:1: not text in UTF-8'],
    ['UTF-16 without its mark', Buffer.from('email\n', 'utf16le'), 'people.csv:1: not text'],
    ['a NUL', latin1('email\na\0@example.org\n'), 'people.csv:2: not text in UTF-8'],
    [
      'a NUL in UTF-16',
      Buffer.from('\uFEFFemail\r\na\0@b\r\n', 'utf16le'),
      'people.csv:2: not text in UTF-16',
    ],
    ['half a letter at the end', latin1('email\r\na\xe7'), 'people.csv:2: not text in UTF-8'],
    ['half a unit of UTF-16', latin1('\xff\xfea'), 'people.csv:1: not text in UTF-16'],
    [
      'half a pair of UTF-16',
      Buffer.from('\uFEFFemail\ra@b\r\n\ud83dx\n', 'utf16le'),
      'people.csv:3: not text in UTF-16',
    ],
  ])('is refused where it has %s', async (_name, bytes, message) => {
    for (const size of [2, 1000]) await expect(read(bytes, size)).rejects.toThrow(message)
  })

  it.each(['\xe9', 'a', '\x81', '\x810', '\n'])(
    'is refused where it is a megabyte of %j that ends in half a letter',
    async one => {
      await expect(read(latin1(`${one.repeat(1_000_000)}\xe9`))).rejects.toThrow(SubscriberError)
    },
  )

  it('is the same however it is cut', async () => {
    const pieces = fc.array(fc.constantFrom('王', 'é', 'a', '😀', '\r', '\n', ',', ' '), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(pieces, fc.integer({ min: 2, max: 9 }), async (letters, size) => {
        const text = letters.join('')
        expect(await read(Buffer.from(text), size)).toBe(text)
      }),
    )
  })
})
