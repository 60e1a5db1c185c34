import { fillText } from '../../mail/template.ts'
import { type PageTemplates, pageNames, templateNamed } from './page-templates.ts'
import type { SitePages } from './site-pages.ts'

const issue = {
  id: '',
  title: 'Title',
  preheader: 'Preheader',
  number: '1',
  days: '',
  url: '/',
  language: 'en',
  updated: '',
  summary: 'Summary',
  content: '',
}
const entry = { title: 'Title', link: '/', cover: { url: '/', alt: '' }, bodyHtml: '' }

/** All that pages may show besides the frame, with something in each place. */
const everything = {
  answers: { email: '', name: '' },
  problem: 'Problem',
  consent: '',
  languages: [{ code: 'en', name: '', isChosen: true }],
  tags: [{ tag: '', label: '', isChosen: true }],
  issues: [issue],
  email: '',
  person: { name: '' },
  pauses: [{ value: '', label: '', isChosen: true }],
  pausedNow: 'Until',
  preferencesUrl: '/',
  limited: '',
  text: '',
}

const feed = { ...issue, name: '', feedUrl: '/', entries: [issue] }
const feedIssue = { introductionHtml: '', sections: [{ title: 'Title', textHtml: '', entries: [entry] }] }

/**
 * Writes every page once: throws a TemplateError with file and line for one that shows what there is not, before a
 * visitor meets it.
 */
export function tryPages(pages: SitePages, templates: PageTemplates): void {
  for (const name of pageNames)
    pages.respond({ name, language: 'en', isChosen: true, title: 'lead', path: '/', view: everything })
  fillText(templateNamed(templates, 'feed'), feed)
  fillText(templateNamed(templates, 'feed-issue'), feedIssue)
}
