import type { DeliveryCounts } from '../../deliveries/delivery.ts'
import type { WorkerStep } from '../../deliveries/run.ts'
import type { Terminal } from '../terminal.ts'
import { sayDuration, sayTime } from './send-time.ts'
import { sayStop, stopsOf } from './stops.ts'

/** How often the bar is drawn, and a line is written where there is none. */
const everyMs = 100
const lineEveryMs = 60_000
/** Over how long the rate is measured. */
const rateMs = 10_000
/** Over what is waited for before its time is told: a shorter wait is part of the rate. */
const longWaitMs = 2000

/** Shows how far an issue is, while it is sent: a bar, or a line each minute where no terminal is. */
export class Progress {
  readonly #terminal: Terminal
  readonly #timezone: string
  readonly #sentAt: { at: number; count: number }[] = []
  #sent = 0
  #failed = 0
  #uncertain = 0
  #deferred = 0
  #total = 0
  #drawn = Number.NEGATIVE_INFINITY
  #trouble: string | undefined
  readonly #stopped = new Set<string>()

  constructor(terminal: Terminal, timezone: string) {
    this.#terminal = terminal
    this.#timezone = timezone
  }

  begin({ sent, failed, uncertain, deferred, queued, claimed }: DeliveryCounts): void {
    ;[this.#sent, this.#failed, this.#uncertain, this.#deferred] = [sent, failed, uncertain, deferred]
    this.#total = sent + failed + uncertain + deferred + queued + claimed
  }

  step(step: WorkerStep): void {
    const now = performance.now()
    const sentBefore = this.#sent
    for (const { conclusion, delivery } of step.endings) {
      if (delivery.attempts > 0 && this.#deferred > 0) this.#deferred -= 1
      if (conclusion.status === 'sent') this.#sent += 1
      if (conclusion.status === 'failed') this.#failed += 1
      if (conclusion.status === 'uncertain') this.#uncertain += 1
      if (conclusion.status === 'deferred') this.#deferred += 1
    }
    this.#total -= step.cancelled
    this.#sentAt.push({ at: now, count: this.#sent - sentBefore })
    while ((this.#sentAt[0]?.at ?? now) < now - rateMs) this.#sentAt.shift()
    if (step.trouble !== undefined && step.trouble !== this.#trouble) this.#warn(step.trouble)
    this.#trouble = step.trouble
    for (const [scope, why] of stopsOf(step)) {
      if (!this.#stopped.has(scope)) this.#warn(sayStop(scope, why))
      this.#stopped.add(scope)
    }
    if (now - this.#drawn >= (this.#terminal.hasProgress ? everyMs : lineEveryMs)) this.#draw(step, now)
  }

  /** Whether it was told that something is stopped. */
  hasTold(scope: string): boolean {
    return this.#stopped.has(scope)
  }

  end(): void {
    this.#terminal.progress(this.#sent, this.#total)
    this.#terminal.endProgress()
  }

  // The bar has no line end.
  #warn(words: string): void {
    if (this.#drawn > Number.NEGATIVE_INFINITY) this.#terminal.endProgress()
    this.#terminal.warn(words)
  }

  #draw(step: WorkerStep, now: number): void {
    const isFirst = this.#drawn === Number.NEGATIVE_INFINITY
    this.#drawn = now
    const words = this.#words(step, now)
    if (this.#terminal.hasProgress) this.#terminal.progress(this.#sent, this.#total, words)
    else if (!isFirst) this.#terminal.say(`${this.#sent} of ${this.#total} ${words}`)
  }

  #words({ nextAt, waitsFor, inFlight, trouble }: WorkerStep, now: number): string {
    const counted = [
      ...(this.#deferred > 0 ? [`${this.#deferred} deferred`] : []),
      ...(this.#failed > 0 ? [`${this.#failed} failed`] : []),
      ...(this.#uncertain > 0 ? [`${this.#uncertain} uncertain`] : []),
    ]
    if (nextAt && inFlight === 0 && nextAt.getTime() > Date.now() + longWaitMs) {
      const [day, time] = sayTime(nextAt, this.#timezone).split(' ')
      const when = day === sayTime(new Date(), this.#timezone).split(' ')[0] ? time : `${day} ${time}`
      return [...counted, `goes on at ${when}${waitsFor === undefined ? '' : ` (${waitsFor})`}`].join(' · ')
    }
    if (trouble !== undefined && inFlight === 0) return [...counted, 'waits'].join(' · ')
    return [...counted, ...this.#rate(now)].join(' · ')
  }

  #rate(now: number): string[] {
    const first = this.#sentAt[0]?.at ?? now
    const sent = this.#sentAt.slice(1).reduce((sum, { count }) => sum + count, 0)
    if (now - first < 500 || sent === 0) return []
    const perSecond = (sent * 1000) / (now - first)
    const left = this.#total - this.#sent - this.#failed - this.#uncertain
    const rate = perSecond >= 10 ? Math.round(perSecond) : perSecond.toFixed(1)
    return [`${rate}/s`, `${sayDuration((left / perSecond) * 1000)} left`]
  }
}
