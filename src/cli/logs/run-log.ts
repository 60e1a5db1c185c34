import type { Config } from '../../config.ts'
import type { Ending } from '../../deliveries/attempt.ts'
import type { DeliveryCounts } from '../../deliveries/delivery.ts'
import type { RunEnd, WorkerStep } from '../../deliveries/run.ts'
import { deliveryEvent } from './delivery-event.ts'
import type { EventLog, LogEvent } from './event-log.ts'
import { secretsOf } from './settings-secrets.ts'
import { withoutSecrets } from './without-secrets.ts'

/** Writes what happens while an issue is sent into the log. */
export class RunLog {
  readonly #log: EventLog
  readonly #issue: string
  readonly #secrets: readonly string[]
  #away: ReadonlyMap<string, string> = new Map()
  readonly #counts = { sent: 0, deferred: 0, failed: 0, uncertain: 0, queued: 0, cancelled: 0 }

  constructor(log: EventLog, issue: string, config: Config) {
    this.#log = log
    this.#issue = issue
    this.#secrets = secretsOf(config)
  }

  began(counts: DeliveryCounts): void {
    this.#write({ event: 'run-began', ...counts })
  }

  step({ endings, cancelled, away = [] }: WorkerStep): void {
    for (const { conclusion } of endings) this.#counts[conclusion.status] += 1
    this.#counts.cancelled += cancelled
    if (!this.#log.isKept) return
    for (const ending of endings)
      this.#write(
        deliveryEvent(ending, this.#secrets),
        ending.conclusion.status === 'failed' ? 'warn' : 'info',
      )
    for (const event of new Map(endings.flatMap(consequenceOf)).values()) this.#write(event, 'warn')
    this.#tellAway(new Map(away.map(({ account, why }) => [account, why])))
  }

  ended({ status, reason, nextAt, orphans }: RunEnd & { orphans: number }, counts: DeliveryCounts): void {
    const told = reason === undefined ? {} : { reason: withoutSecrets(reason, this.#secrets) }
    this.#write({ event: 'run-ended', status, ...told, nextAt, orphans, ...counts })
  }

  failed(error: unknown): void {
    const why = withoutSecrets(error instanceof Error ? error.message : String(error), this.#secrets)
    this.#write({ event: 'run-failed', why, ...this.#counts }, 'warn')
  }

  #tellAway(away: ReadonlyMap<string, string>): void {
    for (const [account, why] of away)
      if (!this.#away.has(account))
        this.#write({ event: 'account-away', account, why: withoutSecrets(why, this.#secrets) }, 'warn')
    for (const account of this.#away.keys())
      if (!away.has(account)) this.#write({ event: 'account-back', account })
    this.#away = away
  }

  #write({ event, ...details }: LogEvent, level?: 'info' | 'warn'): void {
    this.#log.write({ event, issue: this.#issue, ...details }, level)
  }
}

const events: Record<string, string> = {
  'slow-provider': 'provider-slowed',
  'stop-provider': 'provider-stopped',
  'slow-account': 'account-slowed',
  'stop-account': 'account-stopped',
  stop: 'stopped',
}

/** What a reply changed beyond its delivery, by what is one event however many replies ask for it. */
function consequenceOf({ delivery: { account, provider }, verdict }: Ending): [string, LogEvent][] {
  const event = verdict && events[verdict.act]
  if (event === undefined) return []
  const whose = event.startsWith('provider') ? { provider } : { account }
  return [[`${event} ${Object.values(whose)}`, { event, ...whose, why: verdict?.why }]]
}
