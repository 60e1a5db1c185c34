import { decodeWords } from 'postal-mime'

/** One field of a header, and where it lies in the raw mail, in bytes. */
export interface HeaderField {
  /** As written; empty for a line that is no field. */
  name: string
  /** Unfolded, not decoded; one character for each byte. */
  value: string
  start: number
  end: number
}

/** Longer values are read as far as this, in bytes. */
const maxRead = 20_000

/** A value with its bytes beyond ASCII as UTF-8, its encoded words as they are. */
export const unicodeOf = (value: string): string =>
  Buffer.from(value.slice(0, maxRead), 'latin1').toString('utf8')

/** A value as a reader sees it. */
export const readValue = (value: string): string => decodeWords(unicodeOf(value))

/** What has a header: a mail or a part. */
interface WithHeader {
  fields: readonly HeaderField[]
}

/** The fields of a name, which is given in small letters. */
export const fieldsNamed = ({ fields }: WithHeader, name: string): HeaderField[] =>
  fields.filter(field => field.name.toLowerCase() === name)

/** The value of the first field of a name, which is given in small letters. */
export const fieldValue = ({ fields }: WithHeader, name: string): string | undefined =>
  fields.find(field => field.name.toLowerCase() === name)?.value
