import type { SitePages } from '../pages/site-pages.ts'
import type { VisitorLanguage } from './visitor-language.ts'

const statuses = { notFound: 404, notAllowed: 405, tooLong: 413, broken: 500, busy: 503 } as const

/** The page for what cannot be answered, by its reason. */
export function problemPage(
  pages: SitePages,
  reader: VisitorLanguage,
  reason: keyof typeof statuses,
  headers: Record<string, string> = {},
): Response {
  return pages.respond({
    name: reason === 'notFound' ? 'not-found' : 'problem',
    ...reader,
    title: `${reason}Title`,
    status: statuses[reason],
    view: { text: pages.words(reader.language)[reason] },
    headers,
  })
}
