/** Header values as text, lists and maps: nothing is turned into a number, a boolean or a date, so nothing is lost. */
export type HeaderValue = string | HeaderValue[] | { [key: string]: HeaderValue }

export type HeaderValues = Readonly<Record<string, HeaderValue>>

/** `lines`: `Title: x`; `reference`: `[#]: key: (value)`; `quote`: a quoted list; `meta`: `export const meta`. */
export type HeaderFormat =
  | 'yaml'
  | 'toml'
  | 'json'
  | 'comment'
  | 'lines'
  | 'reference'
  | 'quote'
  | 'meta'
  | 'none'

/** What stands above the body of a post. */
export interface Header {
  format: HeaderFormat
  values: HeaderValues
  /** What the JSON file beside the post says; it counts where the header says nothing. */
  sidecar?: HeaderValues
}

/** A header that was found at the start of a text, and how many characters of it the header takes. */
export interface FoundHeader {
  header: Header
  length: number
}

/** A value with the key under which it was found, as the author wrote it. */
export interface Entry {
  key: string
  value: HeaderValue
}

/** The first of `keys` that holds text, in any case; empty text and `null` count as absent. */
export const textAt = (header: Header, keys: readonly string[]): string | undefined =>
  textEntry(header, keys)?.value

/** The same, with its key. `a.b` is the key `b` of the map `a`. */
export function textEntry(
  header: Header,
  keys: readonly string[],
): { key: string; value: string } | undefined {
  for (const { key, value } of entriesAt(header, keys)) {
    const text = Array.isArray(value) ? value[0] : value
    if (typeof text === 'string' && !isBlank(text)) return { key, value: text.trim() }
  }
  return undefined
}

/** The list under the first of `keys` that is there: `[a, b]`, `a, b` and `a` are all lists; maps count by their name. */
export const listAt = (header: Header, keys: readonly string[]): string[] =>
  listEntry(header, keys)?.items ?? []

/** The same, with its key. */
export function listEntry(
  header: Header,
  keys: readonly string[],
): { key: string; items: string[] } | undefined {
  const [entry] = entriesAt(header, keys)
  return entry && { key: entry.key, items: [...new Set(itemsOf(entry.value))] }
}

/** True for `true`, `yes`, `on` and `1`; false for their opposites; nothing for anything else. */
export function flagAt(header: Header, key: string): boolean | undefined {
  const text = textAt(header, [key])?.toLowerCase()
  if (text === undefined) return undefined
  if (['true', 'yes', 'on', '1'].includes(text)) return true
  return ['false', 'no', 'off', '0'].includes(text) ? false : undefined
}

/** Every one of `keys` that is there, in the header and then beside it. */
export function entriesAt({ values, sidecar }: Header, keys: readonly string[]): Entry[] {
  const found: Entry[] = []
  gather(values, keys, found)
  if (sidecar) gather(sidecar, keys, found)
  return found
}

function gather(values: HeaderValues, keys: readonly string[], found: Entry[]): void {
  const names = writtenNames(values)
  for (const key of keys) {
    const written = names.get(folded(key))
    if (written !== undefined) found.push({ key: written, value: values[written] as HeaderValue })
    else if (key.includes('.')) gatherInner(values, key, found)
  }
}

function gatherInner(values: HeaderValues, key: string, found: Entry[]): void {
  const dot = key.indexOf('.')
  const outer = writtenNames(values).get(folded(key.slice(0, dot)))
  const map = outer === undefined ? undefined : values[outer]
  if (outer === undefined || map === undefined || !isMap(map)) return
  const inner: Entry[] = []
  gather(map, [key.slice(dot + 1)], inner)
  found.push(...inner.map(entry => ({ ...entry, key: `${outer}.${entry.key}` })))
}

// Sixty keys are looked up in each of thousands of headers: neither they nor the headers' own are folded twice.
const foldedNames = new Map<string, string>()
const mostNames = 10_000
const namesOfHeaders = new WeakMap<HeaderValues, Map<string, string>>()

// `pub_date`, `PubDate` and `pub date` are one key.
function folded(name: string): string {
  const known = foldedNames.get(name)
  if (known !== undefined) return known
  const plain = name.toLowerCase().replace(/(?<=.)[\s_-]/g, '')
  if (foldedNames.size < mostNames) foldedNames.set(name, plain)
  return plain
}

function writtenNames(values: HeaderValues): Map<string, string> {
  const known = namesOfHeaders.get(values)
  if (known) return known
  const names = new Map<string, string>()
  for (const name of Object.keys(values)) {
    const lower = folded(name)
    if (!names.has(lower)) names.set(lower, name)
  }
  namesOfHeaders.set(values, names)
  return names
}

function itemsOf(value: HeaderValue): string[] {
  if (Array.isArray(value))
    return value.flatMap(item => (typeof item === 'string' ? [item] : itemsOf(item))).flatMap(clean)
  if (typeof value === 'string') return value.split(/[,，、]/).flatMap(clean)
  const names: Entry[] = []
  gather(value, ['name', 'displayName', 'nickname', 'login', 'title'], names)
  return names[0] ? itemsOf([names[0].value]) : []
}

// A hash before a tag is how some write tags in a text.
const clean = (item: string): string[] => {
  const text = item.trim().replace(/^#(?=[\p{L}\p{N}])/u, '')
  return isBlank(text) || !/\w|[\p{L}\p{N}\p{S}]/u.test(text) ? [] : [text]
}
const isBlank = (text: string): boolean => /^\s*(null|~)?\s*$/i.test(text)
const isMap = (value: HeaderValue): value is { [key: string]: HeaderValue } =>
  typeof value === 'object' && !Array.isArray(value)
