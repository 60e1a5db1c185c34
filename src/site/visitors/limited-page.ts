import type { SitePages } from '../pages/site-pages.ts'
import { withValues } from '../words/page-words.ts'
import type { VisitorLanguage } from './visitor-language.ts'

/** The page for a visitor who has to wait some seconds. */
export function limitedPage(pages: SitePages, reader: VisitorLanguage, seconds: number): Response {
  const minutes = String(Math.ceil(seconds / 60))
  return pages.respond({
    name: 'limited',
    ...reader,
    title: 'limitedTitle',
    status: 429,
    view: { limited: withValues(pages.words(reader.language).limited, { minutes }) },
    headers: { 'Retry-After': String(seconds) },
  })
}
