import type { CheckedMail } from '../check.ts'
import { checkNamed, error, type Found, quote, warning } from '../found.ts'
import { attributeOf, spotsIn } from '../html/spots.ts'
import { isOwnPage } from '../issue-origin.ts'
import { isPlaceholderHost, isPrivateHost } from './hosts.ts'
import { eachAddress, type Link, linksIn, webPage, writtenAs } from './links.ts'

/** Links that lead nowhere for a reader: without address, relative, to the sender's own machine, to a script. */
export const linkTarget = checkNamed('link-target', mail => {
  const names = namesIn(mail)
  const links = Map.groupBy(eachAddress(linksIn(mail)), ({ address }) => isOwnPage(address, mail.origin))
  const others = (links.get(false) ?? []).flatMap(link => aimless(link, names) ?? [])
  return [...others, ...hiddenPages(links.get(true) ?? [])]
})

// One finding for all pages of the newsletter: one setting mends it.
function hiddenPages([first]: readonly Link[]): Found[] {
  const page = first && webPage(first.address)
  if (!first || !page || !isPrivateHost(page.hostname)) return []
  return [
    error(
      `The link ${quote(first.text || first.address)} leads to ${quote(page.origin)}, which only this machine or its network can open`,
      'Set "pages.url" in masthead.yaml to the https: address that your readers have for the public pages.',
    ),
  ]
}

const whole = 'Write the whole address, beginning with https://.'

function aimless(link: Link, names: ReadonlySet<string>): Found | undefined {
  const { address } = link
  const which = `The link ${quote(link.text || address)}`
  const pieces = address.length > 3 ? writtenAs(address) : []
  if (address === '') return error(`${which} has no address`, whole, link.text)
  if (address.startsWith('#'))
    return names.has(address.slice(1))
      ? undefined
      : error(`${which} leads to ${quote(address)}, which the mail does not have`, whole)
  const scheme = /^([a-z][a-z\d+.-]{0,40}):/i.exec(address)?.[1]?.toLowerCase()
  if (scheme === undefined)
    return error(`${which} has the relative address ${quote(address)}`, whole, ...pieces)
  if (/^(?:javascript|vbscript|data|file|blob|about|cid)$/.test(scheme))
    return error(`${which} leads to ${quote(address)}, which no mail program opens`, whole, ...pieces)
  if (scheme === 'mailto') return mailTarget(link, which)
  return /^https?$/.test(scheme) ? pageTarget(link, which, pieces) : undefined
}

function mailTarget({ address }: Link, which: string): Found | undefined {
  const to = address.slice('mailto:'.length).split('?', 1)[0] ?? ''
  if (/[^@\s]@[^@\s]/.test(to) || /[?&]to=[^&]/i.test(address)) return undefined
  return error(`${which} writes to nobody: ${quote(address)}`, 'Write an address behind mailto:.', address)
}

function pageTarget(link: Link, which: string, pieces: readonly string[]): Found | undefined {
  const { address } = link
  const page = webPage(address)
  if (!page)
    return error(`${which} has an address that no program can read: ${quote(address)}`, whole, ...pieces)
  if (isPrivateHost(page.hostname)) return privateTarget(link, which, pieces)
  if (!isPlaceholderHost(page.hostname)) return undefined
  return warning(`${which} leads to the placeholder ${quote(address)}`, shown, ...pieces)
}

const shown = 'Put it between backticks if it is only an example; else write the address that you mean.'

// An address in a sentence becomes a link by itself: there it tells of a program, and readers lose nothing.
function privateTarget({ address, text }: Link, which: string, pieces: readonly string[]): Found {
  const isItself =
    text !== '' && address.replace(/^https?:\/\/|\/$/g, '') === text.replace(/^https?:\/\/|\/$/g, '')
  const what = `${which} leads to ${quote(address)}, which only a machine of its own network can open`
  return isItself ? warning(what, shown, ...pieces) : error(what, whole, ...pieces)
}

const namesIn = ({ received }: CheckedMail): Set<string> =>
  new Set(
    spotsIn(received.tree).elements.flatMap(({ element }) =>
      [attributeOf(element, 'id'), attributeOf(element, 'name')].filter(name => name !== undefined),
    ),
  )
