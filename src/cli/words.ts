import stringWidth from 'fast-string-width'
import type { RenderedIssue } from '../app.ts'
import type { Config } from '../config.ts'
import type { LeftOut, Selection } from '../posts/selection/select-posts.ts'
import { isWithin, weekOf } from '../posts/selection/window.ts'
import type { Terminal } from './terminal.ts'

/** `2026-W03, 2026-01-12 to 2026-01-18 (Asia/Shanghai)`, and where an assumed time zone comes from. */
export function writtenWindow({ window }: Pick<Selection, 'window'>, { timezoneFrom }: Config): string {
  const week = weekOf(window)
  const zone =
    timezoneFrom === 'masthead.yaml' ? window.timezone : `${window.timezone}, the zone of this machine`
  return `${week ? `${week}, ` : ''}${window.from} to ${window.to} (${zone})`
}

/** The posts that were taken, and the others of these days with the reason why not; those of other days are counted. */
export function saySelectionInShort(terminal: Terminal, selection: Selection, config: Config): void {
  sayTaken(terminal, selection, config)
  const { window, leftOut } = selection
  const isOutside = ({ post }: LeftOut) => post?.date !== undefined && !isWithin(post.date.day, window)
  const outside = leftOut.filter(isOutside)
  for (const file of leftOut) if (!isOutside(file)) sayLeftOut(terminal, file)
  const before = outside.filter(({ post }) => (post?.date?.day ?? '') < window.from).length
  if (outside.length > 0)
    terminal.say(
      terminal.style('dim', `  - of other days: ${before} before, ${outside.length - before} after`),
    )
}

function sayTaken(terminal: Terminal, selection: Selection, config: Config): void {
  const { posts, leftOut } = selection
  terminal.fact('Window', writtenWindow(selection, config))
  terminal.fact('Posts', `${posts.length} taken, ${leftOut.length} left out`)
  for (const { date, title, warnings } of posts) {
    terminal.say(
      `  ${terminal.style('green', '+')} ${date?.day ?? 'undated   '}  ${terminal.fitTitle(title, 16)}`,
    )
    for (const warning of warnings)
      terminal.say(`      ${terminal.style('yellow', terminal.fit(warning, 6))}`)
  }
}

// Of a line that is too long, the reason and the name of the file are what the reader came for.
function sayLeftOut(terminal: Terminal, { path, reason, post }: LeftOut): void {
  const name = terminal.fitPath(path, 18 + stringWidth(reason))
  terminal.say(terminal.style('dim', `  - ${post?.date?.day ?? '          '}  ${name}: ${reason}`))
}

/** Where the rendered mail is, and how large. */
export function sayRendered(terminal: Terminal, { mail, htmlPath, textPath }: RenderedIssue): void {
  const size = Buffer.byteLength(mail.html)
  terminal.fact('Subject', terminal.fitTitle(mail.subject, 10))
  terminal.fact(
    'Mail',
    `${htmlPath} (${kilobytes(size)}), ${textPath} (${kilobytes(Buffer.byteLength(mail.text))})`,
  )
  if (size > 102 * 1024)
    terminal.warn(`Gmail shows only the first 102 KB of a mail; this one has ${kilobytes(size)}.`)
}

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1024)} KB`
