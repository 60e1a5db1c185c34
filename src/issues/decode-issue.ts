import { IssueError } from '../errors.ts'

const utf16 = [
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const

/**
 * The text of an issue's file, in UTF-8 or in UTF-16 with its mark; throws an IssueError that names `file` and the line
 * for anything else, because a guess would be written back over the editor's words.
 */
export function decodeIssue(bytes: Uint8Array, file: string): string {
  const marked = utf16.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte))
  const text = decode(bytes, marked?.encoding ?? 'utf-8')
  if (text === undefined) throw notText(`${file}:${firstBrokenLine(bytes)}: not UTF-8`)
  if (text.includes('\0')) throw notText(`${file}: not text: it has NUL characters`)
  return text
}

const notText = (what: string): IssueError =>
  new IssueError(what, { wayOut: 'Save the file as UTF-8 in your editor; nothing was written.' })

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
