import { describe, expect, it } from 'vitest'
import { readHeader } from '../../src/mime/header.ts'
import { fieldsNamed, fieldValue, readValue, unicodeOf } from '../../src/mime/header-field.ts'
import { parameterOf } from '../../src/mime/parameter.ts'

const lines = (...all: string[]) => Buffer.from(all.join('\r\n'))

describe('a header', () => {
  it('is read with its folds, and decoded', () => {
    const raw = lines('Subject: =?utf-8?B?5L2g?=', ' =?utf-8?B?5aW9?=', 'X: 1', '', 'body')
    const { fields, bodyStart } = readHeader(raw)
    expect(fields.map(({ name, start, end }) => [name, raw.toString('utf8', start, end)])).toEqual([
      ['Subject', 'Subject: =?utf-8?B?5L2g?=\r\n =?utf-8?B?5aW9?=\r\n'],
      ['X', 'X: 1\r\n'],
    ])
    expect(fields.map(({ value }) => readValue(value))).toEqual(['你好', '1'])
    expect(raw.toString('utf8', bodyStart)).toBe('body')
  })

  it('keeps lines that are no fields, and bytes beyond ASCII', () => {
    const { fields } = readHeader(Buffer.from('From a@b\nno field\nSubject : 你好\n X\n'))
    expect(fields.map(({ name, value }) => [name, unicodeOf(value)])).toEqual([
      ['', 'From a@b'],
      ['', 'no field'],
      ['Subject', '你好 X'],
    ])
  })

  it('is asked by names in small letters', () => {
    const header = readHeader(Buffer.from('To: a\ntO: b\n\nTo: c'))
    expect(fieldsNamed(header, 'to').map(({ value }) => value)).toEqual(['a', 'b'])
    expect([fieldValue(header, 'to'), fieldValue(header, 'cc')]).toEqual(['a', undefined])
  })

  it.each([
    ['\nbody', 1],
    ['\r\nbody', 2],
    ['A: b\n\r\nbody', 7],
    ['A: b\n\nbody', 6],
    ['A: b', 4],
    ['', 0],
  ])('of %j ends before byte %i', (text, bodyStart) => {
    expect(readHeader(Buffer.from(text)).bodyStart).toBe(bodyStart)
  })

  it('is read to its end, of its fields the first thousand', () => {
    const raw = Buffer.from(`${'X: 1\n'.repeat(100_000)}\nbody`)
    const { fields, bodyStart } = readHeader(raw)
    expect([fields.length, raw.toString('utf8', bodyStart)]).toEqual([1000, 'body'])
  })
})

describe('parameterOf', () => {
  it.each([
    ['text/html; charset=utf-8', 'charset', 'utf-8'],
    ['text/html;CHARSET = "utf-8"', 'charset', 'utf-8'],
    ['a; name="x \\"y\\" ;z"', 'name', 'x "y" ;z'],
    ["a; filename*=utf-8''%E4%BD%A0.pdf", 'filename', '你.pdf'],
    ["a; filename*0*=utf-8''%E4%BD%A0; filename*1=b.pdf", 'filename', '你b.pdf'],
    ['a; name="never closed', 'name', ''],
    ['a', 'name', ''],
  ])('of %s, %s, is %s', (value, name, expected) => {
    expect(parameterOf(value, name)).toBe(expected)
  })

  it.each([';', '; ', ';a=', '; boundary="', ';a="\\', 'a*'])('is quick with a megabyte of %j', piece => {
    expect(parameterOf(piece.repeat((1024 * 1024) / piece.length), 'none')).toBe('')
  })
})
