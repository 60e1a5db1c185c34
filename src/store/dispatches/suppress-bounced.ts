import type { Transaction } from 'kysely'
import type { Keyring } from '../../subscribers/keyring.ts'
import { leave } from '../../subscribers/rules/leave.ts'
import { changePerson } from '../change-person.ts'
import { knownOf } from '../known-people.ts'
import type { Tables } from '../tables.ts'

/** A mailbox of which a server said that it does not exist. */
interface Bounced {
  address: string
  reply: string
  issue: string
  at: Date
}

/** Suppresses a mailbox that bounced, with the record of it; somebody of a file has none, and is suppressed alone. */
export async function suppressBounced(
  trx: Transaction<Tables>,
  keyring: Keyring,
  { address, reply, issue, at }: Bounced,
): Promise<void> {
  const place = `issue ${issue}`
  const known = await knownOf(trx, keyring, address)
  const rule = leave({ status: 'bounced', at, how: 'mail', place, text: reply, details: {} })
  await changePerson(trx, keyring, { address, known, rule })
  if (known.subscriber || known.suppression) return
  const row = { mailbox: address, reason: 'bounced' as const, at: at.toISOString(), place }
  await trx.insertInto('suppressions').values(row).execute()
}
