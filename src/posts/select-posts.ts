import { PostError } from '../errors.ts'
import { type Day, daysBetween } from './days.ts'
import type { Included } from './include.ts'
import { isPost, type NotAPost, type Post } from './post.ts'
import { isWithin, type Window } from './window.ts'

/** A file of the content folder that is not in the selection, and why. */
export interface LeftOut {
  path: string
  title?: string
  date?: Day
  reason: string
}

export interface Selection {
  window: Window
  /** Newest first. */
  posts: readonly Post[]
  leftOut: readonly LeftOut[]
}

/** The posts of a window, newest first, and why each other file stays out. */
export function selectPosts(
  files: readonly (Post | NotAPost)[],
  window: Window,
  included: Included = new Map(),
): Selection {
  const posts: Post[] = []
  const leftOut: LeftOut[] = []
  for (const file of files) {
    const reason = reasonAgainst(file, window, included)
    if (reason !== undefined) leftOut.push({ ...nameOf(file), reason })
    else if (isPost(file)) posts.push(dated(file, included.get(file.path)))
  }
  return { window, posts: newestFirst(posts), leftOut: leftOut.toSorted(byPath) }
}

/** That a window has no posts, with the days that were searched and where the nearest posts are. */
export function emptySelection(
  { window, leftOut }: Selection,
  files: readonly (Post | NotAPost)[],
): PostError {
  const nearest = nearestDays(files, window)
  const near =
    nearest.length > 0 ? `the nearest are of ${nearest.join(' and ')}` : 'no other post has a day either'
  const { from, to, timezone } = window
  return new PostError(
    `No posts from ${from} to ${to} (${timezone}) among ${leftOut.length} files; ${near}. Nothing was written.`,
    { wayOut: 'See why each file stays out with "masthead posts", or name other days.' },
  )
}

/** The days, before and after a window, of the posts that are nearest to it and could be taken. */
export function nearestDays(files: readonly (Post | NotAPost)[], window: Window): Day[] {
  const days = daysOf(files)
  const before = days
    .filter(day => day < window.from)
    .toSorted()
    .at(-1)
  const after = days
    .filter(day => day > window.to)
    .toSorted()
    .at(0)
  return [before, after].filter(day => day !== undefined)
}

/** The day of the newest post that could be taken, if any has a day. */
export function newestDay(files: readonly (Post | NotAPost)[]): Day | undefined {
  return daysOf(files).toSorted().at(-1)
}

const daysOf = (files: readonly (Post | NotAPost)[]): Day[] =>
  files.filter(isPost).flatMap(({ date, hidden }) => (date && !hidden ? [date.day] : []))

function reasonAgainst(file: Post | NotAPost, window: Window, included: Included): string | undefined {
  if (!isPost(file)) return file.reason
  if (included.has(file.path)) return undefined
  if (file.hidden) return file.hidden
  if (!file.date) return undatedReason(file)
  if (isWithin(file.date.day, window)) return undefined
  return file.date.day < window.from
    ? `${days(daysBetween(file.date.day, window.from))} before the window`
    : `${days(daysBetween(window.to, file.date.day))} after the window`
}

const days = (count: number): string => (count === 1 ? 'a day' : `${count} days`)

function undatedReason({ warnings }: Post): string {
  const [warning] = warnings
  return warning ? `undated: ${warning}` : 'undated: no day in header, name or folder'
}

function nameOf(file: Post | NotAPost): Omit<LeftOut, 'reason'> {
  if (!isPost(file)) return { path: file.path }
  return { path: file.path, title: file.title, ...(file.date && { date: file.date.day }) }
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
