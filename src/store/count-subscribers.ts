import { type Kysely, sql } from 'kysely'
import { type Status, statuses } from '../subscribers/subscriber.ts'
import type { SubscriberCounts } from '../subscribers/subscriber-store.ts'
import { countLetters } from './count-letters.ts'
import type { Tables } from './tables.ts'

const mostMonths = 12

/** How many people there are, by what they differ in. */
export async function countSubscribers(db: Kysely<Tables>, now: Date): Promise<SubscriberCounts> {
  const { count } = db.fn
  const all = count<number>('id').as('count')
  const byStatus = await db.selectFrom('subscribers').select(['status', all]).groupBy('status').execute()
  const active = db.selectFrom('subscribers').where('status', '=', 'active')
  const byLanguage = await active
    .select(['language', all])
    .groupBy('language')
    .orderBy('count', 'desc')
    .orderBy('language')
    .execute()
  const { paused } = await active
    .select(count<number>('id').as('paused'))
    .where('paused_until', '>', now.toISOString())
    .executeTakeFirstOrThrow()
  const byTag = await sql<{ tag: string; count: number }>`
    SELECT tag.value AS tag, count(*) AS count FROM subscribers, json_each(tags) AS tag
    WHERE status = 'active' GROUP BY tag.value ORDER BY count DESC, tag`.execute(db)
  const { forgotten } = await db
    .selectFrom('forgotten')
    .select(count<number>('hash').as('forgotten'))
    .executeTakeFirstOrThrow()
  const ofStatus = (wanted: Status) => byStatus.find(({ status }) => status === wanted)?.count ?? 0
  return {
    byStatus: Object.fromEntries(statuses.map(status => [status, ofStatus(status)])) as Record<
      Status,
      number
    >,
    paused,
    forgotten,
    byLanguage: byLanguage.map(row => ({ ...row, language: row.language ?? undefined })),
    byTag: byTag.rows,
    byMonth: await monthsOf(db),
    letters: await countLetters(db),
  }
}

async function monthsOf(db: Kysely<Tables>): Promise<SubscriberCounts['byMonth']> {
  const { rows } = await sql<{ month: string; joined: number; left: number }>`
    SELECT month, sum(joined) AS joined, sum(gone) AS left FROM (
      SELECT substr(since, 1, 7) AS month, count(*) AS joined, 0 AS gone FROM subscribers GROUP BY 1
      UNION ALL SELECT substr(at, 1, 7), 0, count(*) FROM suppressions GROUP BY 1)
    GROUP BY month ORDER BY month DESC LIMIT ${mostMonths}`.execute(db)
  return rows
}
