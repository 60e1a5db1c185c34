import type { Consent } from '../consent.ts'
import type { Rule } from '../subscriber-store.ts'
import { isSuppressed, type SuppressedStatus } from '../suppression.ts'

/** Somebody no longer gets the newsletter: because they, a mail server or the operator said so. */
export interface Leaving extends Pick<Consent, 'at' | 'how' | 'place' | 'text' | 'details'> {
  status: SuppressedStatus
}

/** Suppresses a person; who is suppressed already stays so for the first reason, unless they complain now. */
export const leave =
  ({ status, ...words }: Leaving): Rule =>
  ({ subscriber }) => {
    if (subscriber === undefined || subscriber.status === status) return undefined
    if (isSuppressed(subscriber.status) && status !== 'complained') return undefined
    return { status, consent: { ...words, act: status } }
  }
