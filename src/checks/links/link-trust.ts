import { checkNamed, type Found, quote, warning } from '../found.ts'
import { isIpAddress, isPlaceholderHost, isPrivateHost, isShortener } from './hosts.ts'
import { eachAddress, type Link, linksIn, webPage, writtenAs } from './links.ts'

/** Links that filters distrust: without encryption, shortened, to a bare number, with a name before the host. */
export const linkTrust = checkNamed('link-trust', mail => {
  const pages = eachAddress(linksIn(mail)).flatMap(link => {
    const page = webPage(link.address)
    return page && !isPrivateHost(page.hostname) && !isPlaceholderHost(page.hostname) ? [{ link, page }] : []
  })
  return [
    ...pages.flatMap(({ link, page }) => distrusted(link, page) ?? []),
    ...unencrypted(pages.filter(({ page }) => page.protocol === 'http:')),
  ]
})

function distrusted({ address }: Link, page: URL): Found | undefined {
  const pieces = writtenAs(address)
  if (page.username !== '' || page.password !== '')
    return warning(
      `The link ${quote(address)} has a name before its host, ${quote(page.hostname)}`,
      'Take out what stands before the @: it hides where the link leads.',
      ...pieces,
    )
  if (isShortener(page.hostname))
    return warning(
      `The link ${quote(address)} is shortened, and filters of spam distrust it`,
      'Write the address that it leads to.',
      ...pieces,
    )
  if (isIpAddress(page.hostname))
    return warning(
      `The link ${quote(address)} leads to a number in place of a name`,
      'Write the name of the site.',
      ...pieces,
    )
  return undefined
}

// One finding for each site: who mends one of its links mends them all.
function unencrypted(pages: readonly { link: Link; page: URL }[]): Found[] {
  const sites = Map.groupBy(pages, ({ page }) => page.host)
  return [...sites].map(([host, links]) => {
    const [first] = links
    const address = first?.link.address ?? ''
    const what =
      links.length === 1
        ? `The link ${quote(address)} begins with http:`
        : `${links.length} links to ${host} begin with http:, the first is ${quote(address)}`
    return warning(
      what,
      'Write https: where the site has it: some programs warn of the other.',
      ...writtenAs(address),
    )
  })
}
