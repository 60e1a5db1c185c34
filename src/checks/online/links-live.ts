import type { Root } from 'hast'
import { visit } from 'unist-util-visit'
import { CannotRun, type Check, type CheckedMail } from '../check.ts'
import { isOwnPage } from '../issue-origin.ts'
import type { Finding } from '../report.ts'
import { unsubscribeAddresses } from '../unsubscribe/list-unsubscribe.ts'
import { askEach } from './ask-each.ts'
import { followed } from './follow.ts'
import { placeOfAddress } from './place-of-address.ts'
import { type AskWeb, type WebAnswer, WebFailure } from './web-connection.ts'

/** What came of asking for an address. */
export type WebOutcome = WebAnswer | WebFailure

const gone = new Set([404, 410])
/** Sites that keep programs out, and say nothing of what people see. */
const guarded = new Set([401, 403, 405, 406, 407, 418, 421, 425, 429, 451, 999])

/**
 * Links that lead somewhere; that to unsubscribe is not asked, for some servers would take it as done, and no page of
 * the newsletter, which has the issue only once it is sent.
 */
export const linksLive = (ask: AskWeb): Check => ({
  name: 'links-live',
  async run(mail) {
    const urls = linksOf(mail)
    const outcomes = await outcomesOf(urls, ask)
    return urls.flatMap(url => findingOf(url, outcomes.get(url), mail))
  },
})

/** Asks for each address; throws a CannotRun where none of the hosts is known, as without a network. */
export async function outcomesOf(urls: readonly string[], ask: AskWeb): Promise<Map<string, WebOutcome>> {
  const outcomes = await askEach(urls, url =>
    followed(url, ask).catch((error: unknown): WebOutcome => {
      if (error instanceof WebFailure) return error
      throw error
    }),
  )
  const answered = [...outcomes.values()].filter(outcome => !isSilent(outcome))
  if (urls.length > 0 && answered.length === 0) throw new CannotRun('no server could be reached')
  return outcomes
}

const isSilent = (outcome: WebOutcome): boolean =>
  outcome instanceof WebFailure && ['no such host', 'timeout', 'connection'].includes(outcome.problem)

function linksOf({ received, origin }: CheckedMail): string[] {
  const unsubscribe = unsubscribeAddresses(received.structure) ?? []
  return addressesIn(received.tree, 'a', 'href').filter(
    url => !unsubscribe.includes(url) && !isOwnPage(url, origin),
  )
}

/** The web addresses in an attribute of the elements of a name, each once. */
export function addressesIn(tree: Root, tag: string, attribute: string): string[] {
  const urls = new Set<string>()
  visit(tree, 'element', ({ tagName, properties }) => {
    const url = String(properties[attribute] ?? '').trim()
    if (tagName === tag && /^https?:\/\//i.test(url) && URL.canParse(url)) urls.add(url)
  })
  return [...urls]
}

function findingOf(url: string, outcome: WebOutcome | undefined, { origin }: CheckedMail): Finding[] {
  const verdict = outcome && verdictOf(outcome)
  if (!verdict) return []
  const where = origin && placeOfAddress(origin, url)
  const { severity, what, wayOut } = verdict
  return [{ check: 'links-live', severity, what: `${url}: ${what}`, ...(where && { where }), wayOut }]
}

type Verdict = Pick<Finding, 'severity' | 'what' | 'wayOut'>

function verdictOf(outcome: WebOutcome): Verdict | undefined {
  if (outcome instanceof WebFailure) return verdictOfFailure(outcome)
  const { status } = outcome
  if (gone.has(status)) return dead(`the page is gone (${status})`)
  if (guarded.has(status)) return unverified(`the site answers programs with ${status}`)
  if (status >= 500) return unverified(`the server has a failure (${status})`)
  return status >= 400 ? unverified(`the server answers ${status}`) : undefined
}

const dead = (what: string): Verdict => ({
  severity: 'error',
  what,
  wayOut: 'Mend the address, or take the link out.',
})

const unverified = (what: string): Verdict => ({
  severity: 'warning',
  what: `not verified, ${what}`,
  wayOut: 'Open it in a browser.',
})

function verdictOfFailure({ problem, message }: WebFailure): Verdict {
  if (problem === 'no such host') return dead(message)
  return problem === 'private'
    ? { severity: 'error', what: message, wayOut: 'Readers cannot open it: name a public address.' }
    : unverified(message)
}
