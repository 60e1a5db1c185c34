import { type Command, Option } from 'commander'
import { UsageError } from '../errors.ts'
import { parseDay } from '../posts/days.ts'
import type { WindowChoice } from '../posts/selection/window-choice.ts'

/** The flags with which a window is chosen. */
export interface WindowFlags {
  week?: string
  from?: string
  to?: string
  last?: string
  sinceLast?: boolean
}

/** Adds the flags that choose a window to a command. */
export function withWindowOptions(command: Command): Command {
  return command
    .option('--week <week>', 'an ISO week, such as 2026-W03')
    .option('--from <day>', 'the first day, with --to')
    .option('--to <day>', 'the last day, with --from')
    .option('--last <days>', 'up to today, such as 7d or 2w')
    .addOption(new Option('--since-last', 'from the day after the last sent issue, up to today'))
}

/** The window that the flags ask for, the newest week with posts where there are none; throws a UsageError for two at once. */
export function windowChoice({ week, from, to, last, sinceLast }: WindowFlags): WindowChoice {
  const given = Object.entries({
    '--week': week,
    '--from/--to': from ?? to,
    '--last': last,
    '--since-last': sinceLast,
  })
  const named = given.filter(([, value]) => value !== undefined).map(([name]) => name)
  if (named.length > 1) throw new UsageError(`${named.join(' and ')} name different days: give one of them`)
  if (week !== undefined) return { by: 'week', week }
  if (last !== undefined) return { by: 'last', span: last }
  if (sinceLast) return { by: 'since-last' }
  if (from === undefined && to === undefined) return { by: 'newest-week' }
  if (from === undefined || to === undefined)
    throw new UsageError(`--from and --to go together: --${from === undefined ? 'from' : 'to'} is missing`)
  return { by: 'days', from: parseDay(from), to: parseDay(to) }
}
