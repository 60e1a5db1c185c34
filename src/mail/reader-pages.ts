import type { Holder, PageLinks } from '../subscribers/page-links.ts'
import { longestToken, type Purpose } from '../subscribers/token.ts'

/** The addresses of the pages that only one reader has. */
export interface ReaderPages {
  unsubscribeUrl: string
  preferencesUrl: string
}

/** What a mail is, as far as its links are concerned. */
interface LinkedMail {
  issue: string
  /** The last day of its window, such as `2026-01-18`. */
  lastDay: string
}

/** The pages of one reader as an issue links to them: the same for as long as the issue lives. */
export function readerPages(
  links: PageLinks,
  pagesUrl: string,
  holder: Holder,
  { issue, lastDay }: LinkedMail,
): ReaderPages {
  const at = new Date(`${lastDay}T00:00:00Z`)
  return pagesBy(purpose => `${links.write(pagesUrl, purpose, holder, at)}${from(issue)}`)
}

/** Addresses that are as long as those of any reader get. */
export const longestPages = (pagesUrl: string, issue: string): ReaderPages =>
  pagesBy(purpose => `${pagesUrl}/${purpose}/${'x'.repeat(longestToken)}${from(issue)}`)

const pagesBy = (addressOf: (purpose: Purpose) => string): ReaderPages => ({
  unsubscribeUrl: addressOf('unsubscribe'),
  preferencesUrl: addressOf('preferences'),
})

const from = (issue: string): string => `?issue=${encodeURIComponent(issue)}`

// A header is not broken within an address, and servers refuse a line of more than 998 bytes.
const longestAddress = 900

/** Whether programs can unsubscribe a reader by a POST to an address (RFC 8058); http: is for rehearsals on this machine. */
export const isOneClick = (address: string): boolean =>
  address.length <= longestAddress &&
  /^(?:https:|http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?\/)/i.test(address)
