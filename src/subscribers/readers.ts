import { SubscriberError } from '../errors.ts'
import { mailboxOf } from './address.ts'
import { pauseOf } from './pause.ts'
import type { People, Recipient, Subscriber } from './subscriber.ts'
import type { SubscriberStore } from './subscriber-store.ts'
import type { Suppression } from './suppression.ts'
import { utcDay } from './utc-day.ts'

/** The people of a file without those who must not be written to; who is on the list too has their number. */
export async function readersOfFile(
  store: Pick<SubscriberStore, 'knownAmong'>,
  people: People,
  now: Date,
): Promise<People> {
  const known = await store.knownAmong(people.subscribers.map(({ address }) => address))
  const subscribers: Recipient[] = []
  const leftOut: { address: string; reason: string }[] = []
  for (const person of people.subscribers) {
    const found = known.get(mailboxOf(person.address))
    const reason = found && reasonAgainst(found, now)
    const id = found?.subscriber?.id
    if (reason === undefined) subscribers.push({ ...person, ...(id !== undefined && { id }) })
    else leftOut.push({ address: person.address, reason })
  }
  return { ...people, subscribers, leftOut }
}

/** What decides on whether somebody may be written to. */
interface Standing {
  subscriber?: Pick<Subscriber, 'status' | 'pausedUntil'> | undefined
  suppression?: Pick<Suppression, 'reason' | 'at'> | undefined
}

/** Why somebody must not be sent an issue; nothing where they may. */
export function reasonAgainst({ subscriber, suppression }: Standing, now: Date): string | undefined {
  if (suppression) return `${suppression.reason} on ${utcDay(suppression.at)}`
  if (subscriber === undefined) return undefined
  if (subscriber.status !== 'active') return 'has not confirmed'
  const until = pauseOf(subscriber, now)
  return until && `paused until ${utcDay(until)}`
}

/** That a segment has nobody to send to. */
export const nobodyInSegment = (segment: string): SubscriberError =>
  new SubscriberError(`Nobody who is active is in the segment '${segment}'`, {
    wayOut: `See who is with: masthead subscribers list --segment '${segment}'`,
  })

/** That a list has nobody to send to. */
export const nobodyToSendTo = (pending: number): SubscriberError =>
  new SubscriberError(
    pending === 0
      ? 'There are no subscribers to send to'
      : `There are no subscribers to send to: ${pending} asked, and ${pending === 1 ? 'has' : 'have'} not confirmed`,
    {
      wayOut:
        'Add them with "masthead subscribers add" or "masthead subscribers import", or name a file of people with --to-file.',
    },
  )
