import type { Check } from './check.ts'

/** The checks that need no more than a mail. */
export const mailChecks: readonly Check[] = []
