import { domainToUnicode } from 'node:url'

/** True for the reader's own machine or network, and for a name that no public server has; `host` as `URL` writes it. */
export function isPrivateHost(host: string): boolean {
  const name = host.replace(/\.$/, '').toLowerCase()
  if (name.startsWith('[')) return /^\[(?:::1?\]|::ffff:(?:7f|a[0-9a-f]{2}:|c0a8:)|f[cd]|fe[89ab])/.test(name)
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return privateAddress.test(name)
  return !name.includes('.') || reserved.test(name)
}

const privateAddress =
  /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./
const reserved = /\.(?:localhost|local|internal|intranet|lan|home\.arpa|test|invalid|onion)$/

/** True for the names that RFC 2606 keeps for examples, and those that templates write in their place. */
export const isPlaceholderHost = (host: string): boolean =>
  /(?:^|\.)(?:example\.(?:com|net|org)|example|your-?(?:domain|site|website|company|blog)\.(?:com|org|net|io)|mydomain\.com|domain\.tld)$/i.test(
    host,
  )

export const isIpAddress = (host: string): boolean =>
  host.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(host)

// Of open services; a site's own short name, such as youtu.be, hides nothing.
const shorteners = new Set(
  [
    'bit.ly bitly.com j.mp tinyurl.com t.co goo.gl ow.ly is.gd v.gd buff.ly rebrand.ly lnkd.in cutt.ly rb.gy',
    'shorturl.at tiny.cc t.ly s.id bl.ink adf.ly bit.do mcaf.ee tr.im soo.gd clck.ru u.to shrtco.de trib.al dlvr.it',
    't.cn url.cn dwz.cn suo.im suo.nz 0x3.me reurl.cc ppt.cc lihi.cc lihi1.cc lihi2.cc w.url.cn sourl.cn rrd.me mrw.so',
  ].flatMap(line => line.split(' ')),
)

/** True for a service that hides where a link leads. */
export const isShortener = (host: string): boolean => shorteners.has(plainHost(host))

const plainHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '')

/** Sites that go by more than one name. */
const aliases: Record<string, string> = {
  'x.com': 'twitter.com',
  'youtu.be': 'youtube.com',
  'redd.it': 'reddit.com',
  'b23.tv': 'bilibili.com',
  'git.io': 'github.com',
  'dx.doi.org': 'doi.org',
  'fb.com': 'facebook.com',
  'amzn.to': 'amazon.com',
  'go.dev': 'golang.org',
}

const secondLevel = /^(?:com?|net|org|gov|edu|ac|ne|or|go|gob|in|me|ltd|plc|idv|mil|nom)$/

/** What a domain is registered as, nearly: its last two labels, or three under `.com.cn` and its like. */
export function siteName(host: string): string {
  const labels = plainHost(domainToUnicode(host) || host).split('.')
  const [second = '', last = ''] = labels.slice(-2)
  const count = labels.length > 2 && last.length === 2 && secondLevel.test(second) ? 3 : 2
  const name = labels.slice(-count).join('.')
  return aliases[name] ?? name
}
