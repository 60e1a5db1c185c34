import type { SubscriberCounts } from '../../subscribers/subscriber-store.ts'
import { type CommandDefinition, describeCommand } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { withSubscribers } from './open-subscribers.ts'

const mostTags = 10

/** `masthead subscribers stats`: how many people there are. */
export const statsCommand = (): CommandDefinition => ({
  command: describeCommand('stats', 'Count people by status, language, tag and month.', 'subscribers stats'),
  async run(context) {
    const counts = await withSubscribers(context, ({ store }) => store.count(new Date()))
    sayCounts(context.terminal, counts)
    context.terminal.data(counts)
    return 0
  },
})

function sayCounts(terminal: Terminal, counts: SubscriberCounts): void {
  const { byStatus, paused, forgotten, byLanguage, byTag, byMonth, letters } = counts
  for (const [status, count] of Object.entries(byStatus))
    sayCount(terminal, status, count, status === 'active' && paused > 0 ? `, ${paused} of them paused` : '')
  if (forgotten > 0) sayCount(terminal, 'forgotten', forgotten)
  sayTable(
    terminal,
    'Languages',
    byLanguage.map(({ language, count }) => [language ?? 'not known', count]),
  )
  sayTable(
    terminal,
    'Tags',
    byTag.slice(0, mostTags).map(({ tag, count }) => [tag, count]),
  )
  if (byTag.length > mostTags) terminal.say(`  and ${byTag.length - mostTags} more tags, which --json lists`)
  if (byMonth.length > 0) terminal.say(`\n${terminal.style('bold', 'Months')}`)
  for (const { month, joined, left } of byMonth)
    terminal.say(`  ${month}  ${`+${joined}`.padStart(8)}${`-${left}`.padStart(8)}`)
  if (letters.queued + letters.failed > 0)
    terminal.say(`\nLetters: ${letters.queued} waiting, ${letters.failed} could not be sent`)
}

function sayTable(terminal: Terminal, title: string, rows: readonly (readonly [string, number])[]): void {
  if (rows.length === 0) return
  terminal.say(`\n${terminal.style('bold', title)}`)
  for (const [name, count] of rows) sayCount(terminal, `  ${name}`, count)
}

const sayCount = (terminal: Terminal, name: string, count: number, more = ''): void =>
  terminal.say(`${terminal.fit(name, 40).padEnd(16)}${String(count).padStart(9)}${more}`)
