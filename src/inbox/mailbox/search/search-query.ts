import { readSearchTime } from './search-time.ts'

const textFields = [
  'from',
  'to',
  'cc',
  'bcc',
  'addressed',
  'reply-to',
  'subject',
  'message-id',
  'tag',
] as const
const states = ['read', 'unread', 'tagged', 'attachment', 'inline'] as const

type TextField = (typeof textFields)[number]

/** What a mail has or is. */
export type MailState = (typeof states)[number]

/** One condition of a query; a mail fits where it holds, or where it does not if it is `isExcluded`. */
export type Condition = { isExcluded: boolean } & (
  | { kind: 'words'; field: TextField | 'anything'; words: string }
  | { kind: 'state'; state: MailState }
  | { kind: 'since' | 'until'; time: Date }
  | { kind: 'larger' | 'smaller'; bytes: number }
)

const stateWords: Record<string, MailState> = {
  'is:read': 'read',
  'is:unread': 'unread',
  'is:tagged': 'tagged',
  'has:attachment': 'attachment',
  'has:attachments': 'attachment',
  'has:inline': 'inline',
  'has:inlines': 'inline',
}

/** Reads a query in Mailpit's words; all of its conditions have to hold. Days are those of a time zone. */
export function readSearch(query: string, timezone?: string): Condition[] {
  return termsOf(query).flatMap(term => {
    const isExcluded = /^[-!]./s.test(term)
    const condition = conditionOf(isExcluded ? term.slice(1) : term, timezone)
    return condition ? [{ ...condition, isExcluded }] : []
  })
}

// Distributes over the union, which Omit alone does not.
type Bare<C> = C extends Condition ? Omit<C, 'isExcluded'> : never

function conditionOf(term: string, timezone: string | undefined): Bare<Condition> | undefined {
  const state = stateWords[term.toLowerCase()]
  if (state) return { kind: 'state', state }
  const [, name = '', value = ''] = /^([a-z-]+):(.*)$/is.exec(term) ?? []
  const field = name.toLowerCase()
  const textField = textFields.find(known => known === field)
  if (textField) return wordsIn(textField, value)
  if (field === 'before' || field === 'after') return timeOf(field, value, timezone)
  const bytes = field === 'larger' || field === 'smaller' ? bytesOf(value) : undefined
  if (bytes !== undefined) return { kind: field === 'larger' ? 'larger' : 'smaller', bytes }
  return wordsIn('anything', term)
}

function wordsIn(field: TextField | 'anything', text: string): Bare<Condition> | undefined {
  const words = text.trim().toLowerCase()
  return words === '' ? undefined : { kind: 'words', field, words }
}

// What is no time asks for nothing, as in Mailpit.
function timeOf(field: 'before' | 'after', value: string, timezone: string | undefined) {
  const time = readSearchTime(value, timezone)
  return time && { kind: field === 'after' ? ('since' as const) : ('until' as const), time }
}

function bytesOf(written: string): number | undefined {
  const [, number, unit = ''] = /^(\d{1,12}(?:\.\d{1,6})?)\s?(kb?|mb?)?$/i.exec(written.trim()) ?? []
  if (number === undefined) return undefined
  const factor = { '': 1, k: 1024, m: 1024 * 1024 }[unit.charAt(0).toLowerCase()] ?? 1
  return Number(number) * factor
}

/** Words, and phrases in quotation marks, which may stand behind a colon. */
function termsOf(query: string): string[] {
  const terms = query.slice(0, maxQueryLength).match(/(?:"[^"]*"?|[^\s"])+/g) ?? []
  return terms.slice(0, maxTerms).map(term => term.replaceAll('"', ''))
}

const maxQueryLength = 4096
const maxTerms = 100
