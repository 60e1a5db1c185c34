import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listFormats } from '../../../../src/subscribers/lists/formats/formats.ts'
import { type FileHead, RowError } from '../../../../src/subscribers/lists/list-format.ts'
import { csvWriters } from '../../../../src/subscribers/lists/list-writer.ts'
import { personOfArrival, personOfRecord } from '../../../../src/subscribers/lists/person-json.ts'
import type { SubscriberRecord } from '../../../../src/subscribers/subscriber-store.ts'
import { anyRecord } from '../a-record.ts'
import { arrivalsOf } from './a-fixture.ts'

type Options = { bare: boolean }
const textOf = (format: (typeof listFormats)[number], record: SubscriberRecord, options: Options) => {
  const writer = csvWriters(format, options).find(({ takes }) => takes(record))
  return writer && { name: writer.name, text: writer.head + writer.write([record]) }
}
// -0 is 0 in JSON.
const plain = (person: object) => JSON.parse(JSON.stringify(person))
const strictness = ['active', 'pending', 'unsubscribed', 'bounced', 'complained']

describe.each(listFormats)('$title', format => {
  it('gives back everybody as they were', () => {
    fc.assert(
      fc.property(anyRecord, record => {
        const { text = '', name } = textOf(format, record, { bare: false }) ?? {}
        const [arrival] = arrivalsOf(text, name)
        expect(arrival && plain(personOfArrival(arrival))).toEqual(plain(personOfRecord(record)))
      }),
    )
  })

  it('begins no cell as a formula begins, and writes no control characters', () => {
    fc.assert(
      fc.property(anyRecord, fc.boolean(), (record, bare) => {
        const { text = '' } = textOf(format, record, { bare }) ?? {}
        const cells = (parse(text) as string[][]).flat()
        expect(cells.filter(cell => /^[=+\-@\t\r]/.test(cell))).toEqual([])
        // Where numbers have a comma, spreadsheets part cells at semicolons, quoted or not.
        expect(text).not.toMatch(/;"?[=+@-]/)
        expect(text).not.toMatch(/(?!\n)\p{Cc}/u)
      }),
    )
  })

  it('subscribes nobody who is not active, even in a bare file', () => {
    fc.assert(
      fc.property(anyRecord, record => {
        const { text = '', name } = textOf(format, record, { bare: true }) ?? {}
        const { status } = record.subscriber
        for (const arrival of arrivalsOf(text || 'email\n', name)) {
          expect(arrival.status === 'active').toBe(status === 'active')
          expect(strictness.indexOf(arrival.status) > 1).toBe(strictness.indexOf(status) > 1)
        }
      }),
    )
  })

  it('writes with --bare just the columns of the program', () => {
    for (const [at, { head }] of csvWriters(format, { bare: true }).entries()) {
      const columns = format.files[at]?.columns.filter(column => column !== 'masthead') ?? []
      expect(head).toBe(`${columns.join(',')}\n`)
    }
  })

  it('takes a row, or refuses it with a reason, whatever it holds', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.json({ maxDepth: 3 }),
      fc.constantFrom(
        'ada@example.org',
        'active',
        'true',
        '2024-05-01',
        "{'a': 1}",
        '"a',
        '[',
        '{"status":1}',
      ),
    )
    for (const { name, columns } of format.files) {
      const keys = columns.map(column => column.toLowerCase())
      const head: FileHead = { name, columns: keys, sample: [] }
      const rows = fc.record(Object.fromEntries(keys.map(key => [key, cell])))
      fc.assert(
        fc.property(rows, fc.boolean(), (row, isAddressed) => {
          const email = keys.find(key => key.startsWith('email')) ?? ''
          try {
            const arrival = format.readerFor(head)?.(isAddressed ? { ...row, [email]: 'a@b.org' } : row)
            expect(strictness).toContain(arrival?.status)
          } catch (error) {
            expect(error).toBeInstanceOf(RowError)
          }
        }),
      )
    }
  })
})
