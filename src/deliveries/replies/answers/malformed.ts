import type { Rule } from '../rule.ts'

const notWellFormed =
  /\bno[tn][- ]rfc\b|\brfc[- ]?(?:2822|5322|822|2045)\b.{0,40}\b(?:violat|complian|conform)|\bmalformed\b.{0,30}\b(?:message|header|mime|mail)|\b(?:message|header|mime)\b.{0,30}\bmalformed|\b(?:missing|multiple|duplicate|invalid|bad)\b.{0,30}\bheaders?\b|\bmissing a valid\b|\bmultiple addresses in from\b|\bbare (?:lf|cr|line ?feed|newline)s?\b|\blines? (?:is |are )?too long|\blonger than 99[08]\b/i

/** What is wrong with the message itself, which every reader gets: another server would find the same. */
export const malformed: readonly Rule[] = [
  {
    code: '5xx',
    enhanced: ['5.6.0', '5.6.1', '5.6.2', '5.6.3'],
    at: ['message'],
    act: 'stop',
    why: 'The server does not take the message for well-formed',
  },
  {
    code: '5xx',
    says: notWellFormed,
    at: ['message'],
    act: 'stop',
    why: 'The server does not take the message for well-formed',
  },
]
