import fc from 'fast-check'
import { Gauge, Registry } from 'prom-client'
import { describe, expect, it } from 'vitest'
import type { Metric } from '../../src/metrics/metric.ts'
import { prometheusText } from '../../src/metrics/prometheus-text.ts'

/** The same as the client library of Prometheus for Node.js writes it. */
async function asPromClient({ name, help, samples }: Metric): Promise<string> {
  const registry = new Registry()
  const gauge = new Gauge({ name, help, labelNames: ['issue', 'status'], registers: [registry] })
  for (const { labels, value } of samples) gauge.set(labels, value)
  return registry.metrics()
}

const text = fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', '{', '}', ' ', '周', 'n') })
const value = fc.oneof(fc.integer(), fc.double({ noNaN: true }))

describe('prometheusText', () => {
  it('is what prom-client writes, whatever stands in labels and help', async () => {
    const property = fc.asyncProperty(
      fc.string({ minLength: 1, unit: fc.constantFrom('a', '\\', '\n', '周') }),
      fc.uniqueArray(fc.record({ issue: text, status: text, value }), {
        selector: ({ issue, status }) => JSON.stringify([issue, status]),
      }),
      async (help, values) => {
        const samples = values.map(({ value, ...labels }) => ({ labels, value }))
        const metric: Metric = { name: 'masthead_deliveries', help, type: 'gauge', samples }
        expect(prometheusText([metric])).toBe(await asPromClient(metric))
      },
    )
    await fc.assert(property)
  })

  it('writes one line for each value, after what it is', () => {
    const sample = { labels: { form: 'subscribe' }, value: 2 }
    const metric: Metric = { name: 'forms_total', help: 'Forms.', type: 'counter', samples: [sample] }
    expect(prometheusText([metric, { ...metric, name: 'bare', samples: [{ labels: {}, value: 1 }] }])).toBe(
      '# HELP forms_total Forms.\n# TYPE forms_total counter\nforms_total{form="subscribe"} 2\n' +
        '# HELP bare Forms.\n# TYPE bare counter\nbare 1\n',
    )
  })
})
