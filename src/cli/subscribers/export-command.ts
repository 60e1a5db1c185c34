import { join, resolve } from 'node:path'
import { SubscriberError, UsageError } from '../../errors.ts'
import { type Exported, exportPeople, type Write } from '../../subscribers/lists/export-people.ts'
import { formatNamed, listFormats } from '../../subscribers/lists/formats/formats.ts'
import { isFolder, writeListFiles } from '../../subscribers/lists/list-folder.ts'
import { csvWriters, jsonLinesWriter, type ListWriter } from '../../subscribers/lists/list-writer.ts'
import type { SubscriberFilter } from '../../subscribers/subscriber-store.ts'
import { type CommandDefinition, type Context, describeCommand, untilInterrupted } from '../command.ts'
import { people } from '../people-count.ts'
import { type Console, Terminal } from '../terminal.ts'
import { withSubscribers } from './open-subscribers.ts'
import { filterOf, withFilterOptions } from './subscriber-filter.ts'
import { warnOfUnusedTags } from './unused-tags.ts'
import { flushed, writeTo } from './write-to.ts'

interface ExportFlags {
  format: string
  to?: string
  bare?: boolean
  force?: boolean
  quiet?: boolean
}

const formatNames = [
  'masthead',
  'jsonl',
  ...listFormats.map(({ name }) => name).filter(name => name !== 'masthead'),
]

/** `masthead subscribers export`: people into the files of another program, or of Masthead's own. */
export const exportCommand = (): CommandDefinition => ({
  command: withFilterOptions(
    describeCommand(
      'export',
      'Write people to files that Masthead, a spreadsheet or another program can read.',
      'subscribers export --to people.csv',
      'subscribers export --format mailchimp --to mailchimp/',
      'subscribers export --format jsonl --status active > active.jsonl',
    ),
  )
    .option('--format <name>', `one of ${formatNames.join(', ')}`, 'masthead')
    .option('--to <path>', 'a file, or a folder for its files; without it, standard output')
    .option('--bare', 'leave out the column "masthead", with what the other program has no column for')
    .option('--force', 'write over files that are there'),
  async run(context, given) {
    const flags = given as unknown as ExportFlags
    const writers = writersOf(flags)
    const filter = filterOf(given)
    if (flags.to === undefined) await exportToOutput(context, flags, writers, filter)
    else await exportToFiles(context, flags, flags.to, writers, filter)
    return 0
  },
})

function writersOf({ format: name, bare = false }: ExportFlags): ListWriter[] {
  if (name === 'jsonl') return [jsonLinesWriter]
  const format = formatNamed(name)
  if (format === undefined)
    throw new UsageError(`"${name}" is no format: expected one of ${formatNames.join(', ')}`)
  return csvWriters(format, { bare })
}

async function exportToOutput(
  context: Context,
  flags: ExportFlags,
  writers: readonly ListWriter[],
  filter: SubscriberFilter,
): Promise<void> {
  if (writers.length > 1)
    throw new UsageError(
      `An export of the format ${flags.format} is ${writers.length} files: name a folder with --to`,
    )
  const { stdout } = context.console
  const write = writeTo(stdout)
  const exported = await withSubscribers(context, async ({ store }) => {
    await warnOfUnusedTags(context.terminal, store, filter)
    return exportPeople(store.records(filter), writers, [write])
  })
  await flushed(write, stdout)
  // The people themselves are on standard output.
  const terminal = new Terminal(context.console, { json: true, quiet: flags.quiet ?? false })
  sayExported(terminal, flags, exported, ['standard output'])
}

async function exportToFiles(
  context: Context,
  flags: ExportFlags,
  to: string,
  writers: readonly ListWriter[],
  filter: SubscriberFilter,
): Promise<void> {
  const paths = await pathsOf(context.console.cwd(), to, writers)
  const marked = spreadsheets.includes(flags.format) ? writers.map(withMark) : writers
  const whileRunning = interruptible(context.console)
  const exported = await withSubscribers(context, async ({ store }) => {
    await warnOfUnusedTags(context.terminal, store, filter)
    return writeListFiles(paths, { force: flags.force ?? false }, writes =>
      exportPeople(store.records(filter), marked, writes.map(whileRunning)),
    )
  })
  sayExported(context.terminal, flags, exported, paths)
  const files = paths.map((path, at) => ({ path, people: exported.counts[at] }))
  context.terminal.data({ format: flags.format, files, leftOut: exported.leftOut })
}

// Without it, Excel takes UTF-8 for another encoding; other programs may take it for a part of the first column's name.
const withMark = (writer: ListWriter): ListWriter => ({ ...writer, head: `\ufeff${writer.head}` })
const spreadsheets = ['masthead', 'csv']

// Files that are half written hold people as well, and go when somebody stops the program.
function interruptible(console: Console): (write: Write) => Write {
  let isStopped = false
  void untilInterrupted(console).then(() => {
    isStopped = true
  })
  return write => async text => {
    if (isStopped) throw new SubscriberError('Stopped: nothing was exported')
    await write(text)
  }
}

async function pathsOf(folder: string, to: string, writers: readonly ListWriter[]): Promise<string[]> {
  const path = resolve(folder, to)
  const isOneFile = writers.length === 1 && !/[/\\]$/.test(to) && !(await isFolder(path))
  return isOneFile ? [path] : writers.map(({ name }) => join(path, name))
}

function sayExported(
  terminal: Terminal,
  { format }: ExportFlags,
  { counts, leftOut }: Exported,
  places: readonly string[],
): void {
  for (const [at, place] of places.entries())
    terminal.fact('Exported', `${people(counts[at] ?? 0)} to ${place}`)
  if (leftOut > 0)
    terminal.warn(
      `${people(leftOut)} left out: not confirmed yet, and ${formatNamed(format)?.title} has no word for that.`,
    )
}
