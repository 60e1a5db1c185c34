/** Header values as text, lists and maps: nothing is turned into a number, a boolean or a date, so nothing is lost. */
export type HeaderValue = string | HeaderValue[] | { [key: string]: HeaderValue }

export type HeaderFormat = 'yaml' | 'toml' | 'json' | 'comment' | 'none'

/** What stands above the body of a post. */
export interface Header {
  format: HeaderFormat
  values: Readonly<Record<string, HeaderValue>>
}

/** The first of `keys` that holds text, in any case; empty text and `null` count as absent. */
export function textAt(header: Header, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = valueAt(header, key)
    const text = Array.isArray(value) ? value[0] : value
    if (typeof text === 'string' && !isBlank(text)) return text.trim()
  }
  return undefined
}

/** The list under the first of `keys` that is there: `[a, b]`, `a, b` and `a` are all lists. */
export function listAt(header: Header, keys: readonly string[]): string[] {
  for (const key of keys) {
    const value = valueAt(header, key)
    if (value === undefined) continue
    const items = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[,，、]/) : []
    return items
      .filter(item => typeof item === 'string')
      .map(item => item.trim())
      .filter(item => !isBlank(item))
  }
  return []
}

/** True for `true`, `yes`, `on` and `1`; false for their opposites; nothing for anything else. */
export function flagAt(header: Header, key: string): boolean | undefined {
  const text = textAt(header, [key])?.toLowerCase()
  if (text === undefined) return undefined
  if (['true', 'yes', 'on', '1'].includes(text)) return true
  return ['false', 'no', 'off', '0'].includes(text) ? false : undefined
}

function valueAt({ values }: Header, key: string): HeaderValue | undefined {
  if (Object.hasOwn(values, key)) return values[key]
  const lower = key.toLowerCase()
  const written = Object.keys(values).find(name => name.toLowerCase() === lower)
  return written === undefined ? undefined : values[written]
}

const isBlank = (text: string): boolean => /^\s*(null|~)?\s*$/i.test(text)
