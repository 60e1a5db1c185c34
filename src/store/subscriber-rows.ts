import type { Insertable, Selectable } from 'kysely'
import type { Consent } from '../subscribers/consent.ts'
import type { Profile, Subscriber } from '../subscribers/subscriber.ts'
import type { Suppression } from '../subscribers/suppression.ts'
import type { Tables } from './tables.ts'

/** A person, read from a row. */
export function readSubscriber(row: Selectable<Tables['subscribers']>): Subscriber {
  return {
    id: row.id,
    address: row.address,
    name: row.name,
    ...(row.language !== null && { language: row.language }),
    ...(row.timezone !== null && { timezone: row.timezone }),
    tags: JSON.parse(row.tags),
    attributes: JSON.parse(row.attributes),
    status: row.status,
    ...(row.paused_until !== null && { pausedUntil: new Date(row.paused_until) }),
    since: new Date(row.since),
  }
}

/** The columns of what is said of a person; what is not said has none. */
export function writeProfile({ name, language, timezone, tags, attributes }: Partial<Profile>) {
  return {
    ...(name !== undefined && { name }),
    ...(language !== undefined && { language }),
    ...(timezone !== undefined && { timezone }),
    ...(tags !== undefined && { tags: tagsJson(tags) }),
    ...(attributes !== undefined && { attributes: JSON.stringify(attributes) }),
  }
}

/** Tags as a column has them: each once, sorted. */
export const tagsJson = (tags: readonly string[]): string => JSON.stringify([...new Set(tags)].sort())

/** A record of consent, read from a row. */
export function readConsent(row: Selectable<Tables['consents']>): Consent {
  const { at, act, how, place, text, details } = row
  return {
    at: new Date(at),
    act: act as Consent['act'],
    how: how as Consent['how'],
    place,
    text,
    details: JSON.parse(details),
  }
}

/** Why a mailbox is suppressed, read from a row. */
export const readSuppression = ({ reason, at, place }: Selectable<Tables['suppressions']>): Suppression => ({
  reason,
  at: new Date(at),
  place,
})

/** That a mailbox is forgotten, read from a row. */
export const readForgotten = ({ at }: Pick<Selectable<Tables['forgotten']>, 'at'>): Suppression => ({
  reason: 'forgotten',
  at: new Date(at),
  place: '',
})

/** A record of consent as a row of one person. */
export const writeConsent = (
  subscriber: number,
  { at, details, ...rest }: Consent,
): Insertable<Tables['consents']> => ({
  ...rest,
  subscriber,
  at: at.toISOString(),
  details: JSON.stringify(details),
})
