import type { Metric } from './metric.ts'

/** What a program tells of itself, as `process` has it. */
export interface MeasuredProcess {
  version: string
  /** Such as `v24.21.0`. */
  nodeVersion: string
  memory: { rss: number; heapUsed: number }
  /** In microseconds. */
  cpu: { user: number; system: number }
  uptimeSeconds: number
  now: Date
}

/** What is measured of the program itself, under the names that Prometheus' own clients give it. */
export function processMetrics(program: MeasuredProcess): Metric[] {
  const { version, nodeVersion, memory, cpu, uptimeSeconds, now } = program
  const one = (name: string, type: Metric['type'], help: string, value: number): Metric => ({
    name,
    help,
    type,
    samples: [{ labels: {}, value }],
  })
  const started = Math.round(now.getTime() / 1000 - uptimeSeconds)
  return [
    {
      name: 'masthead_build_info',
      help: 'The version of Masthead, and of Node.js; always 1.',
      type: 'gauge',
      samples: [{ labels: { version, node: nodeVersion }, value: 1 }],
    },
    one('process_start_time_seconds', 'gauge', 'When the program started, in seconds since 1970.', started),
    one('process_uptime_seconds', 'gauge', 'For how long it has been running.', uptimeSeconds),
    one('process_cpu_seconds_total', 'counter', 'CPU time.', (cpu.user + cpu.system) / 1_000_000),
    one('process_resident_memory_bytes', 'gauge', 'Memory of the whole program.', memory.rss),
    one('nodejs_heap_size_used_bytes', 'gauge', 'Memory of its values.', memory.heapUsed),
  ]
}
