const equalsSign = 0x3d
const carriageReturn = 0x0d
const lineFeed = 0x0a
// Mail programs that join several encoded texts into one join a few.
const maxUnits = 1000

/** The bytes that a body stands for; a body that is not encoded has its lines end in `\n`. */
export function decodeBody(body: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return decodeBase64(body)
  return encoding === 'quoted-printable' ? decodeQuotedPrintable(withLineFeeds(body)) : withLineFeeds(body)
}

function decodeBase64(body: Buffer): Buffer {
  const text = body.toString('latin1')
  const firstEnd = text.indexOf('=')
  if (firstEnd < 0 || !/[^=\s]/.test(text.slice(firstEnd))) return Buffer.from(text, 'base64')
  // Node stops at the first padding, and some programs pad every line.
  return Buffer.concat(text.split(/=+/, maxUnits).map(unit => Buffer.from(unit, 'base64')))
}

function withLineFeeds(body: Buffer): Buffer {
  if (body.length === 0) return body
  const lines = Buffer.alloc(body.length + 1)
  let length = 0
  for (let at = 0; at < body.length; at++) {
    const byte = body[at] ?? 0
    if (byte !== carriageReturn || body[at + 1] !== lineFeed) lines[length++] = byte
  }
  if (lines[length - 1] !== lineFeed) lines[length++] = lineFeed
  return lines.subarray(0, length)
}

function decodeQuotedPrintable(body: Buffer): Buffer {
  const decoded = Buffer.alloc(body.length)
  let length = 0
  let at = 0
  while (at < body.length) {
    const sign = body.indexOf(equalsSign, at)
    length += body.copy(decoded, length, at, sign < 0 ? body.length : sign)
    if (sign < 0) break
    const escaped = byteOf(body, sign + 1)
    at = escaped === undefined ? softBreakEnd(body, sign + 1) : sign + 3
    if (escaped !== undefined) decoded[length++] = escaped
    else if (at === sign + 1) decoded[length++] = equalsSign
  }
  return decoded.subarray(0, length)
}

function byteOf(body: Buffer, at: number): number | undefined {
  const high = hexDigit(body[at])
  const low = hexDigit(body[at + 1])
  return high === undefined || low === undefined ? undefined : high * 16 + low
}

function hexDigit(code = 0): number | undefined {
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  const letter = (code | 0x20) - 0x61
  return letter >= 0 && letter < 6 ? letter + 10 : undefined
}

/** Where the next line starts, given what stands behind an equals sign; the same place where no line ends there. */
function softBreakEnd(body: Buffer, start: number): number {
  let at = start
  while (body[at] === 0x20 || body[at] === 0x09) at++
  return body[at] === lineFeed ? at + 1 : start
}
