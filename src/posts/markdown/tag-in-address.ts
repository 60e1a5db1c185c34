/** Stands in an address, or within a line of text, for what only the generator of the site knows; readers see nothing of it. */
export const unknown = '\uFFFC'

const siteAddress =
  /^\{\{[-\s]*(?:site\.(?:url|base_?url|github\.url|root)|\.?Site\.BaseURL|base_?url|url_for\(\))[\s|\w-]*\}\}$/i
const literalPath =
  /^\{\{[-\s]*(['"])([^'"\n]*)\1[ \t]*\|[ \t]*(?:relative_url|absolute_url|prepend|relURL|absURL|url)\b/
const linkStart = /^<?$/

/** True for a text that ends within the address of a link, an image or a definition. */
export function isInAddress(tail: string): boolean {
  const link = tail.lastIndexOf('](')
  if (link >= 0 && /^[^\s)]*$/.test(tail.slice(link + 2))) return true
  const line = tail.slice(tail.lastIndexOf('\n') + 1)
  return /^ {0,3}\[[^\]]+\]:[ \t]*\S*$/.test(line)
}

/** What a template tag says in an address: the site's own address is the root, most others cannot be known. */
export function addressFor(tag: string, tail: string, next: string): string {
  const start = tail.slice(Math.max(tail.lastIndexOf(']('), tail.lastIndexOf(']:')) + 2).trim()
  if (!linkStart.test(start)) return unknown
  if (siteAddress.test(tag)) return next === '/' || next === '{' ? '' : '/'
  return literalPath.exec(tag)?.[2] ?? unknown
}

/** An address as it stands in a header or an attribute, its template tags filled; nothing where that needs the site. */
export function filledAddress(written: string): string | undefined {
  if (written.length > 2000) return undefined
  const [tag = ''] = /^\s*\{\{[^{}]*\}\}/.exec(written) ?? []
  const rest = written.slice(tag.length)
  if (tag === '') return /\{\{|\{%|\uFFFC/.test(written) ? undefined : written.trim()
  const filled = addressFor(tag.trim(), '](', rest[0] ?? '')
  if (filled === unknown) return undefined
  return rest.startsWith('{{') ? filledAddress(rest) : filledAddress(filled + rest)
}
