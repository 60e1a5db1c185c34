import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAttributes, readJsonOrPython } from '../../../../src/subscribers/lists/cells/attributes-cell.ts'
import { jsonCell } from '../../../../src/subscribers/lists/cells/formula-guard.ts'
import { readLanguage } from '../../../../src/subscribers/lists/cells/language-cell.ts'
import { joinedName, readName } from '../../../../src/subscribers/lists/cells/name-cell.ts'
import { readPythonDict } from '../../../../src/subscribers/lists/cells/python-dict.ts'
import { readStatus } from '../../../../src/subscribers/lists/cells/status-cell.ts'
import { readQuotedTags, readTags } from '../../../../src/subscribers/lists/cells/tags-cell.ts'
import { goTime, readTime, sqlTime } from '../../../../src/subscribers/lists/cells/time-cell.ts'
import { readTimezone } from '../../../../src/subscribers/lists/cells/timezone-cell.ts'
import { RowError } from '../../../../src/subscribers/lists/list-format.ts'

describe('a time', () => {
  it.each([
    ['2024-05-01', '2024-05-01T00:00:00.000Z'],
    ['2024-05-01 10:11:12', '2024-05-01T10:11:12.000Z'],
    ['2024-05-01T10:11', '2024-05-01T10:11:00.000Z'],
    ['2024-05-01T10:11:12.345Z', '2024-05-01T10:11:12.345Z'],
    ['2024-05-01 10:11:12.345678+02:00', '2024-05-01T08:11:12.345Z'],
    ['2024-05-01 10:11:12.123456 +0000 UTC', '2024-05-01T10:11:12.123Z'],
    ['2024-05-01 10:11:12.1 -0330 NDT', '2024-05-01T13:41:12.100Z'],
    ['2024-02-29 10:11:12 UTC', '2024-02-29T10:11:12.000Z'],
  ])('is read of %s', (cell, at) => {
    expect(readTime(cell)?.toISOString()).toBe(at)
  })

  it.each([
    '',
    '5/1/2024 10:11',
    '2023-02-29',
    '2024-13-01',
    '2024-05-01 24:00:00',
    '0024-05-01',
    'May 1, 2024',
    '1714558272',
    '2024-05-01T10:11:12+99:00',
    '1900-01-01T00:00:00+14:00',
    '9999-12-31T23:59:59-14:00',
  ])('is not read of "%s"', cell => {
    expect(readTime(cell)).toBeUndefined()
  })

  it('is read as it was written', () => {
    const at = new Date('2026-01-19T08:00:00.123Z')
    expect(readTime(goTime(at))).toEqual(at)
    expect(readTime(sqlTime(at))).toEqual(new Date('2026-01-19T08:00:00Z'))
  })
})

describe('a language and a time zone', () => {
  it.each([
    ['zh_CN', 'zh-CN'],
    ['ZH-hans-cn', 'zh-Hans-CN'],
    ['en', 'en'],
    ['English', undefined],
    ['', undefined],
    ['zh-', undefined],
  ])('of "%s" are %s', (cell, language) => {
    expect(readLanguage(cell)).toBe(language)
  })

  it.each([
    ['asia/shanghai', 'Asia/Shanghai'],
    ['UTC', 'UTC'],
    ['+08:00', undefined],
    ['Moon/Sea', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('of "%s" are %s', (cell, zone) => {
    expect(readTimezone(cell)).toBe(zone)
  })
})

describe('a name', () => {
  it.each([
    ['Ada', 'Lovelace', 'Ada Lovelace'],
    ['', ' Lovelace ', 'Lovelace'],
    ['小明', '王', '王小明'],
    ['Xiaoming', '王', 'Xiaoming 王'],
  ])('of "%s" and "%s" is "%s"', (first, last, name) => {
    expect(joinedName(first, last)).toBe(name)
  })
})

describe('a Python dict', () => {
  it.each([
    ['{}', {}],
    [`{'a': 'it\\'s', "b": "x"}`, { a: "it's", b: 'x' }],
    [`{'a': True, 'b': False, 'c': None}`, { a: true, b: false, c: null }],
    [`{'a': -1, 'b': 1.5e3, 'c': [1, ('x',), {}],}`, { a: -1, b: 1500, c: [1, ['x'], {}] }],
    [`{'a': '\\u738b\\x41\\U0001F600\\n\\q'}`, { a: '王A😀\nq' }],
    [
      `{1: 2, '__proto__': 3}`,
      Object.fromEntries([
        ['1', 2],
        ['__proto__', 3],
      ]),
    ],
  ])('reads %s', (text, value) => {
    expect(readPythonDict(text)).toEqual(value)
  })

  it.each([
    '',
    '{',
    "{'a'}",
    "{'a': }",
    "{'a': 1} x",
    "{'a': 'open",
    "{'a': __import__('os')}",
    "{'a': datetime.date(2024, 1, 1)}",
    "{'a': '\\UFFFFFFFF'}",
    '['.repeat(10_000),
  ])('is not %s', text => {
    expect(() => readPythonDict(text)).toThrow(RowError)
  })

  it('reads all that Python prints of JSON', () => {
    const words = (json: string) => json.replaceAll('true', 'True').replaceAll('false', 'False')
    const value = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.boolean()), {
      noNullPrototype: true,
    })
    fc.assert(
      fc.property(value, object => {
        const json = JSON.stringify(object)
        fc.pre(!/true|false/.test(Object.entries(object).flat().filter(isText).join(' ')))
        expect(readPythonDict(words(json))).toEqual(JSON.parse(json))
      }),
    )
  })
})

const isText = (value: unknown): boolean => typeof value === 'string'

describe('attributes', () => {
  it.each([
    ['[1]', 'attributes that are no object'],
    ['"x"', 'attributes that are no object'],
    ['{', 'attributes that are no JSON: found "{"'],
    ['{"a":1e999}', 'a number too large'],
    [`{"a":${'['.repeat(30)}${']'.repeat(30)}}`, 'attributes in more than 20 layers'],
    [`{"a":"${'x'.repeat(17_000)}"}`, 'attributes of 17008 bytes: expected at most 16384'],
    [`{"a":"${'王'.repeat(6_000)}"}`, 'attributes of 18008 bytes: expected at most 16384'],
  ])('are refused: %s', (cell, reason) => {
    expect(() => readAttributes(cell)).toThrow(reason)
  })

  it('are taken back as they were written, however much longer guarded JSON is', () => {
    const attributes = { a: Array.from({ length: 4000 }, () => '=') }
    expect(readAttributes(jsonCell(attributes))).toEqual(attributes)
    expect(readJsonOrPython(jsonCell(attributes))).toEqual(attributes)
  })

  it.each(['', 'null', '{}', ' '])('are none in "%s"', cell => {
    expect(readAttributes(cell)).toEqual({})
    expect(readJsonOrPython(cell)).toEqual({})
  })

  it('keep a key __proto__ out, however it is spelt', () => {
    expect(() => readJsonOrPython(`{'__proto__': {'x': 1}}`)).toThrow(RowError)
    expect(() => readJsonOrPython(`{"\\u005f_proto__": {"x": 1}}`)).toThrow(RowError)
  })
})

describe('a cell of a million characters', () => {
  const readers = {
    readTime,
    readLanguage,
    readTimezone,
    readName,
    readQuotedTags,
    readAttributes,
    readJsonOrPython,
    readPythonDict,
    readTags: (cell: string) => readTags(cell, /[,;]/),
    readStatus: (cell: string) => readStatus(cell, {}),
  }
  const cells = ['"', "'", ' ', ',', '\\', '(', '1', '-', '"a,', "'\\", '{"', '0 '].flatMap(part => [
    part.repeat(1_000_000 / part.length),
    `"${part.repeat(1_000_000 / part.length)}x`,
  ])

  it.each(Object.entries(readers))(
    'is read or refused at once by %s',
    (_name, read) => {
      for (const cell of cells) {
        try {
          read(cell)
        } catch (error) {
          expect(error).toBeInstanceOf(RowError)
        }
      }
    },
    10_000,
  )
})
