import { Hono } from 'hono'
import { getPath } from 'hono/utils/url'
import { createFeedRoutes } from './archive/feed-routes.ts'
import { createIssueRoutes } from './archive/issue-routes.ts'
import { PublicArchive } from './archive/public-archive.ts'
import { createFileRoutes, versionOf } from './pages/file-routes.ts'
import type { PageTemplates } from './pages/page-templates.ts'
import { SitePages } from './pages/site-pages.ts'
import { basePathOf, pathBelow, placesOf, readablePath } from './pages/site-places.ts'
import { tryPages } from './pages/try-pages.ts'
import { confirmPage } from './personal/confirm-page.ts'
import { createPersonRoutes } from './personal/person-routes.ts'
import { preferencesPage } from './personal/preferences-page.ts'
import { unsubscribePage } from './personal/unsubscribe-page.ts'
import type { SiteNewsletter } from './site-newsletter.ts'
import { createSubscribeRoutes } from './subscribing/subscribe-routes.ts'
import { type LimitCounts, RequestLimits, usualLimits } from './visitors/request-limits.ts'
import { guardVisitors, refuseOtherMethods } from './visitors/visitor-guard.ts'
import { FormCounts } from './watching/form-counts.ts'
import { createHealthRoutes } from './watching/health-routes.ts'
import { createMetricsRoutes } from './watching/metrics-routes.ts'

/** What the pages are written with. */
export interface SiteLooks {
  templates: PageTemplates
  style: string
}

/**
 * The public pages of a newsletter, without a server: below the path of its address, or where a proxy took that off.
 * Throws a TemplateError for a page that cannot be written.
 */
export function createSite(
  newsletter: SiteNewsletter,
  { templates, style }: SiteLooks,
  counts: LimitCounts = usualLimits,
): Hono {
  const { url, settings } = newsletter
  const base = readablePath(basePathOf(url))
  const site = new Hono({ getPath: request => pathBelow(base, getPath(request)) })
  const pages = new SitePages(newsletter, templates, placesOf(url, settings, versionOf(style)))
  tryPages(pages, templates)
  const archive = new PublicArchive(newsletter, pages)
  const tools = { newsletter, pages, archive, limits: new RequestLimits(counts) }
  const forms = new FormCounts()
  forms.watch(site)
  guardVisitors(site, newsletter, pages)
  const rooms = [
    createFileRoutes(newsletter, style),
    createSubscribeRoutes(tools),
    ...[confirmPage, unsubscribePage, preferencesPage].map(page => createPersonRoutes(page, tools)),
    createIssueRoutes(newsletter, pages, archive),
    createFeedRoutes(newsletter, templates, archive),
    createHealthRoutes(newsletter),
    createMetricsRoutes(newsletter, forms),
  ]
  for (const room of rooms) site.route('/', room)
  refuseOtherMethods(site, newsletter, pages)
  return site
}
