import { checkNamed, error, type Found, quote } from '../found.ts'

/** RFC 5322: bytes of a line without its end. */
const longest = 998

/** Lines that servers cut or refuse. */
export const lineLength = checkNamed('line-length', ({ received: { raw, structure } }): Found[] => {
  const found: Found[] = []
  for (let at = 0; at < raw.length; ) {
    const feed = raw.indexOf(10, at)
    const end = feed < 0 ? raw.length : feed
    const bytes = end - at - (raw[end - 1] === 13 ? 1 : 0)
    if (bytes > longest) found.push(tooLong(bytes, raw.toString('utf8', at, at + 200), at < structure.start))
    at = end + 1
  }
  return found
})

const tooLong = (bytes: number, line: string, isHeader: boolean): Found =>
  error(
    `A line of the ${isHeader ? 'header' : 'body'} has ${bytes.toLocaleString('en')} bytes: ${quote(line)}`,
    isHeader ? 'Shorten it, or fold it at a space.' : 'Encode the part in quoted-printable or base64.',
  )
