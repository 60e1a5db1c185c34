import { decodeWords } from 'postal-mime'
import { decodedText } from './charset.ts'
import { fieldValue, type HeaderField, unicodeOf } from './header-field.ts'
import { parameterOf } from './parameter.ts'
import { decodeBody } from './transfer-encoding.ts'

/** A part of a mail as it stands there: a leaf, a multipart with parts, or a mail in a mail, which is its only part. */
export interface MimePart {
  /** Its place, such as `1.2`, the second part of the first; `0` is the mail itself. */
  id: string
  /** At most the first 1000. */
  fields: readonly HeaderField[]
  /** In lower case; `text/plain` where none is said. */
  type: string
  /** In lower case; `7bit` where none is said. */
  encoding: string
  /** Of a multipart, where it names one; one character for each byte. */
  boundary?: string
  /** Of a multipart: whether the last line that ends its parts is there. */
  isClosed: boolean
  /** Where header and body lie in the raw mail, in bytes; the line break before a delimiter belongs to that. */
  headerStart: number
  start: number
  end: number
  /** Still encoded; of a multipart, with its parts. */
  body: Buffer
  parts: MimePart[]
}

/** All parts, each before those inside of it. */
export const allParts = (part: MimePart): MimePart[] => [part, ...part.parts.flatMap(allParts)]

export const isMultipart = ({ type }: Pick<MimePart, 'type'>): boolean => type.startsWith('multipart/')

/** The parts that hold something themselves, in their order; a mail in a mail is one. */
export const leavesOf = (part: MimePart): MimePart[] =>
  isMultipart(part) ? part.parts.flatMap(leavesOf) : [part]

/** The first part of a type that a mail program shows as the mail itself. */
export const bodyOf = (mail: MimePart, type: 'text/plain' | 'text/html'): MimePart | undefined =>
  leavesOf(mail).find(part => part.type === type && dispositionOf(part) !== 'attachment')

/** The bytes of a part, its transfer encoding undone; what is not encoded as it says comes out as far as it can be read. */
export const contentOf = ({ body, encoding }: MimePart): Buffer => decodeBody(body, encoding)

/** The text of a part in its charset. */
export const textOf = (part: MimePart): string => decodedText(contentOf(part), charsetOf(part))

/** As written, such as `utf-8`; empty where none is said. */
export const charsetOf = (part: MimePart): string => parameterOf(contentTypeOf(part), 'charset')

/** In lower case, such as `attachment`; empty where none is said. */
export const dispositionOf = (part: MimePart): string =>
  /^[\w-]+/.exec(fieldValue(part, 'content-disposition') ?? '')?.[0].toLowerCase() ?? ''

/** Decoded; empty where it has none. */
export const fileNameOf = (part: MimePart): string =>
  decodeWords(
    parameterOf(unicodeOf(fieldValue(part, 'content-disposition') ?? ''), 'filename') ||
      parameterOf(contentTypeOf(part), 'name'),
  )

/** What `cid:` addresses name, without brackets; empty where it has none. */
export const contentIdOf = (part: MimePart): string => withoutBrackets(fieldValue(part, 'content-id'))

/** An id of a part or a mail as programs compare it. */
export const withoutBrackets = (id = ''): string => id.trim().replace(/^<|>$/g, '')

const contentTypeOf = (part: MimePart): string => unicodeOf(fieldValue(part, 'content-type') ?? '')
