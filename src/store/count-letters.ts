import type { LetterCounts } from '../subscribers/letter-queue.ts'
import type { Db } from './database.ts'

/** How many letters wait, and how many were given up. */
export async function countLetters(db: Db): Promise<LetterCounts> {
  const rows = await db
    .selectFrom('letters')
    .select(['status', eb => eb.fn.countAll<number>().as('count')])
    .groupBy('status')
    .execute()
  const of = (wanted: string) => rows.find(({ status }) => status === wanted)?.count ?? 0
  return { queued: of('queued'), failed: of('failed') }
}
