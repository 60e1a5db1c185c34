import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import type { SiteNewsletter } from '../site-newsletter.ts'
import { freshResponse } from './fresh-response.ts'
import { filePolicy } from './page-headers.ts'

const hour = 3600

/** The style sheet and the logo. */
export function createFileRoutes({ logo }: SiteNewsletter, style: string): Hono {
  const routes = new Hono()
  const headers = { 'Content-Security-Policy': filePolicy, 'Cache-Control': `public, max-age=${hour}` }
  routes.get('/style.css', c =>
    freshResponse(c, { body: style, headers: { ...headers, 'Content-Type': 'text/css; charset=utf-8' } }),
  )
  if (logo)
    routes.get('/logo', c =>
      freshResponse(c, {
        body: Uint8Array.from(logo.content),
        headers: { ...headers, 'Content-Type': logo.type },
      }),
    )
  return routes
}

/** Differs from style sheet to style sheet, so that none is kept beyond its time. */
export const versionOf = (style: string): string =>
  createHash('sha256').update(style).digest('hex').slice(0, 8)
