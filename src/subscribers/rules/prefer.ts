import { isDeepStrictEqual } from 'node:util'
import type { Consent } from '../consent.ts'
import type { Profile } from '../subscriber.ts'
import type { Rule } from '../subscriber-store.ts'
import { isSuppressed } from '../suppression.ts'

/** What a person wants to be otherwise. */
export interface Preferences extends Pick<Consent, 'at' | 'how' | 'place' | 'details'> {
  profile: Partial<Profile>
  /** `null` ends a pause; absent, it stays as it is. */
  pausedUntil?: Date | null
}

/** Changes what a person may change themselves; for who left there is nothing to prefer. */
export const prefer =
  ({ profile, pausedUntil, ...words }: Preferences): Rule =>
  ({ subscriber }) => {
    if (subscriber === undefined || isSuppressed(subscriber.status)) return undefined
    const isSamePause =
      pausedUntil === undefined || pausedUntil?.getTime() === subscriber.pausedUntil?.getTime()
    if (isSamePause && isDeepStrictEqual({ ...subscriber, ...profile }, subscriber)) return undefined
    const act = isSamePause || pausedUntil === null ? 'changed' : 'paused'
    return {
      status: subscriber.status,
      profile,
      ...(pausedUntil !== undefined && { pausedUntil }),
      consent: { ...words, act, text: '' },
    }
  }
