import type { Check, CheckedMail } from './check.ts'
import { type IssueOrigin, placeOf } from './issue-origin.ts'
import type { Finding, Place, Severity } from './report.ts'

/** What a check has found: a finding that does not know yet which check it is of, and in which file it stands. */
export interface Found {
  severity: Severity
  what: string
  wayOut: string
  /** Texts to look for in the issue and its posts, the surest first. */
  pieces?: readonly string[]
}

export const error = (what: string, wayOut: string, ...pieces: readonly string[]): Found => ({
  severity: 'error',
  what,
  wayOut,
  pieces,
})

export const warning = (what: string, wayOut: string, ...pieces: readonly string[]): Found => ({
  ...error(what, wayOut, ...pieces),
  severity: 'warning',
})

// More are not listed in a report, so nobody reads where they stand.
const placed = 50

/** A check that finds things in a mail alone, and says where in the issue or in a post each stands. */
export const checkNamed = (name: string, find: (mail: CheckedMail) => readonly Found[]): Check => ({
  name,
  run: mail =>
    find(mail).map(({ pieces = [], ...found }, at): Finding => {
      const where = at < placed && mail.origin ? placeOfAny(mail.origin, pieces) : undefined
      return { check: name, ...found, ...(where && { where }) }
    }),
})

function placeOfAny(origin: IssueOrigin, pieces: readonly string[]): Place | undefined {
  for (const piece of pieces) {
    const place = placeOf(origin, piece)
    if (place) return place
  }
  return undefined
}

const longest = 80

/** A text as a finding quotes it: in quotation marks, in one line, cut at 80 characters; what shows nothing is written as its code. */
export function quote(text: string): string {
  const line = text
    .slice(0, 4 * longest)
    .replace(/\s+/g, ' ')
    .trim()
  const cut = line.length > longest ? `${line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : line
  return `"${cut.replace(unseen, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`
}

const unseen = /[\p{Cc}\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu

/** `1 link`, `2 links` */
export const counted = (count: number, name: string): string =>
  `${count.toLocaleString('en')} ${name}${count === 1 ? '' : 's'}`
