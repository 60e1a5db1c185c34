const equalsSign = 0x3d
const carriageReturn = 0x0d
const lineFeed = 0x0a
// Mail programs that join several encoded texts into one join a few.
const maxUnits = 1000

/** The bytes that a body stands for, given its encoding in lower case; one that is not encoded as it says, as far as it can be read. */
export function decodeBody(body: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return decodeBase64(body)
  return encoding === 'quoted-printable' ? decodeQuotedPrintable(body) : body
}

function decodeBase64(body: Buffer): Buffer {
  const text = body.toString('latin1')
  const firstEnd = text.indexOf('=')
  if (firstEnd < 0 || !/[^=\s]/.test(text.slice(firstEnd))) return Buffer.from(text, 'base64')
  // Node stops at the first padding, and some programs pad every line.
  return Buffer.concat(text.split(/=+/, maxUnits).map(unit => Buffer.from(unit, 'base64')))
}

function decodeQuotedPrintable(body: Buffer): Buffer {
  const decoded = Buffer.alloc(body.length)
  let length = 0
  let at = 0
  while (at < body.length) {
    const byte = body[at++] ?? 0
    const escaped = byte === equalsSign ? byteAt(body, at) : -1
    const lineStart = byte === equalsSign && escaped < 0 ? softBreakEnd(body, at) : at
    if (escaped >= 0) at += 2
    // An equals sign at the end of a line stands for nothing.
    if (escaped >= 0 || lineStart === at) decoded[length++] = escaped < 0 ? byte : escaped
    else at = lineStart
  }
  return decoded.subarray(0, length)
}

const hexDigits = new Int8Array(256).fill(-1)
for (const [digit, letter] of [...'0123456789ABCDEF'].entries()) {
  hexDigits[letter.charCodeAt(0)] = digit
  hexDigits[letter.toLowerCase().charCodeAt(0)] = digit
}

/** -1 where no two hexadecimal digits stand. */
function byteAt(body: Buffer, at: number): number {
  const high = hexDigits[body[at] ?? 0] ?? -1
  const low = hexDigits[body[at + 1] ?? 0] ?? -1
  return high < 0 || low < 0 ? -1 : high * 16 + low
}

/** Where the next line starts, given what stands behind an equals sign; the same place where no line ends there. */
function softBreakEnd(body: Buffer, start: number): number {
  let at = start
  while (body[at] === 0x20 || body[at] === 0x09) at++
  if (body[at] === carriageReturn) at++
  return body[at] === lineFeed ? at + 1 : start
}
