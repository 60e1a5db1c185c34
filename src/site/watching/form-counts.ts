import type { Hono } from 'hono'
import type { Metric } from '../../metrics/metric.ts'

const forms = ['subscribe', 'confirm', 'unsubscribe', 'preferences']

/** How often each form was sent, by the answer, since the pages were opened. */
export class FormCounts {
  readonly #counts = new Map<string, number>()

  /** Counts what comes to a site from now on. */
  watch(site: Hono): void {
    site.use(async (c, next) => {
      await next()
      const form = c.req.path.split('/', 2)[1] ?? ''
      if (c.req.method === 'POST' && forms.includes(form)) this.#count(`${form} ${c.res.status}`)
    })
  }

  #count(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
  }

  metric(): Metric {
    const samples = [...this.#counts].map(([key, value]) => {
      const [form = '', code = ''] = key.split(' ')
      return { labels: { form, code }, value }
    })
    return {
      name: 'masthead_forms_total',
      help: 'Forms that were sent to the pages since the program started, by the status of the answer.',
      type: 'counter',
      samples,
    }
  }
}
