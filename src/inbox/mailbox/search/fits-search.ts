import { isSameTag, type MailMarks } from '../mail-marks.ts'
import type { CapturedMail } from '../mail-row.ts'
import type { Condition, MailState } from './search-query.ts'
import type { SearchableMail } from './searchable-mail.ts'

/** A mail with all that a query may ask about. */
export interface Candidate {
  row: CapturedMail
  marks: MailMarks
  searchable: SearchableMail
}

/** Whether a mail meets every condition of a query. */
export function fitsSearch(mail: Candidate, conditions: readonly Condition[]): boolean {
  return conditions.every(condition => holds(mail, condition) !== condition.isExcluded)
}

function holds(mail: Candidate, condition: Condition): boolean {
  const { row, marks, searchable } = mail
  switch (condition.kind) {
    case 'state':
      return isIn(condition.state, row, marks)
    case 'since':
      return row.receivedAt >= condition.time
    case 'until':
      return row.receivedAt <= condition.time
    case 'larger':
      return row.bytes > condition.bytes
    case 'smaller':
      return row.bytes < condition.bytes
    case 'words':
      return hasWords(searchable, marks, condition)
  }
}

function isIn(state: MailState, row: CapturedMail, { isRead, tags }: MailMarks): boolean {
  switch (state) {
    case 'read':
      return isRead
    case 'unread':
      return !isRead
    case 'tagged':
      return tags.length > 0
    case 'attachment':
      return row.attachments > 0
    case 'inline':
      return row.inlineFiles > 0
  }
}

function hasWords(
  searchable: SearchableMail,
  { tags }: MailMarks,
  { field, words }: Extract<Condition, { kind: 'words' }>,
): boolean {
  if (field === 'tag') return tags.some(tag => isSameTag(tag, words))
  if (field !== 'addressed') return searchable[field].includes(words)
  const people = [searchable.from, searchable.to, searchable.cc, searchable.bcc, searchable['reply-to']]
  return people.some(names => names.includes(words))
}
