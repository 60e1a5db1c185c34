import { longestReply } from './parse-reply.ts'
import type { Reply } from './reply.ts'

/** A reply, as it is compared with rules. */
export interface Said {
  reply: Reply
  /** Its lines as one, without codes and addresses: what a subscriber chose to be called must not decide anything. */
  line: string
  /** The same without links and names of hosts. */
  words: string
  /** Whether the server tells what another one said to it. */
  isPassedOn: boolean
}

const codes = /^[2-5]\d\d(?:[ -]|$)\s*(?:#?[245]\.\d{1,3}\.\d{1,3}(?![\d.]))?/
// All of limited length, so that any text is read in linear time.
const addresses = /<[^<>\s]{0,320}>|[^\s<>()",;:@\\]{1,64}@[^\s<>()",;@\\]{1,255}/g
const links = /\b(?:https?:\/\/|www\.)[^\s<>]{0,1000}/gi
const hosts = /\b(?:[a-z\d_-]{1,63}\.){1,10}[a-z]{2,24}\b/g
const blockLists = /\b(?:spamhaus|spamcop|barracudacentral|sorbs)\b/
const passedOn = /\bsaid: |\(in reply to |\bremote (?:server|host) (?:said|returned)\b/i

/** Listens to what a reply says. */
export function listen(reply: Reply): Said {
  const line = reply.text
    .slice(0, longestReply)
    .split('\n')
    .map(each => each.replace(codes, '').trim())
    .join(' ')
    .replace(addresses, found => (/^<https?:/i.test(found) ? found : ' '))
  const words = line.replace(links, ' ').replace(hosts, found => (blockLists.test(found) ? found : ' '))
  return { reply, line, words: words.replace(/\s+/g, ' ').trim(), isPassedOn: passedOn.test(line) }
}
