import type { Consent } from '../consent.ts'
import type { Rule } from '../subscriber-store.ts'

/** The owner of an address confirms by the link of a letter. */
export interface Confirmation extends Pick<Consent, 'at' | 'place' | 'details'> {
  /** When the letter was written. */
  askedAt: Date
}

/** Makes a person active who was asked; a letter from before they left, or bounced, brings nobody back. */
export const confirm =
  ({ askedAt, ...words }: Confirmation): Rule =>
  ({ subscriber, suppression, consents }) => {
    if (subscriber === undefined || subscriber.status === 'active') return undefined
    if (suppression && suppression.at >= askedAt && suppression.reason !== 'forgotten') return undefined
    const { text = '' } = consents.findLast(({ act }) => act === 'asked') ?? {}
    return {
      status: 'active',
      consent: { ...words, act: 'confirmed', how: 'mail', text },
      letter: 'welcome',
    }
  }
