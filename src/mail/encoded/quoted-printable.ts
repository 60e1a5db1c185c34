import type { BodyBytes, BodyPart, Fill, MessageBytes } from './body-part.ts'
import { FixedLines } from './body-part.ts'
import { relaxed } from './relaxed.ts'

// RFC 2045 allows 76, the `=` of a soft line break included.
const longestLine = 75

const escaped = (character: string): string =>
  Buffer.from(character)
    .toString('hex')
    .toUpperCase()
    .replace(/../g, byte => `=${byte}`)

const ofAscii = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  const isPlain = (code >= 0x20 && code <= 0x7e && character !== '=') || character === '\t'
  return isPlain ? character : escaped(character)
})

/**
 * A text as whole lines of quoted-printable, none above 76 characters and none with a dot at its front. Its last line is
 * closed by a soft line break where something follows, and is left open at the end of a part.
 */
export function quotedPrintable(text: string, { isLast }: { isLast: boolean }): string {
  if (isOneWord(text)) return linesOfWord(text, isLast)
  let lines = ''
  let line = ''
  for (let at = 0; at < text.length; at += 1) {
    const lineEnd = lineEndAt(text, at)
    if (lineEnd > 0) {
      lines += `${line}\r\n`
      line = ''
      at += lineEnd - 1
      continue
    }
    const code = text.codePointAt(at) ?? 0
    if (code > 0xffff) at += 1
    const isAtEnd = at + 1 === text.length ? isLast : lineEndAt(text, at + 1) > 0
    const written = writtenAs(code, isAtEnd)
    if (line.length + written.length > longestLine) {
      lines += `${line}=\r\n`
      line = ''
    }
    line += line === '' && isTurned(text, at) ? escaped(written) : written
  }
  return lines + (line === '' || isLast ? line : `${line}=\r\n`)
}

const isOneWord = (text: string): boolean => /^[\x21-\x7e]+$/.test(text)

// Most of what is written for each reader are addresses of pages, for which this takes a fifth of the time.
function linesOfWord(text: string, isLast: boolean): string {
  const code = text.replaceAll('=', '=3D')
  let lines = ''
  for (let at = 0; ; ) {
    const front = code[at] === '.' ? '=2E' : ''
    let end = at + longestLine - 2
    if (front !== '') at += 1
    if (end >= code.length) return `${lines}${front}${code.slice(at)}${isLast ? '' : '=\r\n'}`
    if (code[end - 1] === '=') end -= 1
    else if (code[end - 2] === '=') end -= 2
    lines += `${front}${code.slice(at, end)}=\r\n`
    at = end
  }
}

function writtenAs(code: number, isAtEnd: boolean): string {
  if (isAtEnd && (code === 0x20 || code === 0x09)) return escaped(String.fromCharCode(code))
  return ofAscii[code] ?? escaped(String.fromCodePoint(code))
}

// SMTP doubles a dot at the front of a line, and mailboxes in files put a `>` before "From ".
const isTurned = (text: string, at: number): boolean => text[at] === '.' || text.startsWith('From ', at)

// How many characters the line end has that stands there. One that is only `\r` is a character like others.
function lineEndAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code === 0x0a) return 1
  return code === 0x0d && text.charCodeAt(at + 1) === 0x0a ? 2 : 0
}

/** A part in quoted-printable: each slot stands on lines of its own, between soft line breaks. */
export class QuotedPrintablePart implements BodyPart {
  readonly #first: FixedLines
  readonly #rest: readonly { slot: string; isLast: boolean; next: FixedLines }[]

  constructor({ texts, slots }: { texts: readonly string[]; slots: readonly string[] }) {
    const lines = texts.map((text, at) => linesOf(text, at === slots.length))
    this.#first = lines[0] ?? linesOf('', true)
    const lastText = texts.findLastIndex(text => text !== '')
    this.#rest = slots.map((slot, at) => ({
      slot,
      isLast: at === slots.length - 1 && lastText <= at,
      next: lines[at + 1] ?? linesOf('', true),
    }))
  }

  write(fill: Fill, to: BodyBytes): void {
    const known = new Map<string, Lines>()
    this.#first.write(fill, to)
    for (const { slot, isLast, next } of this.#rest) {
      const lines = (isLast ? undefined : known.get(slot)) ?? linesOfWords(fill(slot), isLast)
      if (!isLast) known.set(slot, lines)
      if (lines.bytes.length > 0) {
        to.body.push(lines.bytes)
        to.relaxedBody.push(lines.form)
      }
      next.write(fill, to)
    }
  }
}

/** What a slot says, encoded, and in its relaxed form. */
interface Lines {
  bytes: MessageBytes
  form: MessageBytes
}

function linesOfWords(words: string, isLast: boolean): Lines {
  const bytes = quotedPrintable(words, { isLast })
  return { bytes, form: /[ \t]/.test(words) ? relaxed(Buffer.from(bytes, 'latin1')) : bytes }
}

const linesOf = (text: string, isLast: boolean): FixedLines =>
  new FixedLines(Buffer.from(quotedPrintable(text, { isLast }), 'latin1'))
