import { Hono } from 'hono'
import type { SiteNewsletter } from '../site-newsletter.ts'

/** Whether the site works, for programs that watch it: 200 as long as the database answers. */
export function createHealthRoutes({ letters, onProblem }: SiteNewsletter): Hono {
  const routes = new Hono()
  routes.get('/healthz', async c => {
    c.header('Cache-Control', 'no-store')
    try {
      return c.json({ status: 'ok', letters: await letters.count() })
    } catch (error) {
      onProblem(error)
      return c.json({ status: 'unavailable' }, 503)
    }
  })
  return routes
}
