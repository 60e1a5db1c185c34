import { isDeepStrictEqual } from 'node:util'
import { SubscriberError } from '../../errors.ts'
import { attributesSize, largestAttributes } from '../attributes-size.ts'
import type { Consent } from '../consent.ts'
import type { Profile, Subscriber } from '../subscriber.ts'
import type { Rule } from '../subscriber-store.ts'
import type { Suppression } from '../suppression.ts'
import { utcDay } from '../utc-day.ts'

/** The operator adds one person, or says more of them. */
export interface Addition extends Pick<Consent, 'at' | 'place'> {
  profile: Partial<Profile>
  /** Why somebody who is suppressed comes back; empty for everybody else. */
  reason: string
}

/**
 * Makes a person active; throws a SubscriberError for one who is suppressed, where no reason is named, and for more
 * attributes than one person may have.
 */
export const add =
  ({ at, place, profile, reason }: Addition): Rule =>
  ({ subscriber, suppression }) => {
    if (suppression && reason === '') throw suppressed(suppression)
    const merged = mergedProfile(subscriber, profile)
    if (subscriber?.status === 'active' && isDeepStrictEqual(merged, profileOf(subscriber))) return undefined
    if (profile.attributes !== undefined) assertSize(merged)
    const act = suppression ? 'brought-back' : subscriber?.status === 'active' ? 'changed' : 'added'
    return {
      status: 'active',
      profile: merged,
      consent: { at, act, how: 'operator', place, text: reason, details: {} },
    }
  }

/** What is known of somebody, with what is said now: tags and attributes are added to those that there are. */
export function mergedProfile(known: Profile | undefined, said: Partial<Profile>): Profile {
  return {
    name: said.name || known?.name || '',
    language: said.language ?? known?.language,
    timezone: said.timezone ?? known?.timezone,
    tags: [...new Set([...(known?.tags ?? []), ...(said.tags ?? [])])].sort(),
    attributes: { ...known?.attributes, ...said.attributes },
  }
}

function assertSize({ attributes }: Profile): void {
  const bytes = attributesSize(attributes)
  if (bytes > largestAttributes)
    throw new SubscriberError(
      `Their attributes would have ${bytes} bytes together: expected at most ${largestAttributes}`,
    )
}

const profileOf = ({ name, language, timezone, tags, attributes }: Subscriber): Profile => ({
  name,
  language,
  timezone,
  tags,
  attributes,
})

function suppressed({ reason, at, place }: Suppression): SubscriberError {
  const how = {
    unsubscribed: 'They unsubscribed',
    bounced: 'Mail to them came back',
    complained: 'They complained of spam',
    forgotten: 'They were forgotten',
  }[reason]
  return new SubscriberError(`${how} on ${utcDay(at)}${place ? ` (${place})` : ''}, and get nothing since`, {
    wayOut: 'Only if they themselves asked to come back, say so with --reason "…".',
  })
}
