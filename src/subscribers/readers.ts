import { SubscriberError } from '../errors.ts'
import { mailboxOf } from './address.ts'
import { pauseOf } from './pause.ts'
import type { People, Recipient, Subscriber } from './subscriber.ts'
import type { Known, SubscriberStore } from './subscriber-store.ts'
import { utcDay } from './utc-day.ts'

/** The people that an issue is for, and how many more asked for it and have not confirmed. */
export interface Readers {
  people: People
  pending: number
}

/** The active people of the list, of whom those who make a pause are left out; throws a SubscriberError where there is nobody. */
export async function readersOfList(store: SubscriberStore, now: Date): Promise<Readers> {
  const subscribers: Recipient[] = []
  const leftOut: { address: string; reason: string }[] = []
  for await (const person of store.list({ status: 'active' })) {
    const { id, address, name } = person
    const pause = pauseReason(person, now)
    if (pause === undefined) subscribers.push({ id, address, name })
    else leftOut.push({ address, reason: pause })
  }
  const { pending } = (await store.count(now)).byStatus
  if (subscribers.length + leftOut.length === 0) throw nobody(pending)
  return { people: { subscribers, refused: [], leftOut }, pending }
}

/** The people of a file without those who must not be written to; who is on the list too has their number. */
export async function readersOfFile(store: SubscriberStore, people: People, now: Date): Promise<Readers> {
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
  return { people: { ...people, subscribers, leftOut }, pending: 0 }
}

/** Why somebody who was to get an issue must not get it any more; nothing where they still are to. */
export async function whyNotNow(
  store: SubscriberStore,
  { id, address }: Recipient,
  now: Date,
): Promise<string | undefined> {
  const known = id === undefined ? await store.of(address) : await store.byId(id)
  if (!known?.subscriber && id !== undefined) return 'is no longer on the list'
  return known && reasonAgainst(known, now)
}

function reasonAgainst({ subscriber, suppression }: Omit<Known, 'consents'>, now: Date): string | undefined {
  if (suppression) return `${suppression.reason} on ${utcDay(suppression.at)}`
  if (subscriber === undefined) return undefined
  return subscriber.status === 'active' ? pauseReason(subscriber, now) : 'has not confirmed'
}

function pauseReason(person: Subscriber, now: Date): string | undefined {
  const until = pauseOf(person, now)
  return until && `paused until ${utcDay(until)}`
}

const nobody = (pending: number): SubscriberError =>
  new SubscriberError(
    pending === 0
      ? 'There are no subscribers to send to'
      : `There are no subscribers to send to: ${pending} asked, and ${pending === 1 ? 'has' : 'have'} not confirmed`,
    {
      wayOut:
        'Add them with "masthead subscribers add" or "masthead subscribers import", or name a file of people with --to-file.',
    },
  )
