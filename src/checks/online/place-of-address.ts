import { type IssueOrigin, placeOf } from '../issue-origin.ts'
import type { Place } from '../report.ts'

/** Where an address of a mail was written, in one of the forms that it had before it was made absolute, encoded and counted. */
export function placeOfAddress(origin: IssueOrigin, url: string): Place | undefined {
  for (const form of formsOf(url)) {
    const found = placeOf(origin, form)
    if (found) return found
  }
  return undefined
}

function formsOf(url: string): string[] {
  const parts = URL.parse(url)
  if (!parts) return [url]
  const plain = new URL(parts)
  for (const name of parts.searchParams.keys()) if (name.startsWith('utm_')) plain.searchParams.delete(name)
  const forms = [url, plain.href, plain.href.replace(/\/$/, ''), decoded(plain.href)]
  // A relative address stands in a post without its host.
  return plain.pathname.length > 1 ? [...forms, plain.pathname, decoded(plain.pathname)] : forms
}

function decoded(text: string): string {
  try {
    return decodeURI(text)
  } catch {
    return text
  }
}
