import type { Element } from 'hast'
import type { CheckedMail } from '../check.ts'
import { attributeOf, spotsIn, textOf } from '../html/spots.ts'

/** A link of the HTML. */
export interface Link {
  /** As written, without white space around it. */
  address: string
  /** What a reader sees of it, in one line. */
  text: string
  element: Element
}

/** The links of a mail that a reader sees, in their order. */
export const linksIn = ({ received }: CheckedMail): Link[] =>
  spotsIn(received.tree).elements.flatMap(({ element, isHidden }) => {
    const address = attributeOf(element, 'href')
    if (address === undefined || isHidden || !/^(?:a|area)$/.test(element.tagName)) return []
    return [{ address: address.trim(), text: textOf(element).replace(/\s+/g, ' ').trim(), element }]
  })

/** Each address once, with the first of its links. */
export function eachAddress(links: readonly Link[]): Link[] {
  const first = new Map<string, Link>()
  for (const link of links) if (!first.has(link.address)) first.set(link.address, link)
  return [...first.values()]
}

/** An http(s) address taken apart; nothing for any other. */
export const webPage = (address: string): URL | undefined =>
  /^https?:/i.test(address) && address.length < 10_000 && URL.canParse(address) ? new URL(address) : undefined

/** How an address may stand in an issue or a post, the surest first: without what a campaign added, or without its site. */
export function writtenAs(address: string): string[] {
  const plain = address.replace(/([?&])utm_[a-z]+=[^&#]*(?:&|(?=#|$))/g, '$1').replace(/[?&](?=#|$)/, '')
  const page = webPage(plain)
  const path = page ? decoded(page.pathname) : ''
  const name = path.slice(path.lastIndexOf('/') + 1)
  return [
    address,
    plain,
    plain.replace(/\/$/, ''),
    decoded(plain),
    path,
    path.replace(/\/$/, ''),
    ...(name.includes('.') ? [name] : []),
  ].filter(text => text.length > 3)
}

function decoded(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}
