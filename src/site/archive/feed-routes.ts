import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { fillText } from '../../mail/template.ts'
import { freshResponse } from '../pages/fresh-response.ts'
import { filePolicy, forEverybody } from '../pages/page-headers.ts'
import { type PageTemplates, templateNamed } from '../pages/page-templates.ts'
import type { SentIssue } from '../sent-issues.ts'
import type { SiteNewsletter } from '../site-newsletter.ts'
import { issuePath, type PublicArchive, timeOf, withPicturesAt } from './public-archive.ts'

/** How many issues the feed tells of. */
const newest = 20
const quarterOfAnHour = 15 * 60

/** The feed of the issues that were sent: Atom (RFC 4287). */
export function createFeedRoutes(
  newsletter: SiteNewsletter,
  templates: PageTemplates,
  archive: PublicArchive,
): Hono {
  const routes = new Hono()
  routes.get('/feed.xml', async c => {
    if (!archive.isOpen) return c.notFound()
    const issues = (await archive.list()).slice(0, newest)
    return freshResponse(c, {
      body: await writeFeed(newsletter, templates, issues, archive),
      ...(issues.length > 0 && {
        changed: new Date(Math.max(...issues.map(({ changed }) => changed.getTime()))),
      }),
      headers: {
        'Content-Type': 'application/atom+xml; charset=utf-8',
        'Content-Security-Policy': filePolicy,
        ...forEverybody(quarterOfAnHour),
      },
    })
  })
  return routes
}

async function writeFeed(
  newsletter: SiteNewsletter,
  templates: PageTemplates,
  issues: readonly SentIssue[],
  archive: PublicArchive,
): Promise<string> {
  const { name, language, url, id } = newsletter
  const entries = await Promise.all(issues.map(issue => entryOf(newsletter, templates, issue, archive)))
  const updated =
    entries
      .map(entry => entry.updated)
      .toSorted()
      .at(-1) ?? '1970-01-01T00:00:00Z'
  const view = { name, language, url, feedUrl: `${url}feed.xml`, id: urn(id), updated, entries }
  return asXml(fillText(templateNamed(templates, 'feed'), view))
}

async function entryOf(
  { id: newsletter, url }: SiteNewsletter,
  templates: PageTemplates,
  issue: SentIssue,
  archive: PublicArchive,
) {
  const { head } = issue
  const address = issuePath(url.replace(/\/$/, ''), head.id)
  const view = await archive.viewOf(issue)
  const content = fillText(templateNamed(templates, 'feed-issue'), view)
  return {
    id: urn(createHash('sha256').update(`${newsletter}\n${head.id.normalize()}`).digest('hex')),
    title: head.subject,
    summary: head.preheader,
    language: head.language,
    url: address,
    updated: timeOf(issue).toISOString(),
    content: withPicturesAt(content, `${address}pictures/`),
  }
}

// A UUID of version 8 is made of whatever its maker likes.
function urn(hex: string): string {
  const [a, b, c, d, e] = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(13, 16),
    hex.slice(17, 20),
    hex.slice(20, 32),
  ]
  return `urn:uuid:${a}-${b}-8${c}-8${d}-${e}`
}

// What XML 1.0 has no place for, not even as a reference.
const asXml = (text: string): string =>
  text.toWellFormed().replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
