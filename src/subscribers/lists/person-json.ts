import type { Consent } from '../consent.ts'
import type { Attributes, Status } from '../subscriber.ts'
import { statuses } from '../subscriber.ts'
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

/** Reads a person from JSON, whoever wrote it; throws a RowError for what is not as Masthead writes it. */
export function readPerson(json: Readonly<Record<string, unknown>>): Arrival {
  const text = (field: string) => textOf(json, field)
  const status = json.status === undefined ? 'active' : readStatus(text('status') ?? '', statusNames)
  return {
    address: readAddressCell(text('email') ?? ''),
    profile: {
      name: readName(text('name') ?? ''),
      language: named(text('language'), readLanguage, 'a language such as zh-CN'),
      timezone: named(text('timezone'), readTimezone, 'a time zone such as Asia/Shanghai'),
      tags: checkedTags(textsOf(json.tags ?? [])),
      attributes: checkedAttributes(json.attributes ?? {}),
    },
    status,
    since: timeOf(text('since')),
    leftAt: isSuppressed(status) ? timeOf(text('left_at')) : undefined,
    pausedUntil: timeOf(text('paused_until')),
    details: {},
    consents: readConsents(json.consents ?? []),
  }
}

function textOf(json: Readonly<Record<string, unknown>>, field: string): string | undefined {
  const value = Object.hasOwn(json, field) ? json[field] : undefined
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'string') return value
  throw new RowError(`${found(JSON.stringify(value))} as ${field}: expected a text`)
}

function textsOf(value: unknown): string[] {
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return value
  throw new RowError('tags that are no list of texts: expected such as ["vip"]')
}

function named<Value>(
  written: string | undefined,
  read: (text: string) => Value | undefined,
  wanted: string,
): Value | undefined {
  if (written === undefined) return undefined
  const value = read(written)
  if (value === undefined) throw new RowError(`${found(written)}, expected ${wanted}`)
  return value
}

const timeOf = (written: string | undefined): Date | undefined =>
  named(written, readTime, 'a time such as 2026-01-19T08:00:00.000Z')
