import type { CheckedMail } from '../check.ts'

/** Why a check of issues cannot be made of a mail of others. */
export const onlyOfIssues = ({ origin }: CheckedMail): string | undefined =>
  origin ? undefined : 'the mail is none of the issues of this workspace'
