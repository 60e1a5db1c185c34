import { longestReply } from './parse-reply.ts'
import type { Reply } from './reply.ts'

/** A reply, as it is compared with rules. */
export interface Said {
  reply: Reply
  /** Its lines as one, without their codes and without addresses: a subscriber's address must not decide anything. */
  line: string
  /** The same without links. */
  words: string
  /** Whether the server tells what another one said to it. */
  isPassedOn: boolean
}

const codes = /^[2-5]\d\d(?:[ -]|$)\s*(?:#?[245]\.\d{1,3}\.\d{1,3}(?![\d.]))?/
// Of limited length, so that a text of any kind is read once.
const addresses = /<[^<>\s]{0,320}>|[^\s<>()"',;:]{1,64}@[^\s<>()"',;]{1,255}/g
const links = /\b(?:https?:\/\/|www\.)[^\s<>]{0,1000}/gi
const passedOn = /\bsaid: ?|\(in reply to |\bremote (?:server|host) (?:said|returned)\b/i

/** Listens to what a reply says. */
export function listen(reply: Reply): Said {
  const line = reply.text
    .slice(0, longestReply)
    .split('\n')
    .map(each => each.replace(codes, '').trim())
    .join(' ')
    // A link in angle brackets is no address.
    .replace(addresses, found => (/^<https?:/i.test(found) ? found : ' '))
    .replace(/\s+/g, ' ')
    .trim()
  return { reply, line, words: line.replace(links, ' '), isPassedOn: passedOn.test(line) }
}
