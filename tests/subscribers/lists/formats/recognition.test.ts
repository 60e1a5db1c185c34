import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatNamed, listFormats } from '../../../../src/subscribers/lists/formats/formats.ts'
import { aFixture, headAndRows } from './a-fixture.ts'

const fixtures = readdirSync('tests/subscribers/lists/formats/fixtures').map(file => file.replace('.csv', ''))
const formatOf = (fixture: string) => fixture.replace(/-.*/, '').replace('plain', 'csv')
const pairs = fixtures.flatMap(fixture =>
  listFormats.filter(({ name }) => name !== 'csv').map(({ name }) => ({ fixture, name })),
)

describe('listFormats', () => {
  it.each(pairs)('$name reads $fixture only if it is its own', ({ fixture, name }) => {
    const { head } = headAndRows(aFixture(fixture))
    expect(formatNamed(name)?.readerFor(head) !== undefined).toBe(formatOf(fixture) === name)
  })

  it.each(fixtures)('know %s in any order of columns, and with more of them', fixture => {
    const { head } = headAndRows(aFixture(fixture))
    const columns = [...head.columns, 'column of mine', 'favourite colour'].toReversed()
    const first = listFormats.find(format => format.readerFor({ ...head, columns }))
    expect(first?.name).toBe(formatOf(fixture))
  })

  it('have no reader for a file without addresses', () => {
    const { head } = headAndRows('name,city\nAda,London\n')
    expect(listFormats.filter(format => format.readerFor(head))).toEqual([])
  })

  it('read their own exports, and no export of another', () => {
    for (const format of listFormats)
      for (const { name, columns } of format.files) {
        const head = { name, columns: columns.map(column => column.toLowerCase()), sample: [] }
        const first = listFormats.find(other => other.readerFor(head))
        expect({ name, format: first?.name }).toEqual({ name, format: format.name })
      }
  })
})
