import type { PostDate } from './dates.ts'
import type { Day } from './days.ts'
import { flagAt, type Header, textAt } from './header.ts'

/** Why its author does not want a post shown yet or any more, as words that follow "left out:". */
export function hiddenReason(
  header: Header,
  path: string,
  date: PostDate | undefined,
  today: Day,
): string | undefined {
  if (flagAt(header, 'draft') || textAt(header, ['status'])?.toLowerCase() === 'draft') return 'a draft'
  if (/(^|\/)_?drafts\//.test(path)) return 'in a folder of drafts'
  if (flagAt(header, 'published') === false || flagAt(header, 'publish') === false)
    return 'marked as not published'
  if (flagAt(header, 'hidden') || flagAt(header, 'unlisted')) return 'marked as hidden'
  return date && date.day > today ? `dated in the future (${date.day})` : undefined
}
