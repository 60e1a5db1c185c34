export interface Decoded {
  text: string
  warnings: string[]
}

const marks = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const

const decoders = {
  'utf-8': new TextDecoder('utf-8'),
  'utf-16le': new TextDecoder('utf-16le'),
  'utf-16be': new TextDecoder('utf-16be'),
}

/** The text of a file (UTF-8, or UTF-16 with its mark) with `\n` line ends, and nothing for a file that is not text. */
export function decodeText(bytes: Uint8Array): Decoded | undefined {
  const mark = marks.find(({ bytes: start }) => start.every((byte, at) => bytes[at] === byte))
  const decoded = decoders[mark?.encoding ?? 'utf-8'].decode(bytes)
  if (decoded.includes('\0')) return undefined
  const text = decoded.includes('\r') ? decoded.replace(/\r\n?/g, '\n') : decoded
  return { text, warnings: decoded.includes('\uFFFD') ? [badBytes(decoded)] : [] }
}

const badBytes = (decoded: string): string =>
  `${decoded.split('\uFFFD').length - 1} places are not valid UTF-8 and show as \uFFFD`
