import { type HeaderField, readValue, unicodeOf } from '../../mime/header-field.ts'
import { checkNamed, error, type Found, quote } from '../found.ts'

/** Headers in which something is hidden or broken: line ends in encoded words, bytes beyond ASCII, lines without a name. */
export const headerEncoding = checkNamed('header-encoding', ({ received }): Found[] =>
  received.structure.fields.flatMap((field, at) => {
    // Programs that keep mail put their own line first.
    if (field.name === '') return at === 0 && field.value.startsWith('From ') ? [] : [nameless(field)]
    return [...injected(field), ...foreignBytes(field)]
  }),
)

const nameless = ({ value }: HeaderField): Found =>
  error(
    `A line of the header is none: ${quote(value)}`,
    'Look where its text comes from: a line end in a value may have made it.',
  )

function injected({ name, value }: HeaderField): Found[] {
  if (!value.includes('=?')) return hasBareEnd(value) ? [broken(name, value)] : []
  const decoded = readValue(value)
  return hasBareEnd(decoded) ? [broken(name, decoded)] : []
}

const hasBareEnd = (text: string): boolean => /[\r\n\0]/.test(text)

const broken = (name: string, value: string): Found =>
  error(
    `The header ${name} has a line end or a zero in its value: ${quote(value)}`,
    'Take it out: by it, others could add headers of their own.',
  )

// An address may have other letters, where servers have agreed on it (RFC 6531); servers also write what they were told.
const mayBeForeign = /^(?:to|cc|reply-to|delivered-to|received|return-path|x-.*)$/i

function foreignBytes({ name, value }: HeaderField): Found[] {
  if (mayBeForeign.test(name.slice(0, 100)) || !/[\x80-\xff]/.test(value)) return []
  return [
    error(
      `The header ${name} has bytes that are not ASCII: ${quote(unicodeOf(value))}`,
      /^from$/i.test(name)
        ? 'Take a sender whose part before the @ is ASCII; a name is written as encoded words (RFC 2047).'
        : 'Write it as encoded words (RFC 2047).',
    ),
  ]
}
