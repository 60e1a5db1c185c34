import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { DueDelivery } from '../../deliveries/delivery.ts'
import type { Provider } from '../../deliveries/providers/provider.ts'
import { reasonAgainst } from '../../subscribers/readers.ts'
import type { Status } from '../../subscribers/subscriber.ts'
import type { SuppressedStatus } from '../../subscribers/suppression.ts'
import type { Tables } from '../tables.ts'
import { personOf } from './delivery-rows.ts'

interface DueRow {
  id: number
  subscriber: number | null
  person: string | null
  attempts: number
  first_try: string | null
  mailbox: string
  known: number | null
  address: string | null
  name: string | null
  status: Status | null
  paused_until: string | null
  suppressed: SuppressedStatus | null
  suppressed_at: string | null
}

interface Wanted {
  provider: Provider
  most: number
  now: Date
  /** Those that are passed over. */
  except: readonly number[]
}

/**
 * Deliveries at a provider whose time has come, with what is known of their readers now. Those that were tried before go
 * first: a server that asked for another try in ten minutes would else get it when all others have been written to.
 */
export async function dueDeliveries(
  trx: Transaction<Tables>,
  issue: string,
  wanted: Wanted,
): Promise<DueDelivery[]> {
  const { provider, most, now, except } = wanted
  const isWanted =
    except.length === 0
      ? sql``
      : sql`AND d.id NOT IN (SELECT value FROM json_each(${JSON.stringify(except)}))`
  const tried = await dueRows(trx, issue, wanted, sql`d.first_try IS NOT NULL ${isWanted}`)
  const left = most - tried.length
  const others =
    left > 0 ? await dueRows(trx, issue, { ...wanted, most: left }, sql`d.first_try IS NULL ${isWanted}`) : []
  return [...tried, ...others].map(row => readDue(row, provider, now))
}

async function dueRows(
  trx: Transaction<Tables>,
  issue: string,
  { provider, most, now }: Wanted,
  which: RawBuilder<unknown>,
): Promise<DueRow[]> {
  const { rows } = await sql<DueRow>`
    SELECT d.id, d.subscriber, d.person, d.attempts, d.first_try, d.address AS mailbox,
      s.id AS known, s.address, s.name, s.status, s.paused_until, x.reason AS suppressed, x.at AS suppressed_at
    FROM deliveries d
      LEFT JOIN subscribers s ON s.mailbox = d.address
      LEFT JOIN suppressions x ON x.mailbox = d.address
    WHERE d.issue = ${issue} AND d.provider = ${provider} AND d.not_before <= ${now.toISOString()} AND ${which}
    ORDER BY d.not_before, d.id LIMIT ${most}`.execute(trx)
  return rows
}

function readDue(row: DueRow, provider: Provider, now: Date): DueDelivery {
  const { id, attempts, first_try: firstTry } = row
  const reason = reasonOf(row, now)
  return {
    id,
    provider,
    attempts,
    reader: readerOf(row),
    ...(firstTry !== null && { firstTry: new Date(firstTry) }),
    ...(reason !== undefined && { reason }),
  }
}

function readerOf(row: DueRow): DueDelivery['reader'] {
  const person = personOf(row)
  const address = person?.address ?? row.address ?? row.mailbox
  const name = person?.name || (row.name ?? '')
  return { address, name, ...(row.known !== null && { id: row.known }) }
}

function reasonOf(row: DueRow, now: Date): string | undefined {
  const isStranger = row.known === null && row.person === null
  if (isStranger || (row.subscriber !== null && row.known !== row.subscriber))
    return 'is no longer on the list'
  return reasonAgainst(
    {
      ...(row.suppressed && {
        suppression: { reason: row.suppressed, at: new Date(row.suppressed_at ?? now) },
      }),
      ...(row.status && {
        subscriber: {
          status: row.status,
          ...(row.paused_until !== null && { pausedUntil: new Date(row.paused_until) }),
        },
      }),
    },
    now,
  )
}
