import { columnsOf, cutToColumns } from '../../issues/plain-line.ts'
import { checkNamed, error, type Found, quote, warning } from '../found.ts'

/** Columns that the list of mails shows of a subject, a Chinese character taking two. */
const shown = { desktop: 70, phone: 40 }

/** A subject that is there, and that the list of mails does not cut. */
export const subject = checkNamed('subject', ({ received }): Found[] => {
  const text = received.subject.trim()
  if (text === '') return [error('The mail has no subject', 'Write "subject" in the header of the issue.')]
  // Longer ones need not be measured.
  const columns = text.length > 2000 ? text.length : columnsOf(text)
  if (columns <= shown.desktop) return []
  return [
    warning(
      `The subject takes ${columns} columns and is cut at about ${shown.desktop}; a phone shows ${quote(cutToColumns(text, shown.phone))}`,
      'Shorten it, or put what matters at its front.',
      text,
    ),
  ]
})
