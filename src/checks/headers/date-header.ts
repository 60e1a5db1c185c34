import { fieldsNamed } from '../../mime/header-field.ts'
import { checkNamed, error, type Found, quote, warning } from '../found.ts'

const dayMs = 24 * 60 * 60 * 1000

/** The time of the mail, by which inboxes sort. */
export const dateHeader = checkNamed('date', ({ received, now }): Found[] => {
  const [field] = fieldsNamed(received.structure, 'date')
  if (!field) return [error('The mail has no Date header', 'Let the program that sends it write one.')]
  const time = timeOf(field.value)
  if (time === undefined)
    return [
      error(
        `The Date header is no date: ${quote(field.value)}`,
        'Write it as RFC 5322 has it: Mon, 19 Jan 2026 08:00:00 +0800.',
      ),
    ]
  if (!now || time - now.getTime() < dayMs) return []
  return [
    warning(
      `The Date header is more than a day ahead: ${quote(field.value)}`,
      'Set the clock, or the time: filters take such mail for spam.',
    ),
  ]
})

const written =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s?,\s{0,9})?(\d{1,2})\s{1,9}(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\s{1,9}(\d{4})\s{1,9}(\d{1,2}:\d\d(?::\d\d)?)\s{1,9}([+-]\d{4}|GMT|UTC?|Z|[ECMP][SD]T)(?:\s{0,9}\([^()]{0,60}\))?$/i

function timeOf(value: string): number | undefined {
  const [, day = '', month, year, clock, zone = ''] = written.exec(value.slice(0, 200)) ?? []
  if (month === undefined) return undefined
  const time = Date.parse(`${day} ${month} ${year} ${clock} ${/^(?:UT|Z)$/i.test(zone) ? 'GMT' : zone}`)
  // 31 February would be a day of March.
  const lasts = new Date(Date.parse(`${day} ${month} ${year} 00:00 GMT`)).getUTCDate()
  return Number.isNaN(time) || lasts !== Number(day) ? undefined : time
}
