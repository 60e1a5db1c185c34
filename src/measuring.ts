import type { Config } from './config.ts'
import type { DeliveryCounts } from './deliveries/delivery.ts'
import type { Limits } from './deliveries/pacing/limits.ts'
import { allowance, type Pace, restingPace } from './deliveries/pacing/pace.ts'
import { sentWithin } from './deliveries/pacing/sent-lately.ts'
import { dayMs, hourMs, minuteMs } from './deliveries/pacing/windows.ts'
import { accountScope, providerScope } from './deliveries/turn-order.ts'
import type { Metric } from './metrics/metric.ts'
import { type MeasuredScope, type NewsletterFacts, newsletterMetrics } from './metrics/newsletter-metrics.ts'
import { processMetrics } from './metrics/process-metrics.ts'
import { packageVersion } from './package-file.ts'
import { MeasuredDatabase } from './store/measured-database.ts'
import type { Subscribing } from './subscribing.ts'

/** How many issues are measured besides those on their way. */
const newestIssues = 5
/** How many providers are, those that most was sent to: each domain with many people is one. */
const mostProviders = 50
/** For how long counts are kept: for some seconds, and so long that counting takes one part in twenty of the time. */
const keptMs = 5000
const keptTimes = 20

/** What a workspace is measured with. */
export interface MeasuringTools {
  config: Config
  subscribing: Subscribing
  clock: () => Date
}

/** A workspace as far as it is measured. */
export class Measuring {
  readonly #tools: MeasuringTools
  readonly #database: MeasuredDatabase
  #counted: Promise<NewsletterFacts> | undefined
  #keptUntil = 0

  constructor(tools: MeasuringTools) {
    this.#tools = tools
    this.#database = new MeasuredDatabase(tools.subscribing.database)
  }

  /** What is measured now; what had to be counted may be some seconds old. */
  async metrics(): Promise<Metric[]> {
    const facts = await this.#facts()
    const program = {
      version: packageVersion(),
      nodeVersion: process.version,
      memory: process.memoryUsage(),
      cpu: process.cpuUsage(),
      uptimeSeconds: process.uptime(),
      now: this.#tools.clock(),
    }
    return [...processMetrics(program), ...newsletterMetrics(facts)]
  }

  // Whoever asks while it is counted gets the same counts.
  #facts(): Promise<NewsletterFacts> {
    const began = performance.now()
    if (this.#counted && began < this.#keptUntil) return this.#counted
    this.#keptUntil = Number.POSITIVE_INFINITY
    this.#counted = this.#count().finally(() => {
      const now = performance.now()
      this.#keptUntil = now + Math.max(keptMs, (now - began) * keptTimes)
    })
    this.#counted.catch(() => {
      this.#counted = undefined
    })
    return this.#counted
  }

  async #count(): Promise<NewsletterFacts> {
    const all = await this.#database.dispatches()
    const measured = all.filter(({ status }, at) => at < newestIssues || isOnItsWay(status))
    const deliveries: { issue: string; counts: DeliveryCounts }[] = []
    for (const { issue, confirmed } of measured)
      deliveries.push({ issue, counts: await this.#database.deliveriesOf(issue, confirmed) })
    const issues = { sending: 0, paused: 0, done: 0, cancelled: 0 }
    for (const { status } of all) issues[status] += 1
    return {
      deliveries,
      issues,
      ...(await this.#scopes()),
      letters: { ...(await this.#tools.subscribing.letters.count()) },
      subscribers: await this.#database.subscribers(),
    }
  }

  async #scopes(): Promise<Pick<NewsletterFacts, 'accounts' | 'providers'>> {
    const { config, clock } = this.#tools
    const now = clock()
    const paces = await this.#database.paces()
    const measure = (name: string, scope: string, limits: Limits) =>
      measuredScope(name, paces.get(scope) ?? restingPace(), limits, now)
    const prefix = providerScope('')
    const names = [...paces.keys()].flatMap(scope =>
      scope.startsWith(prefix) ? scope.slice(prefix.length) : [],
    )
    const providers = names.map(name =>
      measure(name, providerScope(name), config.providers.get(name)?.limits ?? {}),
    )
    const mostFirst = providers.toSorted((one, other) => other.sent.day - one.sent.day)
    return {
      accounts: config.accounts.map(({ name, limits }) => measure(name, accountScope(name), limits)),
      providers: mostFirst.slice(0, mostProviders),
    }
  }
}

const isOnItsWay = (status: string): boolean => status === 'sending' || status === 'paused'

function measuredScope(name: string, pace: Pace, limits: Limits, now: Date) {
  const sent = (ms: number) => sentWithin(pace.sent, ms, now.getTime())
  return {
    name,
    sent: { minute: sent(minuteMs), hour: sent(hourMs), day: sent(dayMs) },
    isHeld: allowance(pace, limits, now).count === 0,
  } satisfies MeasuredScope
}
