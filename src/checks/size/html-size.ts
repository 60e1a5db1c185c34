import { bodyOf } from '../../mime/mime-part.ts'
import type { CheckedMail } from '../check.ts'
import { checkNamed, error, type Found, warning } from '../found.ts'

/** Gmail shows about 102 KB of the HTML of a mail. */
const clipped = 102 * 1024
const nearlyClipped = 90 * 1024

const readersSee = 'Gmail cuts it there, and readers see "[Message clipped]" in place of the rest'
const shorten = 'Shorten the longest entries, or move some of them to the list of titles.'

/**
 * The bytes of the HTML. What counts is disputed, the decoded or the encoded ones; Chinese is always longer encoded, so
 * that alone is a warning.
 */
export const htmlSize = checkNamed('html-size', ({ received }: CheckedMail): Found[] => {
  const decoded = Buffer.byteLength(received.html)
  const part = bodyOf(received.structure, 'text/html')
  const encoded = part ? part.end - part.start : 0
  if (decoded > clipped)
    return [error(`The HTML has ${over(decoded)} than Gmail shows: ${readersSee}`, shorten)]
  if (encoded > clipped)
    return [
      warning(
        `The HTML as it is encoded in the mail has ${over(encoded)} than Gmail shows, decoded ${written(decoded)}: by some measurements ${readersSee}`,
        shorten,
      ),
    ]
  const largest = Math.max(decoded, encoded)
  if (largest < nearlyClipped) return []
  const left = `${written(clipped - largest)} less than what Gmail shows`
  const how = encoded > decoded ? ` as it is encoded in the mail (decoded ${written(decoded)})` : ''
  return [warning(`The HTML has ${written(largest)}${how}, only ${left} before it cuts a mail`, shorten)]
})

const over = (bytes: number): string => `${written(bytes)}, ${written(bytes - clipped)} more`
const written = (bytes: number): string => `${bytes.toLocaleString('en')} bytes`
