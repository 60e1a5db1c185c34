import { describe, expect, it } from 'vitest'
import type { Metric } from '../../src/metrics/metric.ts'
import { ada, aSite, whole } from './a-site.ts'

const token = 'correct-horse'
const people: Metric = {
  name: 'masthead_subscribers',
  help: 'People.',
  type: 'gauge',
  samples: [{ labels: { status: 'active' }, value: 3 }],
}
const metrics = { token, read: async () => [people] }
const bearing = (given: string, more: Record<string, string> = {}) => ({
  headers: { Authorization: given, ...more },
})

describe('/metrics', () => {
  it('tells what is measured to who brings the token', async () => {
    const response = await (await aSite({ metrics })).ask('/metrics', bearing(`Bearer ${token}`))
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.text()).toContain('\nmasthead_subscribers{status="active"} 3\n')
  })

  it('tells the same as JSON', async () => {
    const site = await aSite({ metrics })
    const accept = { Accept: 'text/html;q=0.1, Application/JSON;q=0.9' }
    const response = await site.ask('/metrics', bearing(`bearer ${token}`, accept))
    expect(await response.json()).toEqual([people, expect.objectContaining({ name: 'masthead_forms_total' })])
  })

  it.each([
    ['nothing', {}],
    ['another token', bearing('Bearer correct-horsf')],
    ['a part of it', bearing('Bearer correct')],
    ['another scheme', bearing(`Basic ${token}`)],
    ['an empty one', bearing('Bearer ')],
    ['it twice', bearing(`Bearer ${token} ${token}`)],
    ['another method', { ...bearing(`Bearer ${token}`), method: 'POST' }],
    ['a method and no token', { method: 'DELETE' }],
  ])('is an address that leads nowhere to who brings %s', async (_, init: RequestInit) => {
    const site = await aSite({ metrics })
    const { method = 'GET' } = init
    const nowhere = await whole(await site.ask('/nothing-here', method === 'GET' ? init : {}))
    expect(await whole(await site.ask('/metrics', init))).toBe(nowhere)
  })

  it('leads nowhere without a token in the settings, whatever is brought', async () => {
    const site = await aSite()
    const nowhere = await whole(await site.ask('/nothing-here'))
    for (const given of ['Bearer undefined', 'Bearer ', `Bearer ${token}`])
      expect(await whole(await site.ask('/metrics', bearing(given)))).toBe(nowhere)
  })

  it('counts the forms that were sent, by their answer', async () => {
    const site = await aSite({ metrics })
    await site.post('/subscribe', { email: ada })
    await site.post('/subscribe', { email: 'nobody' })
    await site.post(`/unsubscribe/${'x'.repeat(50)}`)
    await site.page('/unsubscribe/x')
    const text = await site.page('/metrics', bearing(`Bearer ${token}`))
    expect(text.split('\n').filter(line => line.startsWith('masthead_forms_total'))).toEqual([
      'masthead_forms_total{form="subscribe",code="200"} 1',
      expect.stringMatching(/^masthead_forms_total\{form="subscribe",code="4\d\d"\} 1$/),
      'masthead_forms_total{form="unsubscribe",code="404"} 1',
    ])
  })

  it('says that the database is busy to nobody else', async () => {
    const read = async () => Promise.reject(new Error('disk'))
    const site = await aSite({ metrics: { token, read } })
    expect((await site.ask('/metrics', bearing(`Bearer ${token}`))).status).toBe(500)
    expect((await site.ask('/metrics')).status).toBe(404)
  })
})
