import stringWidth from 'fast-string-width'
import type { Post } from '../posts/post.ts'
import type { Selection } from '../posts/selection/select-posts.ts'
import { isWithin, type Window } from '../posts/selection/window.ts'
import type { Terminal } from './terminal.ts'

/** One file of a selection, as a table shows it. */
export interface PostRow {
  path: string
  post?: Post
  status: 'selected' | 'left-out'
  /** Why it is left out; nothing for a post that is taken. */
  reason: string | null
}

const languageWidth = 8
const rowStart = 4 + 10 + 2 + languageWidth

/** Every file of a selection: the posts that are taken, newest first, then the others by path. */
export function tableRows({ posts, leftOut }: Selection): PostRow[] {
  return [
    ...posts.map((post): PostRow => ({ path: post.path, post, status: 'selected', reason: null })),
    ...leftOut.map((file): PostRow => ({ ...file, status: 'left-out' })),
  ]
}

/**
 * The rows for a person: day, language, title, and below it the path and why. Posts of other days, and what is no post,
 * are only counted unless `all` is set: a repository may have thousands.
 */
export function sayTable(
  terminal: Terminal,
  rows: readonly PostRow[],
  window: Window,
  { all }: { all: boolean },
): void {
  const shown = rows.filter(row => all || !isCounted(row, window))
  if (shown.length > 0)
    terminal.say(terminal.style('dim', `    ${'day'.padEnd(12)}${'language'.padEnd(languageWidth + 2)}title`))
  const linksAreKnown = rows.some(({ post }) => post?.link !== undefined)
  for (const row of shown) sayRow(terminal, row, linksAreKnown)
  if (!linksAreKnown && rows.some(({ status }) => status === 'selected')) sayNoLinks(terminal)
  sayCounts(
    terminal,
    rows.filter(row => !shown.includes(row)),
    window,
  )
}

function sayRow(terminal: Terminal, { path, post, status, reason }: PostRow, linksAreKnown: boolean): void {
  const mark = status === 'selected' ? terminal.style('green', '+') : terminal.style('dim', '-')
  const day = (post?.date?.day ?? (post ? 'undated' : '')).padEnd(12)
  const title = post ? terminal.fitTitle(post.title, rowStart + 2) : terminal.fit(path, rowStart + 2)
  const line = `${day}${(post?.language ?? '').padEnd(languageWidth + 2)}${title}`
  terminal.say(`  ${mark} ${status === 'selected' ? line : terminal.style('dim', line)}`)
  const why = reason ?? oddities(post, linksAreKnown)
  const name = post ? terminal.fitPath(path, rowStart + 4 + Math.min(30, stringWidth(why))) : ''
  const below = [name, why].filter(Boolean).join(': ')
  if (below)
    terminal.say(terminal.style('dim', `${' '.repeat(rowStart + 2)}${terminal.fit(below, rowStart + 2)}`))
  for (const warning of post?.warnings ?? [])
    terminal.say(
      `${' '.repeat(rowStart + 2)}${terminal.style('yellow', terminal.fit(warning, rowStart + 2))}`,
    )
}

// What an editor should know of a post that is taken.
function oddities(post: Post | undefined, linksAreKnown: boolean): string {
  if (!post) return ''
  const dated =
    post.date && !['header', 'file name'].includes(post.date.from)
      ? `dated by ${datedBy(post.date.from)}`
      : ''
  return [dated, post.link || !linksAreKnown ? '' : 'no link is known'].filter(Boolean).join(', ')
}

const datedBy = (from: string): string =>
  ({
    folder: 'its folder',
    permalink: 'its address',
    sidecar: 'the JSON file beside it',
    translation: 'its translation',
  })[from] ?? from

const isCounted = ({ post, status }: PostRow, window: Window): boolean =>
  status === 'left-out' &&
  (!post ||
    (post.date !== undefined && !isWithin(post.date.day, window)) ||
    (!post.date && post.hidden !== undefined))

// One missing setting is no oddity of each post.
const sayNoLinks = (terminal: Terminal): void =>
  terminal.say(
    terminal.style('dim', '  No post has a known link: name site.url and site.permalink in masthead.yaml.'),
  )

function sayCounts(terminal: Terminal, rows: readonly PostRow[], window: Window): void {
  const dated = rows.filter(({ post }) => post?.date && !post.hidden)
  const before = dated.filter(({ post }) => (post?.date?.day ?? '') < window.from).length
  const hidden = rows.filter(({ post }) => post?.hidden).length
  const others = rows.filter(({ post }) => !post).length
  const counts = [
    [before, 'before'],
    [dated.length - before, 'after'],
    [hidden, 'hidden or pages'],
    [others, 'not posts'],
  ] as const
  const parts = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
  if (parts.length > 0) terminal.say(terminal.style('dim', `  - ${parts.join(', ')}: --all lists them`))
}
