import { type Day, dayOf } from './days.ts'

/** The day that a path names. */
export interface PathDate {
  day: Day
  from: 'file name' | 'folder'
}

const year = '((?:19|20)\\d{2})'
const fileForms = [
  // 2026-01-16-title, 2026_1_16 title, 2026.01.16
  new RegExp(`^${year}([-_.])(\\d{1,2})\\2(\\d{1,2})(?=[-_. @]|$)`),
  // 20260116-title, 202601161230 title
  new RegExp(`^${year}()(\\d{2})(\\d{2})(?:\\d{4}(?:\\d{2})?)?(?=[-_. @]|$)`),
  // 2026年1月16日
  new RegExp(`^${year}(年)(\\d{1,2})月(\\d{1,2})日`),
  // title-2026-01-16
  new RegExp(`[-_ ]${year}([-_.])(\\d{2})\\2(\\d{2})$`),
]
const folderForms = [
  // 2026/01/16/title, 2026-01-16-title/index, 2026/01/16-title
  new RegExp(`(?:^|/)${year}([-/])(\\d{1,2})[-/](\\d{1,2})(?=[-_/. ]|$)`),
  // 20260116-title/index
  new RegExp(`(?:^|/)${year}()(\\d{2})(\\d{2})(?=[-_. ][^/]*/|/)`),
]

/** The day in the name of a file, else in the folders above it; nothing for days that no calendar has. */
export function dateOfPath(path: string): PathDate | undefined {
  if (!/(?:19|20)\d\d/.test(path)) return undefined
  const name = (path.split('/').at(-1) ?? '').replace(/\.\w+$/, '')
  return dayIn(name, fileForms, 'file name') ?? dayIn(path, folderForms, 'folder')
}

function dayIn(text: string, forms: readonly RegExp[], from: PathDate['from']): PathDate | undefined {
  for (const form of forms) {
    const [, writtenYear, , month, date] = form.exec(text) ?? []
    const day = dayOf(Number(writtenYear), Number(month), Number(date))
    if (day) return { day, from }
  }
  return undefined
}
