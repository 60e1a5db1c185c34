import { describe, expect, it } from 'vitest'
import { ghost } from '../../../src/subscribers/lists/formats/ghost.ts'
import type { Row } from '../../../src/subscribers/lists/list-format.ts'
import type { Status } from '../../../src/subscribers/subscriber.ts'
import { aRecord } from './a-record.ts'

const [file] = ghost.files
const columns = file?.columns ?? []
const read = ghost.readerFor({ name: 'members.csv', columns, sample: [] })
const rowOf = (record = aRecord()): Row =>
  Object.fromEntries(file?.write(record).map((cell, at) => [columns[at], cell]) ?? [])
/** A row of Ghost for somebody of a status, changed in Ghost since. */
const changed = (status: Status, change: Row) => read?.({ ...rowOf(aRecord({ status })), ...change })

describe('the column masthead', () => {
  it('has only what the program has no column for', () => {
    const row = rowOf(aRecord({ name: 'Ada', language: 'en', tags: ['vip'] }))
    expect(JSON.parse(row.masthead ?? '')).toEqual({ language: 'en' })
    expect(rowOf().masthead).toBe('')
  })

  it('gives way to what was changed in the program', () => {
    const row = rowOf(aRecord({ name: 'Ada', language: 'en' }))
    expect(read?.({ ...row, name: 'Ada Lovelace' })?.profile).toMatchObject({
      name: 'Ada Lovelace',
      language: 'en',
    })
  })

  it.each([
    ['pending', {}, 'pending'],
    ['bounced', {}, 'bounced'],
    // Somebody who left there stays away here.
    ['active', { subscribed_to_emails: 'false' }, 'unsubscribed'],
    // An import there that took everybody brings nobody back here.
    ['bounced', { subscribed_to_emails: 'true' }, 'bounced'],
    ['complained', { subscribed_to_emails: 'true' }, 'complained'],
    ['pending', { subscribed_to_emails: 'true' }, 'pending'],
  ] as const)('of somebody %s, with %j in the row, means %s', (status, change, meant) => {
    expect(changed(status, change)?.status).toBe(meant)
  })

  it.each([
    ['x', 'a column "masthead" that Masthead did not write: found "x"'],
    ['[]', 'a column "masthead" that Masthead did not write'],
    ['{"status":{"written":"active","meant":"admin"}}', 'an unknown status: found "admin"'],
    ['{"email":"nobody"}', 'not an address'],
    ['{"name":"a\\nb"}', 'a line break or a control character in the name'],
    ['{"tags":"vip"}', 'tags that are no list'],
    ['{"attributes":{"__proto__":1}}', 'found "__proto__" as the name of an attribute'],
    ['{"attributes":{"a":{"constructor":1}}}', 'found "constructor" as the name of an attribute'],
    ['{"attributes":{"a":"\\ud800"}}', 'half a character in an attribute'],
    ['{"consents":[{"at":"now"}]}', 'records of consent that Masthead did not write'],
    ['{"since":"yesterday"}', 'found "yesterday", expected a time such as'],
  ])('is refused where somebody made it up: %s', (cell, reason) => {
    expect(() => changed('active', { masthead: cell })).toThrow(reason)
  })
})
