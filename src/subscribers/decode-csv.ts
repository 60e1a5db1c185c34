import { SubscriberError } from '../errors.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })
const utf16 = [
  { mark: '\xff\xfe', decoder: new TextDecoder('utf-16le', { fatal: true }) },
  { mark: '\xfe\xff', decoder: new TextDecoder('utf-16be', { fatal: true }) },
]
const gb18030 = new TextDecoder('gb18030', { fatal: true })

/**
 * The text of a CSV file: UTF-8, UTF-16 with its mark, or GB18030, in which Chinese spreadsheets save. Throws a
 * SubscriberError that names `path` and the first bad line for any other: a name would go out with wrong letters.
 */
export function decodeCsv(bytes: Uint8Array, path: string): string {
  const raw = Buffer.from(bytes).toString('latin1')
  const marked = utf16.find(({ mark }) => raw.startsWith(mark))?.decoder
  const text = marked ? decode(marked, bytes) : (decode(utf8, bytes) ?? decodeChinese(raw, bytes))
  if (text !== undefined && !text.includes('\0')) return text
  const what = marked ? `${path}: not text in UTF-16` : `${path}:${firstBadLine(raw)}: not text in UTF-8`
  throw new SubscriberError(what, {
    wayOut: 'Save it as "CSV UTF-8" in your spreadsheet.',
  })
}

function decode(decoder: typeof utf8, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

// "Müller" in Latin-1 is valid GB18030 too, and reads "M黮ler": two bytes of a Chinese letter, the second of them that
// of a Latin one, do not stand beside a Latin letter in a Chinese text.
function decodeChinese(raw: string, bytes: Uint8Array): string | undefined {
  const rest = raw.replace(/[\x81-\xfe](?:[\x80-\xfe]|\d[\x81-\xfe]\d)/g, '')
  const isWestern = /[A-Za-z][\x81-\xfe][@-~]|[\x81-\xfe][@-~][A-Za-z]/.test(rest)
  return isWestern ? undefined : decode(gb18030, bytes)
}

function firstBadLine(raw: string): number {
  const lines = raw.split(/\r\n|\n|\r/)
  const isBad = (line: string) =>
    line.includes('\0') ||
    (/[\x80-\xff]/.test(line) && decode(utf8, Buffer.from(line, 'latin1')) === undefined)
  return lines.findIndex(isBad) + 1
}
