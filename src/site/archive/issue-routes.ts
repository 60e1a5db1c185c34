import { type Context, Hono } from 'hono'
import { withoutSlots } from '../../mail/slots.ts'
import { freshResponse } from '../pages/fresh-response.ts'
import { filePolicy, forEverybody, issuePolicy } from '../pages/page-headers.ts'
import type { SitePages } from '../pages/site-pages.ts'
import type { SentIssue } from '../sent-issues.ts'
import type { SiteNewsletter } from '../site-newsletter.ts'
import { visitorLanguage } from '../visitors/visitor-language.ts'
import { type PublicArchive, pictureName, withPicturesAt } from './public-archive.ts'

const minute = 60
const year = 365 * 24 * 3600

/** The issues that were sent: all of them, one as anybody may read it, and its pictures. */
export function createIssueRoutes(
  { language }: SiteNewsletter,
  pages: SitePages,
  archive: PublicArchive,
): Hono {
  const routes = new Hono()
  const { base, archiveUrl } = pages.places
  const ofIssue = (respond: (c: Context, issue: SentIssue) => Promise<Response>) => async (c: Context) => {
    const issue = await archive.find(c.req.param('id') ?? '')
    return issue === undefined ? c.notFound() : respond(c, issue)
  }
  routes.get('/issues', c => (archive.isOpen ? c.redirect(archiveUrl, 301) : c.notFound()))
  routes.get('/issues/', async c => {
    if (!archive.isOpen) return c.notFound()
    const reader = visitorLanguage(c, language)
    const issues = await archive.rows(reader.language)
    const page = { name: 'issues', title: 'allIssues', path: archiveUrl, publicFor: 5 * minute } as const
    return pages.respond({ ...page, ...reader, view: { issues } })
  })
  routes.get(
    '/issues/:id',
    ofIssue(async (c, { head }) => c.redirect(`${base}/issues/${encodeURIComponent(head.id)}/`, 301)),
  )
  routes.get(
    '/issues/:id/',
    ofIssue((c, issue) => showIssue(c, issue, archive)),
  )
  routes.get(
    '/issues/:id/pictures/:name',
    ofIssue((c, issue) => showPicture(c, issue, archive)),
  )
  return routes
}

async function showIssue(c: Context, issue: SentIssue, archive: PublicArchive): Promise<Response> {
  const { html } = await archive.mailOf(issue)
  return freshResponse(c, {
    body: withPicturesAt(withoutSlots(html), 'pictures/'),
    changed: issue.changed,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Language': issue.head.language,
      'Content-Security-Policy': issuePolicy,
      ...forEverybody(5 * minute),
    },
  })
}

// Its name is made of its bytes, so that it never changes.
async function showPicture(c: Context, issue: SentIssue, archive: PublicArchive): Promise<Response> {
  const { embedded } = await archive.mailOf(issue)
  const file = embedded.find(picture => pictureName(picture) === c.req.param('name'))
  if (file === undefined) return c.notFound()
  return freshResponse(c, {
    body: Uint8Array.from(file.content),
    headers: {
      'Content-Type': file.type,
      'Content-Security-Policy': filePolicy,
      'Cache-Control': `public, max-age=${year}, immutable`,
    },
  })
}
