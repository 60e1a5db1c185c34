import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Base64Part } from '../../../src/mail/encoded/base64.ts'
import type { BodyBytes, BodyPart } from '../../../src/mail/encoded/body-part.ts'
import { joinedBytes } from '../../../src/mail/encoded/body-part.ts'
import { QuotedPrintablePart, quotedPrintable } from '../../../src/mail/encoded/quoted-printable.ts'
import { decodeBody } from '../../../src/mime/transfer-encoding.ts'

const writtenBy = (part: BodyPart, words: Record<string, string>): string => {
  const bytes: BodyBytes = { body: [], relaxedBody: [] }
  part.write(slot => words[slot] ?? '', bytes)
  return joinedBytes(bytes.body).toString('latin1')
}

const piece = fc
  .array(fc.constantFrom('', '.', '=', ' ', '\t', '\n', '\r\n', '\r', 'ab', '字', '😀', 'é', 'word '), {
    maxLength: 60,
  })
  .map(pieces => pieces.join(''))
const shortPiece = fc.oneof(piece, fc.constantFrom('', 'a', '字', '\n'))
const texts = fc.array(shortPiece, { minLength: 1, maxLength: 6 })

describe.each([
  ['quoted-printable', QuotedPrintablePart],
  ['base64', Base64Part],
] as const)('%s', (encoding, Part) => {
  it('is the text with its slots filled, however long each piece is', () => {
    fc.assert(
      fc.property(texts, fc.array(shortPiece, { minLength: 6, maxLength: 6 }), (between, values) => {
        const slots = between.slice(1).map((_, at) => `slot${at}`)
        const words = Object.fromEntries(values.map((value, at) => [`slot${at}`, value]))
        const lines = writtenBy(new Part({ texts: between, slots }), words)
        const plain = between.map((text, at) => text + (slots[at] ? values[at] : '')).join('')
        const wanted = encoding === 'base64' ? plain : withLineEnds(between, values)
        expect(decodeBody(Buffer.from(lines, 'latin1'), encoding).toString()).toBe(wanted)
        expect(lines.split('\r\n').filter(line => line.length > 76 || line.startsWith('.'))).toEqual([])
        expect(lines).toMatch(/^[\t\x20-\x7e\r\n]*$/)
      }),
      { numRuns: 500 },
    )
  })

  it.each([' ', '.', '=', '\n', '字', '\r'])('writes a megabyte of %j', character => {
    const million = character.repeat(1_000_000)
    const lines = writtenBy(new Part({ texts: ['a', million], slots: ['x'] }), { x: million })
    expect(lines.length).toBeGreaterThan(2_000_000)
  })
})

// Each piece is read alone: a line end may not be one half of a text and one of a slot.
const withLineEnds = (between: readonly string[], values: readonly string[]): string =>
  between
    .flatMap((text, at) => [text, at === between.length - 1 ? '' : (values[at] ?? '')])
    .map(text => text.replace(/\r?\n/g, '\r\n'))
    .join('')

describe('quotedPrintable', () => {
  it.each([
    ['.', '=2E'],
    ['a.\n.b', 'a.\r\n=2Eb'],
    ['a \nb\t', 'a=20\r\nb=09'],
    ['a=b', 'a=3Db'],
    ['From a\nFrom', '=46rom a\r\nFrom'],
    ['é', '=C3=A9'],
    ['a\rb', 'a=0Db'],
    [`${'x'.repeat(73)}.y`, `${'x'.repeat(73)}=\r\n=2Ey`],
    [`${'x'.repeat(72)}=y=z`, `${'x'.repeat(72)}=\r\n=3Dy=3Dz`],
    [`a ${'x'.repeat(73)}.y`, `a ${'x'.repeat(73)}=\r\n=2Ey`],
    [`${'x'.repeat(74)}字`, `${'x'.repeat(74)}=\r\n=E5=AD=97`],
  ])('writes %j as %j', (text, lines) => {
    expect(quotedPrintable(text, { isLast: true })).toBe(lines)
  })
})
