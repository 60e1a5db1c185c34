import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJsonLine, writeJsonLine } from '../../../../src/subscribers/lists/formats/json-lines.ts'
import { RowError } from '../../../../src/subscribers/lists/list-format.ts'
import { personOfArrival, personOfRecord } from '../../../../src/subscribers/lists/person-json.ts'
import { anyRecord, aRecord } from '../a-record.ts'

describe('JSON lines', () => {
  it('give back everybody as they were, one a line', () => {
    fc.assert(
      fc.property(anyRecord, record => {
        const line = writeJsonLine(record)
        expect(line).not.toMatch(/[\r\n]/)
        const read = JSON.parse(JSON.stringify(personOfArrival(readJsonLine(line))))
        expect(read).toEqual(JSON.parse(JSON.stringify(personOfRecord(record))))
      }),
    )
  })

  it('name all fields as Masthead’s own CSV does', () => {
    expect(JSON.parse(writeJsonLine(aRecord({ status: 'bounced', language: 'en' })))).toEqual({
      email: 'ada@example.org',
      name: '',
      language: 'en',
      tags: [],
      attributes: {},
      status: 'bounced',
      since: '2026-01-19T08:00:00.123Z',
      left_at: '2026-02-19T08:00:00.456Z',
      consents: [],
    })
  })

  it('may tell no more than an address, and fields of their own', () => {
    expect(readJsonLine('{"email":"ada@example.org","city":"London"}')).toMatchObject({
      address: 'ada@example.org',
      profile: { attributes: { city: 'London' } },
      status: 'active',
    })
  })

  it.each([
    ['{', 'not JSON: found "{", expected one object a line'],
    ['[1]', 'no JSON object: found "[1]"'],
    ['{}', 'no address'],
    ['{"email":1}', 'found "1" as email: expected a text'],
    ['{"email":"a@example.org","status":"gone"}', 'an unknown status: found "gone"'],
    ['{"email":"a@example.org","__proto__":{"x":1}}', 'found "__proto__" as the name of an attribute'],
  ])('are refused: %s', (line, reason) => {
    expect(() => readJsonLine(line)).toThrow(reason)
  })

  it('throw nothing but a RowError, whatever they hold', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), line => {
        expect(() => readJsonLine(line)).toThrow(RowError)
      }),
    )
  })
})
