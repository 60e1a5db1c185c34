import type { Consent } from '../consent.ts'
import { type Attributes, type Status, statuses } from '../subscriber.ts'
import type { SubscriberRecord } from '../subscriber-store.ts'
import { isSuppressed } from '../suppression.ts'
import { readAddressCell } from './cells/address-cell.ts'
import { checkedAttributes } from './cells/attributes-cell.ts'
import { found } from './cells/found.ts'
import { readLanguage } from './cells/language-cell.ts'
import { readName } from './cells/name-cell.ts'
import { readStatus } from './cells/status-cell.ts'
import { checkedTags } from './cells/tags-cell.ts'
import { readTime } from './cells/time-cell.ts'
import { readTimezone } from './cells/timezone-cell.ts'
import { readConsents } from './consent-json.ts'
import { type Arrival, RowError } from './list-format.ts'
import { profileOf } from './profile-of.ts'

/** A person as JSON has them; times are ISO 8601, in UTC. */
export interface PersonJson {
  email: string
  name: string
  language?: string
  timezone?: string
  tags: readonly string[]
  attributes: Attributes
  status: Status
  since?: string
  left_at?: string
  paused_until?: string
  consents: readonly Consent[]
}

/** The fields of a person, in the order of the columns of Masthead's own file. */
export const personFields = [
  'email',
  'name',
  'language',
  'timezone',
  'tags',
  'attributes',
  'status',
  'since',
  'left_at',
  'paused_until',
  'consents',
] as const

/** The statuses under their own names. */
export const statusNames = Object.fromEntries(statuses.map(status => [status, status])) as Record<
  Status,
  Status
>

/** All that is on record of a person. */
export const personOfRecord = ({ subscriber, suppression, consents }: SubscriberRecord): PersonJson =>
  personOf(subscriber, {
    email: subscriber.address,
    status: subscriber.status,
    since: subscriber.since,
    leftAt: isSuppressed(subscriber.status) ? suppression?.at : undefined,
    pausedUntil: subscriber.pausedUntil,
    consents,
  })

/** All that a file says of a person but its details. */
export const personOfArrival = (arrival: Arrival): PersonJson =>
  personOf(arrival.profile, { email: arrival.address, ...arrival })

function personOf(
  { name = '', language, timezone, tags = [], attributes = {} }: Arrival['profile'],
  rest: Omit<Arrival, 'address' | 'profile' | 'details'> & { email: string },
): PersonJson {
  const { email, status, since, leftAt, pausedUntil, consents } = rest
  return {
    email,
    name,
    ...(language !== undefined && { language }),
    ...(timezone !== undefined && { timezone }),
    tags,
    attributes,
    status,
    ...(since && { since: since.toISOString() }),
    ...(leftAt && { left_at: leftAt.toISOString() }),
    ...(pausedUntil && { paused_until: pausedUntil.toISOString() }),
    consents,
  }
}

const nobody: Arrival = {
  address: '',
  profile: { name: '', tags: [], attributes: {} },
  status: 'active',
  details: {},
  consents: [],
}

/** Reads a person from JSON, whoever wrote it; throws a RowError for what is not as Masthead writes it. */
export const readPerson = (json: Readonly<Record<string, unknown>>): Arrival =>
  withFields(nobody, { email: '', ...json })

/** What is known of a person, with the fields that JSON has; `null` takes one away. Throws a RowError as well. */
export function withFields(known: Arrival, json: Readonly<Record<string, unknown>>): Arrival {
  const field = <Value>(name: keyof PersonJson, before: Value, read: (value: unknown) => Value): Value =>
    Object.hasOwn(json, name) ? read(json[name]) : before
  const { profile } = known
  const status = field('status', known.status, value => readStatus(textOf(value, 'status'), statusNames))
  return {
    ...known,
    address: field('email', known.address, value => readAddressCell(textOf(value, 'email'))),
    profile: profileOf(status, () => ({
      name: field('name', profile.name ?? '', value => readName(textOf(value, 'name'))),
      language: field('language', profile.language, languageOf),
      timezone: field('timezone', profile.timezone, timezoneOf),
      tags: field('tags', profile.tags ?? [], value => checkedTags(textsOf(value ?? []))),
      attributes: field('attributes', profile.attributes ?? {}, value => checkedAttributes(value ?? {})),
    })),
    status,
    since: field('since', known.since, timeOf('since')),
    leftAt: isSuppressed(status) ? field('left_at', known.leftAt, timeOf('left_at')) : undefined,
    pausedUntil: field('paused_until', known.pausedUntil, timeOf('paused_until')),
    consents: field('consents', known.consents, value => readConsents(value ?? [])),
  }
}

function textOf(value: unknown, field: string): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  throw new RowError(`${found(JSON.stringify(value))} as ${field}: expected a text`)
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return value
  throw new RowError('tags that are no list of texts: expected such as ["vip"]')
}

const languageOf = (value: unknown) =>
  named(textOf(value, 'language'), readLanguage, 'a language such as zh-CN')

const timezoneOf = (value: unknown) =>
  named(textOf(value, 'timezone'), readTimezone, 'a time zone such as Asia/Shanghai')

const timeOf = (field: string) => (value: unknown) =>
  named(textOf(value, field), readTime, 'a time such as 2026-01-19T08:00:00.000Z')

function named<Value>(
  written: string,
  read: (text: string) => Value | undefined,
  wanted: string,
): Value | undefined {
  if (written === '') return undefined
  const value = read(written)
  if (value === undefined) throw new RowError(`${found(written)}, expected ${wanted}`)
  return value
}
