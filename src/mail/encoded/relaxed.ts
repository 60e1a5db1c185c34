/**
 * Whole lines of a body in the relaxed form of DKIM (RFC 6376, 3.4.4), but for empty lines at its end: no body of ours
 * ends in one. The very same bytes where they are in that form already.
 */
export function relaxed(lines: Buffer): Buffer {
  if (!lines.includes(' ') && !lines.includes('\t')) return lines
  const text = lines.toString('latin1')
  const form = text.replace(/[ \t]+/g, ' ').replaceAll(' \r\n', '\r\n')
  return form === text ? lines : Buffer.from(form, 'latin1')
}
