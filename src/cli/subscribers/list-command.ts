import stringWidth from 'fast-string-width'
import { UsageError } from '../../errors.ts'
import type { Subscriber } from '../../subscribers/subscriber.ts'
import type { SubscriberFilter } from '../../subscribers/subscriber-store.ts'
import { type CommandDefinition, describeCommand } from '../command.ts'
import { people } from '../people-count.ts'
import { cutToWidth, type Terminal, visible } from '../terminal.ts'
import { withSubscribers } from './open-subscribers.ts'
import { filterOf, withFilterOptions } from './subscriber-filter.ts'
import { warnOfUnusedTags } from './unused-tags.ts'

const usualMost = 50
const statusWidth = 14
const widestAddress = 36

/** `masthead subscribers list`: people, as many as fit a screen or as are asked for. */
export const listCommand = (): CommandDefinition => ({
  command: withFilterOptions(
    describeCommand(
      'list',
      'List people, in the order in which they came.',
      'subscribers list --status active',
      'subscribers list --tag beta --limit 0 --json',
      "subscribers list --segment 'tag:beta and language:zh'",
    ),
  ).option('--limit <n>', 'how many; 0 is all', String(usualMost)),
  async run(context, flags) {
    const most = readLimit(String(flags.limit))
    const filter = filterOf(flags)
    const { all, shown } = await withSubscribers(context, async ({ store }) => {
      const shown: Subscriber[] = []
      const all = await store.countOf(filter)
      await warnOfUnusedTags(context.terminal, store, filter)
      for await (const person of store.list(filter)) {
        if (shown.length === most) break
        shown.push(person)
      }
      return { all, shown }
    })
    sayPeople(context.terminal, shown)
    const rest = all - shown.length
    context.terminal.say(
      rest > 0 ? `and ${rest} more: --limit 0 lists all, "export" writes them down` : allOf(all, filter),
    )
    context.terminal.data(shown)
    return 0
  },
})

const allOf = (all: number, filter: SubscriberFilter): string =>
  all === 0 && Object.keys(filter).length > 0 ? 'Nobody matches' : people(all)

function sayPeople(terminal: Terminal, shown: readonly Subscriber[]): void {
  if (shown.length === 0) return
  const widest = Math.max(...shown.map(({ address }) => stringWidth(visible(address))))
  const width = 2 + (terminal.width === undefined ? widest : Math.min(widest, widestAddress))
  for (const { address, status, name, language, tags } of shown) {
    const cell = cutToWidth(visible(address), width - 2)
    const rest = [name, language, tags.map(tag => `#${tag}`).join(' ')].filter(Boolean).join('  ')
    const before = width + statusWidth
    const start = `${cell}${' '.repeat(width - stringWidth(cell))}${status.padEnd(statusWidth)}`
    terminal.say(`${start}${terminal.style('dim', terminal.fit(rest, before))}`.trimEnd())
  }
}

function readLimit(written: string): number {
  if (/^\d{1,9}$/.test(written)) return Number(written) || Number.POSITIVE_INFINITY
  throw new UsageError(`--limit "${written}" is no number: expected one such as 50, or 0 for all`)
}
