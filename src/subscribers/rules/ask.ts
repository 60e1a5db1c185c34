import type { Consent } from '../consent.ts'
import type { Profile } from '../subscriber.ts'
import type { Rule } from '../subscriber-store.ts'

/** What somebody sends with a form, who may or may not be the owner of the address. */
export interface Request extends Pick<Consent, 'at' | 'place' | 'text' | 'details'> {
  how: 'form' | 'file'
  profile?: Partial<Profile>
}

const dayMs = 24 * 3_600_000
/** Letters to one address in a day: others must not be able to flood it. */
const mostLettersADay = 3

/**
 * Somebody asks that an address gets the newsletter. Its owner is asked to confirm; whoever gets it already is told so.
 * Nothing else is changed of somebody known: it may be a stranger who asks.
 */
export const ask =
  ({ how, profile = {}, ...words }: Request): Rule =>
  ({ subscriber, consents }) => {
    const lately = consents.filter(
      ({ act, at }) => act === 'asked' && words.at.getTime() - at.getTime() < dayMs,
    )
    if (lately.length >= mostLettersADay) return undefined
    const status = subscriber?.status ?? 'pending'
    return {
      status,
      ...(status === 'pending' && { profile }),
      consent: { ...words, act: 'asked', how },
      letter: status === 'active' ? 'known' : 'confirm',
    }
  }
