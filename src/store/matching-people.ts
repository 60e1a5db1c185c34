import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from 'kysely'
import { mailboxOf } from '../subscribers/address.ts'
import type { Subscriber } from '../subscribers/subscriber.ts'
import type { SubscriberFilter } from '../subscribers/subscriber-store.ts'
import type { Db } from './database.ts'
import { hasTag, inSegment } from './in-segment.ts'
import { readSubscriber } from './subscriber-rows.ts'
import type { Tables } from './tables.ts'

/** How many people are read at a time. */
const pageSize = 1000

/** The people whom a filter asks for, in the order in which they came, a page at a time. */
export async function* pagesOf(db: Db, filter: SubscriberFilter): AsyncIterable<Subscriber[]> {
  for (let last = 0; ; ) {
    const rows = await db
      .selectFrom('subscribers')
      .selectAll()
      .where('id', '>', last)
      .where(matching(filter))
      .orderBy('id')
      .limit(pageSize)
      .execute()
    yield rows.map(readSubscriber)
    if (rows.length < pageSize) return
    last = rows.at(-1)?.id ?? last
  }
}

/** The rows that a filter asks for. */
export function matching({ status, tag, language, search, addresses, segment }: SubscriberFilter) {
  return (
    eb: ExpressionBuilder<Tables, 'subscribers'>,
  ): ExpressionWrapper<Tables, 'subscribers', SqlBool> => {
    const wanted = [
      ...(status ? [eb('status', '=', status)] : []),
      ...(addresses ? [eb('mailbox', 'in', addresses.map(mailboxOf))] : []),
      ...(language ? [eb('language', '=', language)] : []),
      ...(tag ? [hasTag(tag)] : []),
      ...(search
        ? [
            sql<SqlBool>`(instr(folded(address), folded(${search})) > 0 OR instr(folded(name), folded(${search})) > 0)`,
          ]
        : []),
      ...(segment ? [inSegment(eb, segment)] : []),
    ]
    return eb.and(wanted)
  }
}
