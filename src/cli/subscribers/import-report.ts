import {
  changesOf,
  type ImportPlan,
  mostListed,
  type Outcome,
  type PlannedLine,
} from '../../subscribers/lists/import-plan.ts'
import type { List } from '../../subscribers/lists/list-file.ts'
import type { Encoding } from '../../subscribers/lists/text-encoding.ts'
import { people } from '../people-count.ts'
import type { Terminal } from '../terminal.ts'
import { wrapped } from '../wrapped.ts'

/** Lines that are shown of each outcome. */
const linesShown = 10
const labelWidth = 10

const words: Record<Outcome, string> = {
  added: 'added',
  updated: 'updated',
  unchanged: 'unchanged',
  leaving: 'leaving the list, since a file says that they have left',
  suppressed: 'suppressed here, who stay so',
  refused: 'refused',
}

// In another encoding than the usual one, names may come out wrong, which whoever knows them sees first.
const readAs: Record<Encoding, string> = {
  'utf-8': '',
  'utf-16le': '; read as UTF-16',
  'utf-16be': '; read as UTF-16',
  gb18030: '; read as GB18030',
}

/** What each file is taken for, and why. */
export function sayLists(terminal: Terminal, lists: readonly List[]): void {
  for (const { path, title, columns, encoding } of lists) {
    const by = columns.length > 0 ? `, by its columns ${columns.join(', ')}` : ''
    sayWrapped(terminal, 'File', `${path}: ${title}${by}${readAs[encoding]}`)
  }
}

/** What an import would do, and to whom. */
export function sayPlan(terminal: Terminal, plan: ImportPlan): void {
  const { added, updated, unchanged } = plan.counts
  terminal.fact('Plan', `${added} added, ${updated} updated, ${unchanged} unchanged`)
  for (const outcome of ['leaving', 'suppressed', 'refused'] as const) {
    const count = plan.counts[outcome]
    if (count > 0) sayWrapped(terminal, '', `${count} ${words[outcome]}`)
    for (const line of plan.lines[outcome].slice(0, linesShown))
      terminal.say(terminal.fit(`  - ${lineOf(line)}`, 0))
    if (count > linesShown) terminal.say(`  - and ${count - linesShown} more${listedHow(count)}`)
  }
  if (plan.letters > 0)
    sayWrapped(
      terminal,
      'Letters',
      `${people(plan.letters)} asked to confirm, and pending until then; "masthead serve" sends the letters`,
    )
}

/** The lines that were refused, for those who asked for no words but warnings. */
export function warnOfRefused(terminal: Terminal, { counts, lines }: ImportPlan): void {
  if (counts.refused === 0) return
  terminal.warn(counts.refused === 1 ? '1 line was refused' : `${counts.refused} lines were refused`)
  for (const line of lines.refused.slice(0, linesShown)) terminal.warn(lineOf(line))
  if (counts.refused > linesShown)
    terminal.warn(`and ${counts.refused - linesShown} more${listedHow(counts.refused)}`)
}

/** What an import did. */
export function sayDone(terminal: Terminal, plan: ImportPlan): void {
  const { added, updated, leaving } = plan.counts
  terminal.fact('Imported', `${added} added, ${updated} updated, ${leaving} left the list`)
  if (plan.letters > 0)
    terminal.say(`Letters to ${people(plan.letters)} wait: "masthead serve" sends them while it runs.`)
}

/** An import as data. */
export const importData = (lists: readonly List[], plan: ImportPlan, isDone: boolean): object => ({
  done: isDone && changesOf(plan) > 0,
  files: lists.map(({ path, title, columns, encoding }) => ({ path, format: title, encoding, columns })),
  ...plan,
})

const lineOf = ({ file, line, address, reason }: PlannedLine): string =>
  [`${file}:${line}`, address, reason].filter(Boolean).join(': ')

const listedHow = (count: number): string =>
  count > mostListed ? `; --json lists the first ${mostListed}` : ', which --json lists'

function sayWrapped(terminal: Terminal, label: string, text: string): void {
  const width = terminal.width === undefined ? Number.POSITIVE_INFINITY : terminal.width - labelWidth
  for (const [at, line] of wrapped(text, width).entries()) terminal.fact(at === 0 ? label : '', line)
}
