const [tab, lineFeed, carriageReturn, space] = [9, 10, 13, 32]

/**
 * The body of a message in its relaxed form (RFC 6376, 3.4.4): white space within a line is one space, none ends a
 * line, no empty line ends the body. Lines end in CRLF.
 */
export function relaxedBodyOf(body: Uint8Array): Uint8Array {
  // One more line end than there may be.
  const relaxed = new Uint8Array(body.length + 2)
  let length = 0
  let end = 0
  let isSpaced = false
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] as number
    if (byte === space || byte === tab) isSpaced = true
    else if (byte === carriageReturn && body[at + 1] === lineFeed) {
      length = writeLineEnd(relaxed, length)
      isSpaced = false
      at += 1
    } else {
      if (isSpaced) relaxed[length++] = space
      relaxed[length++] = byte
      isSpaced = false
      end = length
    }
  }
  return relaxed.subarray(0, end === 0 ? 0 : writeLineEnd(relaxed, end))
}

function writeLineEnd(bytes: Uint8Array, at: number): number {
  bytes[at] = carriageReturn
  bytes[at + 1] = lineFeed
  return at + 2
}

/** A header field in its relaxed form (RFC 6376, 3.4.2), without the line end behind it. */
export function relaxedField(field: string): string {
  const colon = field.indexOf(':')
  const value = field
    .slice(colon + 1)
    .replaceAll('\r\n', '')
    .replace(/[ \t]+/g, ' ')
  return `${nameOfField(field)}:${withoutSpaceAround(value)}`
}

/** The name of a header field in lower case. */
export const nameOfField = (field: string): string =>
  field.slice(0, field.indexOf(':')).toLowerCase().replace(/[ \t]/g, '')

// Not trim: what Unicode calls a space is none here.
const withoutSpaceAround = (value: string): string =>
  value.slice(value.startsWith(' ') ? 1 : 0, value.length > 1 && value.endsWith(' ') ? -1 : undefined)
