import { isTracking } from './tracking.ts'
import { webAddress } from './web-address.ts'

/** The address to show: without parameters that track, and otherwise as it is written; any other text stays as it is. */
export function cleanAddress(written: string): string {
  const host = webAddress(written)?.hostname
  if (host === undefined) return written
  const [page, fragment] = cut(written, '#')
  const [path, query] = cut(page, '?')
  return path + cleanQuery(query, host) + cleanFragment(fragment, host)
}

/** The text before a mark, and the rest from it on. */
function cut(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)]
}

function cleanQuery(query: string, host: string): string {
  const parts = query.slice(1).split('&')
  const kept = parts.filter(part => {
    const [name, value] = cut(part, '=')
    return !isTracking(decoded(name.replace(/^amp;/, '')), value.slice(1), host)
  })
  if (kept.length === parts.length) return query
  return kept.length === 0 ? '' : `?${kept.join('&')}`
}

// Some campaigns stand behind the hash, alone or in the query of a page that the browser chooses.
function cleanFragment(fragment: string, host: string): string {
  const [route, query] = cut(fragment, '?')
  if (query !== '') return route + cleanQuery(query, host)
  return /^#utm_\w+=/.test(fragment) ? cleanQuery(`?${fragment.slice(1)}`, host).replace('?', '#') : fragment
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
