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

export interface TextEntry extends Entry {
  value: string
}

/** The first of `keys` that holds text, in any case; empty text and `null` count as absent. */
export const textAt = (header: Header, keys: readonly string[]): string | undefined =>
  textEntry(header, keys)?.value

/** The same, with its key. `a.b` is the key `b` of the map `a`. */
export function textEntry(header: Header, keys: readonly string[]): TextEntry | undefined {
  for (const entry of entriesAt(header, keys)) {
    const text = textOf(entry.value)
    if (text !== undefined) return { key: entry.key, value: text }
  }
  return undefined
}

/** Every one of `keys` that holds text. */
export const textEntries = (header: Header, keys: readonly string[]): TextEntry[] =>
  entriesAt(header, keys).flatMap(({ key, value }) => {
    const text = textOf(value)
    return text === undefined ? [] : [{ key, value: text }]
  })

function textOf(value: HeaderValue): string | undefined {
  const text = Array.isArray(value) ? value[0] : value
  return typeof text === 'string' && !isBlank(text) ? text.trim() : undefined
}

/** True for a header with a key among `names`, which are small letters without space, `-` and `_`. */
export const hasKeyOf = ({ values, sidecar }: Header, names: ReadonlySet<string>): boolean =>
  Object.keys(values).some(key => names.has(folded(key))) ||
  Object.keys(sidecar ?? {}).some(key => names.has(folded(key)))

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
  const found = entriesIn(values, keys)
  return sidecar ? [...found, ...entriesIn(sidecar, keys)] : found
}

function entriesIn(values: HeaderValues, keys: readonly string[]): Entry[] {
  const names = namesOf(values)
  const found: Entry[] = []
  for (const key of keys) {
    const written = names.get(folded(key))
    if (written !== undefined) found.push({ key: written, value: values[written] as HeaderValue })
    else if (key.includes('.')) found.push(...innerEntries(values, key))
  }
  return found
}

function innerEntries(values: HeaderValues, key: string): Entry[] {
  const dot = key.indexOf('.')
  const outer = namesOf(values).get(folded(key.slice(0, dot)))
  const map = outer === undefined ? undefined : values[outer]
  if (outer === undefined || map === undefined || !isMap(map)) return []
  return entriesIn(map, [key.slice(dot + 1)]).map(entry => ({ ...entry, key: `${outer}.${entry.key}` }))
}

// Sixty keys are looked up in one header after the other, thousands of times: nothing is folded twice.
const foldedNames = new Map<string, string>()
const mostNames = 10_000
let last: { values: HeaderValues; names: ReadonlyMap<string, string> } | undefined

/** The names of a header's keys as they are written, by what they are when folded. */
function namesOf(values: HeaderValues): ReadonlyMap<string, string> {
  if (last?.values === values) return last.names
  const names = new Map<string, string>()
  for (const name of Object.keys(values)) if (!names.has(folded(name))) names.set(folded(name), name)
  last = { values, names }
  return names
}

// `pub_date`, `PubDate` and `pub date` are one key.
function folded(name: string): string {
  const known = foldedNames.get(name)
  if (known !== undefined) return known
  const plain = name.toLowerCase().replace(/(?<=.)[\s_-]/g, '')
  if (foldedNames.size < mostNames) foldedNames.set(name, plain)
  return plain
}

const namesOfPeople = ['name', 'displayName', 'nickname', 'login', 'title']

function itemsOf(value: HeaderValue): string[] {
  if (Array.isArray(value))
    return value.flatMap(item => (typeof item === 'string' ? [item] : itemsOf(item))).flatMap(clean)
  if (typeof value === 'string') return value.split(/[,，、]/).flatMap(clean)
  const [name] = entriesIn(value, namesOfPeople)
  return name ? itemsOf([name.value]) : []
}

// A hash before a tag is how some write tags in a text.
const clean = (item: string): string[] => {
  const text = item.trim().replace(/^#(?=[\p{L}\p{N}])/u, '')
  return isBlank(text) || !/\w|[\p{L}\p{N}\p{S}]/u.test(text) ? [] : [text]
}
// Not one expression: white space without end would be tried again and again.
const isBlank = (text: string): boolean => /^(null|~|)$/i.test(text.trim())
const isMap = (value: HeaderValue): value is { [key: string]: HeaderValue } =>
  typeof value === 'object' && !Array.isArray(value)
