import type { Mail } from './mail.ts'

/** How the bytes of a part travel as lines of ASCII (RFC 2045). */
export type TransferEncoding = 'quoted-printable' | 'base64'

/** That of each part of a message. */
export type TransferEncodings = Record<'html' | 'text', TransferEncoding>

/** The shorter encoding of each part. An issue is asked before its slots are filled, so that all its readers get the same. */
export const encodingsOf = ({ html, text }: Pick<Mail, 'html' | 'text'>): TransferEncodings => ({
  html: smallerEncoding(html),
  text: smallerEncoding(text),
})

const [equalsSign, lastPrintable] = [0x3d, 0x7e]

// Quoted-printable spends three bytes on each byte of Chinese, base64 four on any three.
function smallerEncoding(text: string): TransferEncoding {
  const bytes = Buffer.from(text)
  let escaped = 0
  for (const byte of bytes) if (byte > lastPrintable || byte === equalsSign) escaped += 1
  return bytes.length + escaped * 2 < bytes.length * (4 / 3) || bytes.length === 0
    ? 'quoted-printable'
    : 'base64'
}
