import { mailboxOf, readAddress } from '../address.ts'
import { readLanguage } from '../lists/cells/language-cell.ts'
import { readDays } from './days.ts'
import type { Term } from './segment.ts'
import { type Piece, segmentError } from './segment-error.ts'

interface TermKind {
  /** What stands behind the colon, such as; follows "expected". */
  wanted: string
  /** Nothing for what cannot be its value. */
  read(value: string): Term | undefined
}

const kinds: Record<string, TermKind> = {
  tag: { wanted: 'a tag such as tag:beta or tag:"early readers"', read: tag => ({ kind: 'tag', tag }) },
  language: {
    wanted: 'a language such as language:zh-CN, or language:zh for every kind of Chinese',
    read(value) {
      const language = readLanguage(value)
      return language === undefined ? undefined : { kind: 'language', language }
    },
  },
  domain: {
    wanted: 'the domain of an address such as domain:qq.com',
    read(value) {
      const address = readAddress(`x@${value}`)
      return address === undefined
        ? undefined
        : { kind: 'domain', domain: mailboxOf(address).slice('x@'.length) }
    },
  },
  since: {
    wanted: 'days such as since:2026-01-01..2026-01-31, since:>=2026-01-01 or since:2026-01-01',
    read(value) {
      const days = readDays(value)
      return days && { kind: 'since', ...days }
    },
  },
}
const names = [...Object.keys(kinds), 'attribute.<name>'].join(', ')

const form = /^(?<kind>[^":.]+)(?:\.(?<name>"(?:[^"\\]|\\.)+"|[^":]+))?:(?<value>"(?:[^"\\]|\\.)+"|[^"]+)$/su

// Outside of quotes, whoever writes them means several values, or the signs of a segment.
const signs = /^[^"].*[,;，；、（）“”＂]|^[,;，；、（）“”＂]/su

/** The term of a piece such as `tag:beta` or `attribute."my plan":pro`; throws a SubscriberError for any other text. */
export function readTerm(piece: Piece): Term {
  const { kind, name, value } = form.exec(piece.text)?.groups ?? {}
  if (kind === undefined || value === undefined) throw malformed(piece)
  if (signs.test(value)) throw severalValues(piece)
  if (kind.toLowerCase() === 'attribute') return attributeTerm(piece, name, value)
  const known = name === undefined ? kindNamed(kind) : undefined
  if (known === undefined) throw unknown(piece, kind)
  const term = known.read(unquoted(value))
  if (term === undefined) throw segmentError(piece, known.wanted)
  return term
}

const kindNamed = (name: string): TermKind | undefined =>
  Object.hasOwn(kinds, name.toLowerCase()) ? kinds[name.toLowerCase()] : undefined

function attributeTerm(piece: Piece, name: string | undefined, value: string): Term {
  if (name === undefined) throw segmentError(piece, 'the name of an attribute, as in attribute.plan:pro')
  return { kind: 'attribute', name: unquoted(name), value: unquoted(value) }
}

const unquoted = (text: string): string =>
  text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/gsu, '$1') : text

const severalValues = (piece: Piece): Error =>
  segmentError(
    piece,
    'one value; commas and signs of a Chinese keyboard only in quotes',
    'Write tag:a or tag:b, or tag:"a, b"; the signs of a segment are : ( ) " as an English keyboard has them.',
  )

function malformed(piece: Piece): Error {
  const kind = /^([^":]+):(?:"")?$/.exec(piece.text)?.[1]
  const wanted = kind && kindNamed(kind)?.wanted
  return segmentError(piece, wanted ?? 'a term such as tag:beta or tag:"early readers"')
}

function unknown(piece: Piece, kind: string): Error {
  if (kind.toLowerCase() !== 'status') return segmentError(piece, `one of ${names}`)
  return segmentError(piece, `one of ${names}`, 'An issue goes to active people only; lists have --status.')
}
