import { PostError } from '../../errors.ts'
import { type Day, daysBetween } from '../days.ts'
import { untimelyReason } from '../hidden.ts'
import { isPost, type NotAPost, type Post } from '../post.ts'
import { type Filters, filterReason } from './filters.ts'
import type { Included } from './include.ts'
import { isWithin, type Window } from './window.ts'

/** A file of the content folder that is not in the selection, and why. */
export interface LeftOut {
  path: string
  reason: string
  /** Absent for what could not be read as a post. */
  post?: Post
}

export interface Selection {
  window: Window
  /** Newest first. */
  posts: readonly Post[]
  leftOut: readonly LeftOut[]
}

/** What decides on a selection beside the window. */
export interface SelectionRules {
  today: Day
  /** Posts that the editor takes by name, whatever else speaks against them. */
  included?: Included
  /** Which earlier issue has a post, by its path. */
  carried?: ReadonlyMap<string, string>
  filters?: Filters
}

/** The posts of a window, newest first, and why each other file stays out. */
export function selectPosts(
  files: readonly (Post | NotAPost)[],
  window: Window,
  rules: SelectionRules,
): Selection {
  const { included = new Map(), filters = {} } = rules
  const posts: Post[] = []
  const leftOut: LeftOut[] = []
  for (const file of files) {
    const reason = reasonAgainst(file, window, rules)
    if (reason !== undefined) leftOut.push(isPost(file) ? { path: file.path, reason, post: file } : file)
    else if (isPost(file)) posts.push(dated(file, included.get(file.path)))
  }
  const sorted = newestFirst(posts)
  const beyond = sorted.slice(filters.limit ?? sorted.length).filter(({ path }) => !included.has(path))
  const reason = `beyond the limit of ${filters.limit}`
  leftOut.push(...beyond.map(post => ({ path: post.path, reason, post })))
  return {
    window,
    posts: sorted.filter(post => !beyond.includes(post)),
    leftOut: leftOut.toSorted(byPath),
  }
}

/** That a window has no posts, with the days that were searched and where the nearest posts are. */
export function emptySelection(
  { window, leftOut }: Selection,
  files: readonly (Post | NotAPost)[],
  today: Day,
): PostError {
  const { from, to, timezone } = window
  const days = `from ${from} to ${to} (${timezone})`
  const kept = commonestReason(leftOut.filter(({ post }) => post && isOfDays(post, window)))
  if (kept)
    return new PostError(`No posts are left ${days}: ${kept}. Nothing was written.`, {
      wayOut: 'See why each file stays out with "masthead posts".',
    })
  const nearest = nearestDays(files, window, today)
  const near =
    nearest.length > 0 ? `the nearest are of ${nearest.join(' and ')}` : 'no other post has a day either'
  return new PostError(`No posts ${days} among ${leftOut.length} files; ${near}. Nothing was written.`, {
    wayOut: 'See why each file stays out with "masthead posts", or name other days.',
  })
}

const isOfDays = ({ date, hidden }: Post, window: Window): boolean =>
  date !== undefined && !hidden && isWithin(date.day, window)

function commonestReason(leftOut: readonly LeftOut[]): string | undefined {
  const counts = new Map<string, number>()
  for (const { reason } of leftOut) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1])
  return most && `${leftOut.length} of these days are left out, ${most[1]} of them ${most[0]}`
}

/** The days, before and after a window, of the posts that are nearest to it and could be taken. */
export function nearestDays(files: readonly (Post | NotAPost)[], window: Window, today: Day): Day[] {
  const days = daysOf(files, today)
  const before = days.reduce<Day>((last, day) => (day < window.from && day > last ? day : last), '')
  const after = days.reduce<Day>(
    (first, day) => (day > window.to && (!first || day < first) ? day : first),
    '',
  )
  return [before, after].filter(day => day !== '')
}

/** The day of the newest post that could be taken, if any has a day. */
export function newestDay(files: readonly (Post | NotAPost)[], today: Day): Day | undefined {
  return daysOf(files, today).reduce<Day | undefined>(
    (last, day) => (!last || day > last ? day : last),
    undefined,
  )
}

const daysOf = (files: readonly (Post | NotAPost)[], today: Day): Day[] =>
  files
    .filter(isPost)
    .flatMap(post => (post.date && !post.hidden && !untimelyReason(post, today) ? [post.date.day] : []))

function reasonAgainst(file: Post | NotAPost, window: Window, rules: SelectionRules): string | undefined {
  if (!isPost(file)) return file.reason
  if (rules.included?.has(file.path)) return undefined
  return (
    file.hidden ??
    (file.date ? undefined : undatedReason(file)) ??
    untimelyReason(file, rules.today, window.to) ??
    reasonOfDay(file.date?.day ?? '', window) ??
    carriedReason(
      [file.path, ...(file.translations ?? [])].map(path => rules.carried?.get(path)).find(Boolean),
    ) ??
    filterReason(file, rules.filters ?? {})
  )
}

function reasonOfDay(day: Day, window: Window): string | undefined {
  if (isWithin(day, window)) return undefined
  return day < window.from
    ? `${days(daysBetween(day, window.from))} before the window`
    : `${days(daysBetween(window.to, day))} after the window`
}

const carriedReason = (issue: string | undefined): string | undefined => issue && `already in issue ${issue}`

const days = (count: number): string => (count === 1 ? 'a day' : `${count} days`)

function undatedReason({ warnings }: Post): string {
  const warning = warnings.find(text => text.includes('names no day') && !/^"(?:expir|unpublish)/i.test(text))
  return warning ? `undated: ${warning}` : 'undated: no day in header, name, folder or address'
}

// The day that the editor names goes before the one that is written.
const dated = (post: Post, day: Day | undefined): Post =>
  day ? { ...post, date: { day, from: 'the editor' } } : post

function newestFirst(posts: readonly Post[]): Post[] {
  const when = ({ date }: Post) => `${date?.day ?? ''} ${date?.time ?? ''}`
  return posts.toSorted((a, b) => compare(when(b), when(a)) || byPath(a, b))
}

const byPath = (a: { path: string }, b: { path: string }): number => compare(a.path, b.path)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
