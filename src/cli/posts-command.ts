import type { Selection } from '../posts/select-posts.ts'
import { type CommandDefinition, describeCommand } from './command.ts'
import { type WindowFlags, windowChoice, withWindowOptions } from './window-options.ts'
import { saySelection } from './words.ts'

/** `masthead posts`: which posts a window has, and why each other file is left out. */
export const postsCommand = (): CommandDefinition => ({
  command: withWindowOptions(
    describeCommand(
      'posts',
      'List the posts of some days, and why every other file is left out.',
      'posts --week 2026-W03',
    ),
  ),
  async run({ terminal, openApp }, flags) {
    const app = await openApp()
    const { selection, nearest } = await app.select(windowChoice(flags as WindowFlags))
    saySelection(terminal, selection, app.config)
    if (selection.posts.length === 0 && nearest.length > 0)
      terminal.say(`The nearest posts are of ${nearest.join(' and ')}.`)
    terminal.data(rowsOf(selection))
    return 0
  },
})

function rowsOf({ posts, leftOut }: Selection): object[] {
  const selected = posts.map(({ path, title, date, language, warnings }) => ({
    path,
    title,
    date: date?.day ?? null,
    language,
    status: 'selected',
    reason: null,
    warnings,
  }))
  const others = leftOut.map(({ path, title = null, date = null, reason }) => ({
    path,
    title,
    date,
    status: 'left-out',
    reason,
  }))
  return [...selected, ...others]
}
