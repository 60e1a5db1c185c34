import type { Selectable } from 'kysely'
import { atOnce } from '../../deliveries/attempt.ts'
import type { Delivery, DeliveryCounts } from '../../deliveries/delivery.ts'
import { deliveryStatuses } from '../../deliveries/delivery.ts'
import type { Dispatch } from '../../deliveries/dispatch.ts'
import type { Recipient } from '../../subscribers/subscriber.ts'
import type { Tables } from '../tables.ts'

/** An issue on its way, read from a row. */
export const readDispatch = (row: Omit<Selectable<Tables['dispatches']>, 'mail'>): Dispatch => ({
  issue: row.issue,
  status: row.status,
  hash: row.hash,
  confirmed: new Date(row.confirmed),
  ...timeOf('begins', row.begins),
  changed: new Date(row.changed),
  ...(row.reason !== null && { reason: row.reason }),
})

/** A delivery, read from its row; `written` is its address as the list writes it. */
export const readDelivery = (
  row: Selectable<Tables['deliveries']> & { written: string | null },
): Delivery => ({
  address: row.written ?? personOf(row)?.address ?? row.address,
  status: row.status,
  at: new Date(row.at),
  attempts: row.attempts,
  provider: row.provider,
  ...(row.account !== null && { account: row.account }),
  ...timeOf('notBefore', row.not_before),
  ...(row.reply !== null && { reply: row.reply }),
})

/** A time as a key of its own; without it, where there is none to wait for. */
const timeOf = <Key extends string>(key: Key, written: string | null): { [key in Key]?: Date } =>
  written === null || Date.parse(written) <= atOnce.getTime()
    ? {}
    : ({ [key]: new Date(written) } as { [key in Key]: Date })

/** Somebody of a file, of whom the list knows nothing. */
export const personOf = ({
  person,
}: Pick<Selectable<Tables['deliveries']>, 'person'>): Recipient | undefined =>
  person === null ? undefined : JSON.parse(person)

/** How many deliveries have each status; none where no row says so. */
export const readCounts = (counted: Readonly<Record<string, number>>): DeliveryCounts =>
  Object.fromEntries(deliveryStatuses.map(status => [status, counted[status] ?? 0])) as DeliveryCounts
