import { UsageError } from '../../errors.ts'
import { listFormats } from '../../subscribers/lists/formats/formats.ts'
import { changesOf, type ImportPlan, withRefusals } from '../../subscribers/lists/import-plan.ts'
import type { ImportOrder, Staging } from '../../subscribers/lists/import-store.ts'
import { jsonLines, type List, openList } from '../../subscribers/lists/list-file.ts'
import { stageLists } from '../../subscribers/lists/stage-lists.ts'
import { type CommandDefinition, type Context, describeCommand, type ExitCode } from '../command.ts'
import { isConfirmed, type Question } from '../confirmation.ts'
import { people } from '../people-count.ts'
import { collect } from '../selection-options.ts'
import type { Terminal } from '../terminal.ts'
import { listPaths } from './given-lists-folder.ts'
import { givenLanguage, givenTags } from './given-profile.ts'
import { importData, sayDone, sayLists, sayPlan, warnOfRefused } from './import-report.ts'
import { withSubscribers } from './open-subscribers.ts'

interface ImportFlags {
  format?: string
  ignore?: string[]
  pending?: boolean
  tag?: string[]
  language?: string
  dryRun?: boolean
  yes?: boolean
  quiet?: boolean
}

/** The flags as they were read. */
interface ImportWish extends Omit<ImportFlags, 'tag' | 'language'> {
  tags: readonly string[]
  language: string | undefined
}

const formatNames = [...listFormats.map(({ name }) => name), jsonLines]

/** `masthead subscribers import`: people from the exports of other programs. */
export const importCommand = (): CommandDefinition => ({
  command: describeCommand(
    'import <files...>',
    'Add the people of files: exports of other programs, CSV or JSON lines, or a folder of them.',
    'subscribers import people.csv',
    'subscribers import subscribed.csv unsubscribed.csv cleaned.csv --tag mailchimp',
  )
    .argument('<files...>', 'files of people; of a folder, its .csv files')
    .option('--format <name>', `what the files are, if not by their columns: ${formatNames.join(', ')}`)
    .option('--pending', 'ask each new person to confirm first; "masthead serve" sends the letters')
    .option('--tag <tag>', 'a tag for everybody of the files (repeatable)', collect)
    .option('--language <tag>', 'of those of whom none is known, such as zh-CN')
    .option(
      '--ignore <column>',
      'a column that does not say who left, whatever its name (repeatable)',
      collect,
    )
    .option('--dry-run', 'show the plan and end')
    .option('--yes', 'do not ask'),
  run: (context, flags, files) => importFiles(context, flags, files),
})

async function importFiles(
  context: Context,
  flags: ImportFlags,
  files: readonly string[],
): Promise<ExitCode> {
  const { terminal, directory } = context
  const tags = givenTags('--tag', flags.tag ?? [])
  const language = flags.language === undefined ? undefined : givenLanguage(flags.language)
  const lists = await openLists(directory, files, flags)
  sayLists(terminal, lists)
  return withSubscribers(context, async ({ imports }) => {
    const staging = await imports.stage()
    try {
      return await importLists(terminal, lists, staging, { ...flags, tags, language })
    } finally {
      await staging.close()
    }
  })
}

async function openLists(
  directory: string,
  files: readonly string[],
  { format, ignore = [] }: ImportFlags,
): Promise<List[]> {
  if (format !== undefined && !formatNames.includes(format))
    throw new UsageError(`There is no format "${format}": expected ${formatNames.join(', ')}`)
  const ignored = ignore.map(column => column.trim().toLowerCase())
  const lists: List[] = []
  for (const { path, shown } of await listPaths(directory, files))
    lists.push(await openList(path, shown, listFormats, { format, ignored }))
  return lists
}

async function importLists(
  terminal: Terminal,
  lists: readonly List[],
  staging: Staging,
  { tags, language, pending = false, dryRun = false, yes = false, quiet = false }: ImportWish,
): Promise<ExitCode> {
  const order = (): ImportOrder => ({ at: new Date(), isAsking: pending, language })
  const refusals = await readPeople(terminal, lists, staging, tags)
  const complete = (plan: ImportPlan) =>
    withRefusals(
      plan,
      refusals,
      lists.map(({ path }) => path),
    )
  const plan = complete(await staging.plan(order()))
  sayPlan(terminal, plan)
  if (quiet) warnOfRefused(terminal, plan)
  const hasWork = changesOf(plan) > 0
  const isWanted = hasWork && !dryRun && (yes || (await isConfirmed(terminal, questionOf(plan))))
  if (!isWanted) {
    terminal.say(hasWork ? 'Nothing was imported.' : 'There is nothing to change.')
    terminal.data(importData(lists, plan, false))
    return isTaken(plan) && (dryRun || !hasWork) ? 0 : 1
  }
  const done = complete(await staging.apply(order(), (at, all) => terminal.progress(at, all)))
  terminal.endProgress()
  sayDone(terminal, done)
  terminal.data(importData(lists, done, true))
  return 0
}

async function readPeople(
  terminal: Terminal,
  lists: readonly List[],
  staging: Staging,
  tags: readonly string[],
) {
  const all = lists.reduce((sum, { bytes }) => sum + bytes, 0)
  let read = 0
  let told = 0
  const onBytes = (bytes: number) => {
    read += bytes
    const percent = Math.floor((100 * read) / all)
    if (percent > told) terminal.progress(percent, 100)
    told = percent
  }
  const refusals = await stageLists(lists, staging, { tags, onBytes })
  if (told > 0) terminal.endProgress()
  return refusals
}

/** Whether any line of the files could be taken. */
const isTaken = ({ counts }: ImportPlan): boolean =>
  Object.entries(counts).some(([outcome, count]) => outcome !== 'refused' && count > 0)

const questionOf = (plan: ImportPlan): Question => ({
  message: `Change ${people(changesOf(plan))}?`,
  need: 'Importing needs a confirmation',
  wayOut: 'Add --yes in scripts, or --dry-run to see the plan alone.',
})
