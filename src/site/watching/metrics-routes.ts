import { createHash, timingSafeEqual } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { prometheusText, prometheusType } from '../../metrics/prometheus-text.ts'
import type { SiteNewsletter } from '../site-newsletter.ts'
import type { FormCounts } from './form-counts.ts'

/**
 * What is measured, for whoever brings the token of the settings; for all others, and without one, it is an address
 * that leads nowhere, whatever the method.
 */
export function createMetricsRoutes({ metrics }: SiteNewsletter, forms: FormCounts): Hono {
  const routes = new Hono()
  if (!metrics) return routes
  routes.all('/metrics', async c => {
    if (c.req.method !== 'GET' || !isToken(bearerOf(c), metrics.token)) return c.notFound()
    const all = [...(await metrics.read()), forms.metric()]
    c.header('Cache-Control', 'no-store')
    if (wantsJson(c)) return c.json(all)
    return c.text(prometheusText(all), 200, { 'Content-Type': prometheusType })
  })
  return routes
}

const bearerOf = (c: Context): string =>
  /^Bearer +(\S+) *$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? ''

const wantsJson = (c: Context): boolean =>
  (c.req.header('Accept') ?? '')
    .split(',', 20)
    .some(type => type.split(';', 1)[0]?.trim().toLowerCase() === 'application/json')

// In the same time, however much of it is right.
const isToken = (given: string, wanted: string): boolean => timingSafeEqual(digestOf(given), digestOf(wanted))
const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()
