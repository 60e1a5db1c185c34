import type { Consent } from '../consent.ts'
import type { Rule } from '../subscriber-store.ts'
import { isSuppressed, type SuppressedStatus } from '../suppression.ts'

/** Somebody no longer gets the newsletter: because they, a mail server or the operator said so. */
export interface Leaving extends Pick<Consent, 'at' | 'how' | 'place' | 'text' | 'details'> {
  status: SuppressedStatus
}

/**
 * Suppresses a person; who is suppressed already stays so for the first reason, unless they complain now. Only the
 * operator can keep apart somebody of whom nothing is known yet.
 */
export const leave =
  ({ status, ...words }: Leaving): Rule =>
  ({ subscriber, suppression }) => {
    const isUnknown = subscriber === undefined && suppression === undefined
    if (subscriber === undefined && !(isUnknown && words.how === 'operator')) return undefined
    if (subscriber?.status === status) return undefined
    if (subscriber && isSuppressed(subscriber.status) && status !== 'complained') return undefined
    return { status, consent: { ...words, act: status } }
  }
