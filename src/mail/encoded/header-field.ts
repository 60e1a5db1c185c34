import type { Mailbox } from '../message.ts'
import { MimeNode } from './mime-node.ts'

// RFC 5322 recommends 78, and allows 998.
const longestLine = 76
// In bytes: so many of them leave room for the name of the field, within the 75 characters of a word (RFC 2047).
const longestWord = 39

/** A field whose value is ASCII, folded at single spaces where that is possible; it ends in CRLF. */
export function field(name: string, value: string): string {
  const whole = `${name}: ${value}`
  if (whole.length <= longestLine) return `${whole}\r\n`
  let lines = ''
  let line = ''
  for (const word of whole.split(/(?<=[^ ]) (?=[^ ])/)) {
    // The name of a field does not stand alone: some programs take such a field for an empty one.
    const mayFold = line !== '' && line !== `${name}:`
    if (mayFold && line.length + 1 + word.length > longestLine) {
      lines += `${line}\r\n`
      line = ` ${word}`
    } else line = line === '' ? word : `${line} ${word}`
  }
  return `${lines}${line}\r\n`
}

/** A field that is text, such as Subject. */
export const textField = (name: string, text: string): string =>
  field(name, isPlain(text) ? text : encodedWords(text))

/** A field that names somebody, such as To. */
export function mailboxField(name: string, mailbox: Mailbox): string {
  const address = addressOf(mailbox.address)
  if (mailbox.name === '') return field(name, isUsual(address) ? address : `<${address}>`)
  return field(name, `${phrase(mailbox.name)} <${address}>`)
}

/** A name as it stands before an address. */
export function phrase(name: string): string {
  if (/^\w+(?: \w+)*$/.test(name)) return name
  return isPlain(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : encodedWords(name)
}

// What looks like an encoded word would be taken for one.
const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text) && !/=\?|^ | $| {2}/.test(text)

/** A text as encoded words (RFC 2047), each of whole characters. */
export function encodedWords(text: string): string {
  const words: string[] = []
  let word = ''
  let bytes = 0
  for (const character of text) {
    const more = Buffer.byteLength(character)
    if (bytes + more > longestWord) {
      words.push(word)
      word = ''
      bytes = 0
    }
    word += character
    bytes += more
  }
  return [...words, word].map(encodedWord).join(' ')
}

const encodedWord = (word: string): string => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`

const isUsual = (address: string): boolean =>
  /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@[a-z\d-]+(?:\.[a-z\d-]+)*$/.test(address)

const asNodemailer = new MimeNode(false)

// Domains of other scripts, and what has to be quoted, as nodemailer writes it, which also names the recipient.
const addressOf = (address: string): string =>
  isUsual(address)
    ? address
    : asNodemailer.encodeHeaderValue('To', { name: '', address }).replace(/^<(.*)>$/s, '$1')
