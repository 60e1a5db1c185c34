import type { Context, Hono, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { DatabaseError } from '../../errors.ts'
import { filePolicy } from '../pages/page-headers.ts'
import type { SitePages } from '../pages/site-pages.ts'
import type { SiteNewsletter } from '../site-newsletter.ts'
import { problemPage } from './problem-page.ts'
import { type VisitorLanguage, visitorLanguage } from './visitor-language.ts'

/** What stands before every route: the headers of every answer, and pages for what goes wrong. */
export function guardVisitors(site: Hono, newsletter: SiteNewsletter, pages: SitePages): void {
  const readerOf = (c: Context) => visitorLanguage(c, newsletter.language)
  site.use(protect)
  site.notFound(c => problemPage(pages, readerOf(c), 'notFound'))
  site.onError((error, c) => {
    if (error instanceof HTTPException) return refusal(error, pages, readerOf(c))
    newsletter.onProblem(error)
    try {
      return error instanceof DatabaseError
        ? problemPage(pages, readerOf(c), 'busy', { 'Retry-After': '60' })
        : problemPage(pages, readerOf(c), 'broken')
    } catch {
      // The template of this page may be what is broken.
      return c.text('Something went wrong. Please try again later.\n', 500, { 'Cache-Control': 'no-store' })
    }
  })
}

// What is still coming is not read. Who has gone reads no answer, whatever it says.
const refusal = ({ status }: HTTPException, pages: SitePages, reader: VisitorLanguage): Response =>
  status === 413
    ? problemPage(pages, reader, 'tooLong', { Connection: 'close' })
    : new Response(null, { status, headers: { Connection: 'close' } })

/** Answers every method that a path has no route for; to be called when all routes stand. */
export function refuseOtherMethods(site: Hono, newsletter: SiteNewsletter, pages: SitePages): void {
  const routes = site.routes.filter(({ method }) => method !== 'ALL')
  for (const [path, ways] of Map.groupBy(routes, ({ path }) => path)) {
    const methods = new Set(ways.map(({ method }) => method))
    if (methods.has('GET')) methods.add('HEAD')
    const Allow = [...methods].join(', ')
    site.all(path, c => problemPage(pages, visitorLanguage(c, newsletter.language), 'notAllowed', { Allow }))
  }
}

const protect: MiddlewareHandler = async (c, next) => {
  await next()
  c.header('X-Content-Type-Options', 'nosniff')
  if (!c.res.headers.has('Content-Security-Policy')) c.header('Content-Security-Policy', filePolicy)
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store')
}
