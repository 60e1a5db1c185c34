import { parseDate } from './dates.ts'
import type { Day } from './days.ts'
import { flagAt, type Header, hasKeyOf, textAt, textEntry } from './headers/header.ts'
import type { Post } from './post.ts'

/** Between which days a post may be seen, as its header says. */
export interface Visibility {
  publishes?: Day
  expires?: Day
}

/** What each flag hides when it is so. */
const flags: readonly [key: string, is: boolean, reason: string][] = [
  ['draft', true, 'a draft'],
  ['isDraft', true, 'a draft'],
  ['published', false, 'marked as not published'],
  ['publish', false, 'marked as not published'],
  ['dgPublish', false, 'marked as not published'],
  ['ignorePublish', true, 'marked as not published'],
  ['hidden', true, 'marked as hidden'],
  ['hide', true, 'marked as hidden'],
  ['unlisted', true, 'marked as hidden'],
  ['article', false, 'marked as not listed'],
  ['eleventyExcludeFromCollections', true, 'marked as not listed'],
  ['permalink', false, 'not written to its site'],
  ['private', true, 'marked as private'],
]
const otherKeys = ['status', 'visibility', 'build', 'password']
const hidingKeys = new Set([...flags.map(([key]) => key.toLowerCase()), ...otherKeys, '_build'])

/** Why its author does not want a post shown, whatever day it is; words that follow "left out:". */
export function hiddenReason(header: Header, path: string): string | undefined {
  if (/(^|\/)_?drafts\//i.test(path)) return 'in a folder of drafts'
  if (!hasKeyOf(header, hidingKeys)) return undefined
  const flag = flags.find(([key, is]) => flagAt(header, key) === is)
  if (flag) return flag[2]
  const status = textAt(header, ['status', 'visibility'])?.toLowerCase()
  if (status && /^(draft|private|hidden|unlisted|pending|wip)$/.test(status)) return `marked as ${status}`
  const list = textAt(header, ['build.list', '_build.list'])?.toLowerCase()
  if (list === 'never' || list === 'false') return 'marked as not listed'
  return textAt(header, ['password']) === undefined ? undefined : 'protected by a password'
}

const expiryKeys = ['expiryDate', 'expires', 'expired', 'unpublishDate', 'expire']
const visibilityKeys = new Set(['publishdate', ...expiryKeys.map(key => key.toLowerCase())])

/** The days from which and until which a post may be seen, where its header says so; tells of what is no day. */
export function visibilityOf(header: Header, warnings: string[]): Visibility {
  if (!hasKeyOf(header, visibilityKeys)) return {}
  const publishes = dayAt(header, ['publishDate'], warnings)
  const expires = dayAt(header, expiryKeys, warnings)
  return { ...(publishes && { publishes }), ...(expires && { expires }) }
}

/**
 * Why a post cannot be in an issue at `today`; `until` is the last day of the window, because a post that has
 * expired since was there to be read when the issue was of today.
 */
export function untimelyReason(
  { date, publishes, expires }: Pick<Post, 'date' | 'publishes' | 'expires'>,
  today: Day,
  until: Day = today,
): string | undefined {
  if (date && date.day > today) return `dated in the future (${date.day})`
  if (publishes && publishes > today) return `to be published in the future (${publishes})`
  const then = until < today ? until : today
  return expires && expires <= then ? `expired on ${expires}` : undefined
}

function dayAt(header: Header, keys: readonly string[], warnings: string[]): Day | undefined {
  const entry = textEntry(header, keys)
  if (!entry) return undefined
  const date = parseDate(entry.value)
  if (!date) warnings.push(`"${entry.key}: ${entry.value.slice(0, 60)}" names no day of the calendar`)
  return date?.day
}
