import type { Act, Consent, How } from '../consent.ts'
import { found } from './cells/found.ts'
import { isJsonObject } from './cells/json-text.ts'
import { readTime } from './cells/time-cell.ts'
import { RowError } from './list-format.ts'

const acts: Record<Act, true> = {
  asked: true,
  confirmed: true,
  imported: true,
  added: true,
  'brought-back': true,
  changed: true,
  paused: true,
  unsubscribed: true,
  bounced: true,
  complained: true,
}
const ways: Record<How, true> = {
  form: true,
  page: true,
  'one-click': true,
  mail: true,
  file: true,
  operator: true,
}

/** Records of consent from JSON; throws a RowError for what is not as Masthead writes it. */
export function readConsents(json: unknown): Consent[] {
  if (!Array.isArray(json)) throw unreadable(json)
  return json.map(readConsent)
}

function readConsent(json: unknown): Consent {
  if (!isJsonObject(json)) throw unreadable(json)
  const { at, act, how, place, text, details = {} } = json
  const time = typeof at === 'string' ? readTime(at) : undefined
  if (time === undefined || !isOf(acts, act) || !isOf(ways, how)) throw unreadable(json)
  if (!isText(place) || !isText(text) || !isTexts(details)) throw unreadable(json)
  return { at: time, act, how, place, text, details }
}

const isOf = <Word extends string>(words: Record<Word, true>, value: unknown): value is Word =>
  typeof value === 'string' && Object.hasOwn(words, value)

const isText = (value: unknown): value is string => typeof value === 'string' && value.isWellFormed()

const isTexts = (value: unknown): value is Record<string, string> =>
  isJsonObject(value) && Object.entries(value).every(([name, text]) => name !== '__proto__' && isText(text))

const unreadable = (json: unknown): RowError =>
  new RowError(`records of consent that Masthead did not write: ${found(JSON.stringify(json) ?? '')}`)
