import type { App } from '../app.ts'
import { UsageError } from '../errors.ts'
import { type CommandDefinition, describeCommand } from './command.ts'
import { sayDiagnosis } from './diagnosis-words.ts'
import { sayExplanation } from './explanation-words.ts'
import { type PostRow, sayTable, tableRows } from './posts-table.ts'
import { filtersOf, type SelectionFlags, withSelectionOptions } from './selection-options.ts'
import type { Terminal } from './terminal.ts'
import { windowChoice, withWindowOptions } from './window-options.ts'
import { writtenWindow } from './words.ts'

// Fewer are looked into before a bar could be read.
const postsWithoutBar = 500

interface PostsFlags extends SelectionFlags {
  explain?: string
  doctor?: boolean
  all?: boolean
}

/** `masthead posts`: which posts a window has, and why each other file is left out. */
export const postsCommand = (): CommandDefinition => ({
  command: withSelectionOptions(
    withWindowOptions(
      describeCommand(
        'posts',
        'List the posts of some days, and why every other file is left out.',
        'posts --week 2026-W03',
        'posts --week 2026-W03 --tag kubernetes --language zh',
        'posts --explain guides/an-undated-post.md',
        'posts --doctor',
      ),
    ),
  )
    .option('--all', 'list the posts of other days as well')
    .option('--explain <path>', 'tell where each field of one post came from, and why it is in or out')
    .option('--doctor', 'sum up the repository: formats, days, hidden posts, broken headers'),
  async run({ terminal, openApp }, flags) {
    const { explain, doctor, ...rest } = flags as PostsFlags
    if (explain !== undefined && doctor)
      throw new UsageError('--explain and --doctor are two things: give one of them')
    const app = await openApp()
    if (doctor) await runDoctor(app, terminal)
    else if (explain !== undefined) await runExplain(app, terminal, explain, rest)
    else await runList(app, terminal, rest)
    return 0
  },
})

async function runList(app: App, terminal: Terminal, flags: PostsFlags): Promise<void> {
  const { selection, nearest, warnings } = await app.select(windowChoice(flags), {
    filters: filtersOf(flags),
  })
  for (const warning of warnings) terminal.warn(warning)
  const { posts, leftOut } = selection
  terminal.fact('Window', writtenWindow(selection, app.config))
  terminal.fact('Posts', `${posts.length} taken, ${leftOut.length} left out`)
  const rows = tableRows(selection)
  sayTable(terminal, rows, selection.window, { all: flags.all ?? false })
  if (posts.length === 0 && nearest.length > 0)
    terminal.say(`The nearest posts are of ${nearest.join(' and ')}.`)
  terminal.data(rows.map(dataOf))
}

async function runExplain(app: App, terminal: Terminal, path: string, flags: PostsFlags): Promise<void> {
  const explained = await app.explain(path, windowChoice(flags), { filters: filtersOf(flags) })
  sayExplanation(terminal, explained, app.config)
  terminal.data(explained)
}

async function runDoctor(app: App, terminal: Terminal): Promise<void> {
  const diagnosis = await app.diagnose((done, all) => {
    if (all > postsWithoutBar) terminal.progress(done, all)
  })
  if (diagnosis.read > postsWithoutBar) terminal.endProgress()
  for (const warning of diagnosis.warnings) terminal.warn(warning)
  sayDiagnosis(terminal, diagnosis)
  terminal.data(diagnosis)
}

function dataOf({ path, post, status, reason }: PostRow): object {
  return {
    path,
    title: post?.title ?? null,
    date: post?.date?.day ?? null,
    dateFrom: post?.date?.from ?? null,
    language: post?.language ?? null,
    link: post?.link?.url ?? null,
    categories: post?.categories ?? [],
    tags: post?.tags ?? [],
    authors: post?.authors ?? [],
    status,
    reason,
    warnings: post?.warnings ?? [],
  }
}
