import { domainToASCII } from 'node:url'
import type { EncodedMessage, Handover } from './lane.ts'
import type { Extensions } from './server-extensions.ts'

/** From whom and to whom a message goes, as a server is told. */
export interface Envelope {
  from: string
  to: string
  /** Of the message with its ending, in bytes. */
  size: number
  /** What the message lacks of a line end. */
  ending: '' | '\r\n'
  /** Whether an address of it is not ASCII. */
  isUtf8: boolean
}

const ascii = /^[\x21-\x7e]*$/
// RFC 5321 grants an address 256 bytes.
const longest = 256
const isNoAddress = (address: string) => address.length > longest || /[\s<>\p{Cc}]/u.test(address)

type Unsendable = Extract<Handover, { outcome: 'unsendable' }>

/** The envelope of a message for a server, or why the server cannot take it. */
export function envelopeFor(message: EncodedMessage, { isUtf8, largest }: Extensions): Envelope | Unsendable {
  const from = toAscii(message.from)
  const to = toAscii(message.to)
  const ending = endsInLine(message.parts) ? '' : '\r\n'
  const size = message.parts.reduce((sum, part) => sum + part.length, ending.length)
  if (largest !== undefined && size > largest) {
    const why = `the message has ${size} bytes, and the server takes at most ${largest}`
    return { ...unsendable(why), ...((message.shared ?? 0) > largest && { isTooLarge: true }) }
  }
  const wrong = to === '' ? to : [from, to].find(isNoAddress)
  if (wrong !== undefined)
    return unsendable(`${JSON.stringify(wrong.slice(0, longest))} cannot stand in an envelope`)
  const foreign = [from, to].find(address => !ascii.test(address))
  if (foreign !== undefined && !isUtf8)
    return unsendable(
      'the server takes no address whose part before its at sign is not ASCII (it offers no SMTPUTF8)',
    )
  return { from, to, size, ending, isUtf8: foreign !== undefined }
}

/** What this server cannot take. */
export const unsendable = (why: string): Unsendable => ({ outcome: 'unsendable', why })

/** The commands that begin a message, with their line ends. */
export function commandsOf({ from, to, size, isUtf8 }: Envelope, { isSized }: Extensions): string {
  const parameters = `${isSized ? ` SIZE=${size}` : ''}${isUtf8 ? ' SMTPUTF8' : ''}`
  return `MAIL FROM:<${from}>${parameters}\r\nRCPT TO:<${to}>\r\n`
}

/** An address whose domain, at least, is ASCII. */
function toAscii(address: string): string {
  if (ascii.test(address)) return address
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  return `${address.slice(0, at + 1)}${ascii.test(domain) ? domain : domainToASCII(domain) || domain}`
}

type Parts = EncodedMessage['parts']

const byteAt = (part: Parts[number], at: number): number | undefined =>
  typeof part === 'string' ? part.charCodeAt(at) : part[at]

function endsInLine(parts: Parts): boolean {
  const last = parts.findLast(part => part.length > 0)
  return last !== undefined && byteAt(last, last.length - 1) === 0x0a
}

// The long parts of a message are those of thousands of others, and are looked through once.
const undotted = new WeakSet<Uint8Array>()
const long = 200

/** Whether a line of a message begins with a dot, which would end it, or be lost, where it goes by DATA. */
export function hasDottedLine(parts: Parts): boolean {
  let isAtStart = true
  for (const part of parts) {
    if (part.length === 0) continue
    if (isAtStart && byteAt(part, 0) === 0x2e) return true
    if (hasDotWithin(part)) return true
    isAtStart = byteAt(part, part.length - 1) === 0x0a
  }
  return false
}

function hasDotWithin(part: Parts[number]): boolean {
  if (typeof part === 'string') return part.includes('\n.')
  if (undotted.has(part)) return false
  for (let at = part.indexOf(0x2e, 1); at !== -1; at = part.indexOf(0x2e, at + 1))
    if (part[at - 1] === 0x0a) return true
  if (part.length > long) undotted.add(part)
  return false
}
