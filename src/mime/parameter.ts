import { decodedText } from './charset.ts'

/** A parameter of a header value, such as `boundary`; also one in pieces and with a charset (RFC 2231). Empty where there is none. */
export function parameterOf(value: string, name: string): string {
  const pieces: string[] = []
  let charset = ''
  for (const [, written = '', quoted, bare = ''] of value.slice(0, maxLength).matchAll(parameter)) {
    const [key, ...marks] = written.toLowerCase().split('*')
    if (key !== name) continue
    const text = quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1')
    if (marks.length === 0) return text
    if (marks.at(-1) !== '') pieces.push(text)
    else {
      const [, declared, encoded = text] =
        pieces.length === 0 ? (/^([\w.-]{0,40})'[^']{0,20}'(.*)$/s.exec(text) ?? []) : []
      charset ||= declared ?? ''
      pieces.push(percentDecoded(encoded, charset))
    }
  }
  return pieces.join('')
}

// A longer value than any program writes is not read to its end.
const maxLength = 20_000
const parameter = /;\s{0,99}([\w.*-]{1,60})\s{0,9}=\s{0,9}(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/gs

function percentDecoded(text: string, charset: string): string {
  const bytes = Buffer.from(
    text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
  return decodedText(bytes, charset)
}
