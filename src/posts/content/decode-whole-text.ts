const utf16 = [
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const

/**
 * The text of a file that is in UTF-8, or in UTF-16 with its mark, to the last byte; for others what is wrong, with the
 * line before it, as it follows the name of the file: `:3: not UTF-8`.
 */
export function decodeWholeText(bytes: Uint8Array): { text: string } | { problem: string } {
  const marked = utf16.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte))
  const text = decode(bytes, marked?.encoding ?? 'utf-8')
  if (text === undefined) return { problem: `:${firstBrokenLine(bytes)}: not UTF-8` }
  return text.includes('\0') ? { problem: ': not text: it has NUL characters' } : { text }
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function firstBrokenLine(bytes: Uint8Array): number {
  let line = 1
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start)
    const stop = end < 0 ? bytes.length : end
    if (decode(bytes.subarray(start, stop), 'utf-8') === undefined) return line
    start = stop + 1
  }
  return 1
}
