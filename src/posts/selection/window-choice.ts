import { PostError } from '../../errors.ts'
import { addDays, type Day } from '../days.ts'
import { daysWindow, lastWindow, type Window, weekAround, weekWindow } from './window.ts'

/** Which days an issue is about, as the user asks for them. */
export type WindowChoice =
  | { by: 'week'; week: string }
  | { by: 'days'; from: Day; to: Day }
  | { by: 'last'; span: string }
  | { by: 'since-last' }
  | { by: 'newest-week' }

/** The days that a choice can count from. */
export interface KnownDays {
  timezone: string
  today: Day
  /** Of the newest post that could be taken. */
  newestPost: Day | undefined
  /** The last day of the last issue that was sent. */
  lastSent: Day | undefined
}

/** The window that a choice means; throws a UsageError for days that do not exist, a PostError for days that have not come yet. */
export function chosenWindow(
  choice: WindowChoice,
  { timezone, today, newestPost, lastSent }: KnownDays,
): Window {
  switch (choice.by) {
    case 'week':
      return weekWindow(choice.week, timezone)
    case 'days':
      return daysWindow(choice.from, choice.to, timezone)
    case 'last':
      return lastWindow(choice.span, today, timezone)
    case 'newest-week':
      return weekAround(newestPost ?? today, timezone)
    case 'since-last':
      return windowSince(lastSent, today, timezone)
  }
}

function windowSince(lastSent: Day | undefined, today: Day, timezone: string): Window {
  if (lastSent === undefined)
    throw new PostError('No issue was sent yet, so there is no day to begin from', {
      wayOut: 'Name the days with --week, --last, or --from and --to.',
    })
  if (lastSent >= today)
    throw new PostError(`The last sent issue goes up to ${lastSent}, so there are no days after it yet`)
  return daysWindow(addDays(lastSent, 1), today, timezone)
}
