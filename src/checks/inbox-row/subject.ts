import { columnsOf, cutToColumns } from '../../issues/plain-line.ts'
import { checkNamed, error, type Found, quote, warning } from '../found.ts'

/** Columns that the list of mails shows of a subject, a Chinese character taking two. */
const shown = { desktop: 70, phone: 40 }

/** A subject that is there, and that the list of mails does not cut; that of readers whose name is known, with the name of one. */
export const subject = checkNamed('subject', ({ received, origin }): Found[] => {
  const text = received.subject.trim()
  if (text === '') return [error('The mail has no subject', 'Write "subject" in the header of the issue.')]
  const { subjectByName, language } = origin?.issue.head ?? {}
  if (subjectByName === undefined || language === undefined) return cut('The subject', text, text)
  const named = subjectByName.replaceAll('{name}', sampleNames[language])
  return [...cut('The subject', text, text), ...cut('The subject by name', named, subjectByName)]
})

const sampleNames = { 'zh-CN': '王小明', 'zh-TW': '王小明', en: 'Alexandra' }

function cut(what: string, text: string, written: string): Found[] {
  // Longer ones need not be measured.
  const columns = text.length > 2000 ? text.length : columnsOf(text)
  if (columns <= shown.desktop) return []
  return [
    warning(
      `${what} takes ${columns} columns and is cut at about ${shown.desktop}; a phone shows ${quote(cutToColumns(text, shown.phone))}`,
      'Shorten it, or put what matters at its front.',
      written,
    ),
  ]
}
