import type { SubscriberRecord } from '../subscriber-store.ts'
import type { ListWriter } from './list-writer.ts'

/** Takes text as it comes. */
export type Write = (text: string) => Promise<void>

/** How many people went into each file, and how many into none. */
export interface Exported {
  counts: readonly number[]
  leftOut: number
}

/** How many people are written at a time. */
const batchSize = 500

/** Writes each person with the first writer that takes them; only a batch of people is in memory at a time. */
export async function exportPeople(
  records: AsyncIterable<SubscriberRecord>,
  writers: readonly ListWriter[],
  writes: readonly Write[],
): Promise<Exported> {
  const counts = writers.map(() => 0)
  let leftOut = 0
  for (const [at, { head }] of writers.entries()) await writes[at]?.(head)
  for await (const batch of batches(records)) {
    const shares = Map.groupBy(batch, record => writers.findIndex(writer => writer.takes(record)))
    for (const [at, share] of shares) {
      if (at < 0) leftOut += share.length
      else counts[at] = (counts[at] ?? 0) + share.length
      await writes[at]?.(writers[at]?.write(share) ?? '')
    }
  }
  return { counts, leftOut }
}

async function* batches(records: AsyncIterable<SubscriberRecord>): AsyncIterable<SubscriberRecord[]> {
  let batch: SubscriberRecord[] = []
  for await (const record of records) {
    batch.push(record)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  yield batch
}
