import { parseDate } from './dates.ts'
import type { Day } from './days.ts'
import { flagAt, type Header, textAt } from './headers/header.ts'
import type { Post } from './post.ts'

/** Between which days a post may be seen, as its header says. */
export interface Visibility {
  publishes?: Day
  expires?: Day
}

/** Why its author does not want a post shown, whatever day it is; words that follow "left out:". */
export function hiddenReason(header: Header, path: string): string | undefined {
  if (flagAt(header, 'draft') || flagAt(header, 'isDraft')) return 'a draft'
  const status = textAt(header, ['status', 'visibility'])?.toLowerCase()
  if (status && /^(draft|private|hidden|unlisted|pending|wip)$/.test(status)) return `marked as ${status}`
  if (/(^|\/)_?drafts\//i.test(path)) return 'in a folder of drafts'
  if (
    ['published', 'publish', 'dgPublish'].some(key => flagAt(header, key) === false) ||
    flagAt(header, 'ignorePublish')
  )
    return 'marked as not published'
  if (['hidden', 'hide', 'unlisted'].some(key => flagAt(header, key))) return 'marked as hidden'
  if (flagAt(header, 'article') === false || flagAt(header, 'eleventyExcludeFromCollections'))
    return 'marked as not listed'
  if (flagAt(header, 'permalink') === false) return 'not written to its site'
  if (flagAt(header, 'private')) return 'marked as private'
  if (textAt(header, ['build.list', '_build.list'])?.toLowerCase() === 'never') return 'marked as not listed'
  return textAt(header, ['password']) === undefined ? undefined : 'protected by a password'
}

/** The days from which and until which a post may be seen, where its header says so. */
export function visibilityOf(header: Header): Visibility {
  const publishes = dayAt(header, ['publishDate'])
  const expires = dayAt(header, ['expiryDate', 'expires', 'expired', 'unpublishDate', 'expire'])
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

function dayAt(header: Header, keys: readonly string[]): Day | undefined {
  const text = textAt(header, keys)
  return text === undefined ? undefined : parseDate(text)?.day
}
