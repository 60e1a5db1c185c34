import { openDatabase } from '../../src/store/database.ts'
import { SubscriberDatabase } from '../../src/store/subscriber-database.ts'
import { keyringOf } from '../../src/subscribers/keyring.ts'
import { type Addition, add } from '../../src/subscribers/rules/add.ts'
import { ask } from '../../src/subscribers/rules/ask.ts'
import { confirm } from '../../src/subscribers/rules/confirm.ts'
import { leave } from '../../src/subscribers/rules/leave.ts'

export const aKeyring = keyringOf(['a secret of more than thirty-two letters'], 'test')

/** Minute `n` of a day. */
export const minute = (n: number): Date => new Date(Date.UTC(2026, 0, 19, 8, n))

/** A store of its own in memory, and the database below it. */
export async function aSubscriberStore(path = ':memory:', patienceMs = 60_000) {
  const database = await openDatabase(path, { patienceMs })
  return { database, store: new SubscriberDatabase(database, { keyring: aKeyring }) }
}

const seen = { place: '/', text: '', details: {} }
export const asked = (at = minute(0)) => ask({ ...seen, at, how: 'form', text: 'Yes, please.' })
export const confirmed = (askedAt = minute(0), at = minute(5)) => confirm({ ...seen, at, askedAt })
export const left = (at = minute(10)) => leave({ ...seen, at, how: 'one-click', status: 'unsubscribed' })
export const bounced = (at = minute(10)) => leave({ ...seen, at, how: 'mail', status: 'bounced' })
export const added = (profile: Addition['profile'] = {}, reason = '', at = minute(0)) =>
  add({ at, place: 'subscribers add', profile, reason })
