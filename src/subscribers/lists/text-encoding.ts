import { SubscriberError } from '../../errors.ts'
import { hasPrivateLetters, isLikelyChinese } from './likely-chinese.ts'

/** How the text of a list is written. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

type Decoder = InstanceType<typeof TextDecoder>

/** The bytes of a file, from its beginning each time. */
export type Chunks = () => AsyncIterable<Uint8Array>

/**
 * UTF-8, UTF-16 with its mark, or GB18030, in which Chinese spreadsheets save. Throws a SubscriberError that names
 * `path` and the first bad line for any other: a name would go out with wrong letters.
 */
export async function encodingOf(chunks: Chunks, path: string): Promise<Encoding> {
  const marked = await markedEncoding(chunks())
  const encoding = marked ?? 'utf-8'
  if (await isWritten(encoding, chunks())) return encoding
  if (!marked && (await isGb18030(chunks))) return 'gb18030'
  throw new SubscriberError(
    `${path}:${await firstBadLine(encoding, chunks())}: not text in ${marked ? 'UTF-16' : 'UTF-8'}`,
    { wayOut: 'Save it as "CSV UTF-8" in your spreadsheet.' },
  )
}

/** The text of bytes, piece by piece and without its mark; throws a TypeError for bytes that are not written so. */
export async function* decoded(
  encoding: Encoding,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string> {
  yield* strictlyDecoded(encoding, chunks)
}

async function* strictlyDecoded(
  encoding: Encoding | 'euc-kr' | 'euc-jp',
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

async function markedEncoding(chunks: AsyncIterable<Uint8Array>): Promise<Encoding | undefined> {
  for await (const [first, second] of chunks) {
    if (first === 0xff && second === 0xfe) return 'utf-16le'
    if (first === 0xfe && second === 0xff) return 'utf-16be'
    break
  }
  return undefined
}

async function isWritten(encoding: Encoding, chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  try {
    for await (const text of decoded(encoding, chunks)) {
      if (text.includes('\0')) return false
      if (encoding === 'gb18030' && hasPrivateLetters(text)) return false
    }
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

async function isGb18030(chunks: Chunks): Promise<boolean> {
  if (!(await isChinese(chunks())) || !(await isWritten('gb18030', chunks()))) return false
  return isLikelyChinese(decoded('gb18030', chunks()), {
    korean: strictlyDecoded('euc-kr', chunks()),
    japanese: strictlyDecoded('euc-jp', chunks()),
  })
}

// "Müller" in Latin-1 is valid GB18030 too, and reads "M黮ler": two bytes of a Chinese letter, the second of them that
// of a Latin one, do not stand beside a Latin letter in a Chinese text.
async function isChinese(chunks: AsyncIterable<Uint8Array>): Promise<boolean> {
  for await (const raw of uncutLetters(chunks)) {
    const rest = raw.replace(/[\x81-\xfe](?:[\x80-\xfe]|\d[\x81-\xfe]\d)/g, '')
    if (/[A-Za-z][\x81-\xfe][@-~]|[\x81-\xfe][@-~][A-Za-z]/.test(rest)) return false
  }
  return true
}

/** In bytes; no text goes on for so long without a space, a comma or a line end. */
const longestRun = 1 << 20

// A byte below that of "0" is never a part of a longer letter.
async function* uncutLetters(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of chunks) {
    const raw = rest + Buffer.from(chunk).toString('latin1')
    const end = raw.length > longestRun ? raw.length : 1 + raw.search(/[\0-/][^\0-/]*$/)
    yield raw.slice(0, end)
    rest = raw.slice(end)
  }
  yield rest
}

async function firstBadLine(encoding: Encoding, chunks: AsyncIterable<Uint8Array>): Promise<number> {
  const probe = new TextDecoder(encoding, { fatal: true })
  const exact = new TextDecoder(encoding, { fatal: true })
  let [line, last] = [1, '']
  const read = (bytes: Uint8Array) => {
    const text = strictly(exact, bytes)
    line += countLines(text, last)
    last = text.at(-1) ?? last
  }
  try {
    for await (const chunk of chunks)
      if (isFit(probe, chunk)) read(chunk)
      else for (const byte of chunk) read(Uint8Array.of(byte))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
  return line
}

function isFit(decoder: Decoder, bytes: Uint8Array): boolean {
  try {
    strictly(decoder, bytes)
    return true
  } catch {
    return false
  }
}

function strictly(decoder: Decoder, bytes: Uint8Array): string {
  const text = decoder.decode(bytes, { stream: true })
  if (text.includes('\0')) throw new TypeError('NUL')
  return text
}

function countLines(text: string, before: string): number {
  const ends = text.match(/\r\n|\n|\r/g)?.length ?? 0
  return before === '\r' && text.startsWith('\n') ? ends - 1 : ends
}
