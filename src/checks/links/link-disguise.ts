import { checkNamed, type Found, quote, warning } from '../found.ts'
import { isShortener, siteName } from './hosts.ts'
import { type Link, linksIn, webPage, writtenAs } from './links.ts'

/** Links whose text shows another site than they open, as phishing has them. */
export const linkDisguise = checkNamed('link-disguise', mail =>
  linksIn(mail).flatMap(link => disguised(link) ?? []),
)

function disguised(link: Link): Found | undefined {
  const { address, text } = link
  const opened = hostOpened(address)
  if (opened === undefined) return undefined
  const shown = hostsShown(text, /^mailto:/i.test(address))
  const isTrue = (host: string) =>
    siteName(host) === siteName(opened) || leadsOn(address, host) || shelves.has(siteName(opened))
  if (shown.length === 0 || shown.some(isTrue) || isShortener(opened)) return undefined
  return warning(
    `The link ${quote(text)} shows ${shown[0]}, and opens ${quote(address)}`,
    'Let its text say what it opens: filters take the difference for phishing.',
    ...writtenAs(address),
  )
}

// They name what they keep by its address, and Go its packages.
const shelves = new Set(['golang.org', 'godoc.org', 'goreportcard.com', 'archive.org', 'archive.ph'])

const hostOpened = (address: string): string | undefined =>
  /^mailto:/i.test(address)
    ? /@([\w.-]{1,253})/.exec(address.slice(0, 2000))?.[1]
    : webPage(address)?.hostname

const withScheme = /https?:\/\/(?:[^\s/?#@]{1,100}@)?([^\s/?#:@、，。；：）)（(《》「」"'<>…]{1,253})/i
const bareHost = /^(?:www\.)?((?:[a-z\d-]{1,63}\.){1,5}(?:com|org|net|cn|edu|gov))\.?(?:\/\S*)?$/
const mailbox = /^[\w.+-]{1,64}@((?:[a-z\d-]{1,63}\.){1,5}[a-z]{2,24})$/i

// Words such as `Node.js` and `ASP.NET` look like hosts, and are none. Chinese may stand right behind an address.
function hostsShown(text: string, isMail: boolean): string[] {
  const short = text.slice(0, 300)
  const host =
    withScheme.exec(short)?.[1] ??
    bareHost.exec(short)?.[1] ??
    (isMail ? mailbox.exec(short)?.[1] : undefined)
  if (host === undefined) return []
  const latin = /^[\w.-]+\w/.exec(host)?.[0]
  return [...new Set([latin ?? host, host])].filter(name => name.includes('.'))
}

// An address that counts clicks has the one that it leads to in it.
const leadsOn = (address: string, host: string): boolean =>
  address
    .slice('https://'.length)
    .toLowerCase()
    .replace(/%(2f|3a)/g, (_, code) => (code === '2f' ? '/' : ':'))
    .split('//')
    .slice(1)
    .some(part => part.split(/[/?#&:]/, 1)[0] === host.toLowerCase())
