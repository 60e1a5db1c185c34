import { SubscriberError } from '../errors.ts'
import { mailboxOf } from './address.ts'
import { pauseOf } from './pause.ts'
import type { People, Recipient, Subscriber } from './subscriber.ts'
import type { SubscriberStore } from './subscriber-store.ts'
import type { Suppression } from './suppression.ts'
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

/** The people of a file without those who must not be written to. */
export async function readersOfFile(store: SubscriberStore, people: People): Promise<Readers> {
  const suppressions = await store.suppressionsAmong(people.subscribers.map(({ address }) => address))
  const reasonOf = ({ address }: Recipient) => {
    const suppression = suppressions.get(mailboxOf(address))
    return suppression && reasonAgainst(suppression)
  }
  const subscribers = people.subscribers.filter(person => reasonOf(person) === undefined)
  const leftOut = people.subscribers.flatMap(person => {
    const reason = reasonOf(person)
    return reason === undefined ? [] : [{ address: person.address, reason }]
  })
  return { people: { ...people, subscribers, leftOut }, pending: 0 }
}

/** Why somebody who was to get an issue must not get it any more; nothing where they still are to. */
export async function whyNotNow(
  store: SubscriberStore,
  { id, address }: Recipient,
  now: Date,
): Promise<string | undefined> {
  if (id === undefined) {
    const [suppression] = (await store.suppressionsAmong([address])).values()
    return suppression && reasonAgainst(suppression)
  }
  const known = await store.byId(id)
  if (!known?.subscriber) return 'is no longer on the list'
  if (known.suppression) return reasonAgainst(known.suppression)
  return known.subscriber.status === 'active' ? pauseReason(known.subscriber, now) : 'has not confirmed'
}

function pauseReason(person: Subscriber, now: Date): string | undefined {
  const until = pauseOf(person, now)
  return until && `paused until ${utcDay(until)}`
}

const reasonAgainst = ({ reason, at }: Suppression): string => `${reason} on ${utcDay(at)}`

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
