import { join } from 'node:path'
import { pagesUrlOf, senderOf } from './addresses.ts'
import type { Config } from './config.ts'
import { atOnce } from './deliveries/attempt.ts'
import { hashOf, readOutgoing, writeOutgoing } from './deliveries/dispatch.ts'
import { estimatePlan } from './deliveries/estimate-plan.ts'
import type { Audience, Ledger } from './deliveries/ledger.ts'
import { massRefusal } from './deliveries/mass-refusals.ts'
import { messageWriter, type WriteMessage } from './deliveries/message-writer.ts'
import type { Estimate } from './deliveries/pacing/estimate.ts'
import { released } from './deliveries/pacing/slow-down.ts'
import { pauseFor } from './deliveries/pause-for.ts'
import type { DeliveryPlan } from './deliveries/plan.ts'
import { groupProviders } from './deliveries/providers/group-providers.ts'
import { lookUpProviders } from './deliveries/providers/look-up-providers.ts'
import { openExchangers } from './deliveries/providers/mail-exchanger-connection.ts'
import { type Reason, reasonsOf } from './deliveries/reasons.ts'
import type { RunEnd, WorkerTools } from './deliveries/run.ts'
import { pacesOf, type ScopePace } from './deliveries/scope-paces.ts'
import { accountScope, providerScope } from './deliveries/turn-order.ts'
import { runWorker } from './deliveries/worker.ts'
import { DeliveryError } from './errors.ts'
import { type Exits, exitsOf, type Rehearsal } from './exits.ts'
import type { DkimSigner } from './mail/dkim/dkim-signer.ts'
import type { Mail } from './mail/mail.ts'
import { openSigner } from './signing.ts'
import { copyOfPeople } from './store/dispatches/copy-of-people-database.ts'
import { LedgerDatabase } from './store/dispatches/ledger-database.ts'
import { type SendingLock, takeSendingLock } from './store/sending-lock-file.ts'
import { databasePath, openSubscribing, type Subscribing } from './subscribing.ts'

/** A plan, what it takes, and the act that confirms it. */
export interface PlannedDispatch {
  plan: DeliveryPlan
  /** Of the mail that would go out. */
  hash: string
  estimate: Estimate
  /** Fixes the people and the mail; nothing goes out before `begins`, if it is given. Tells how many people. */
  confirm(begins?: Date): Promise<number>
}

/** What issues are sent with. */
export interface DispatchingParts {
  config: Config
  subscribing: Subscribing
  ledger: Ledger
  exits: Exits
  signer: DkimSigner | undefined
  clock: () => Date
  /** Whether it goes to the test inbox: no provider is paced. */
  isRehearsal: boolean
}

/** How a run is watched and ended. */
export interface RunChoice
  extends Required<Pick<WorkerTools, 'watch' | 'isPatient'>>,
    Pick<WorkerTools, 'patienceMs' | 'isLeftOnStop'> {
  stop: AbortSignal
  /** Is done once this program alone may send the issue, before anything else. */
  first?(): Promise<unknown>
}

/** Another program sends the issue. */
export class BeingSentError extends DeliveryError {}

/** How many domains the DNS is asked about, and for how long. */
const lookUp = { most: 300, atOnce: 20, timeoutMs: 5000 }

/** What manages issues on their way, until it is closed. */
export interface OpenDispatching {
  dispatching: Dispatching
  subscribing: Subscribing
  /** What mail goes out through, for people to read. */
  through: string
  close(): void
}

/** Opens what sends issues; a rehearsal knows the people as they are, and keeps nothing. */
export async function openDispatching(
  config: Config,
  clock: () => Date,
  rehearsal?: Rehearsal,
): Promise<OpenDispatching> {
  const subscribing = await openSubscribing(config)
  try {
    const database = rehearsal ? await copyOfPeople(databasePath(config)) : subscribing.database
    const ledger = new LedgerDatabase(database, subscribing.keys, subscribing.store)
    const signer = await openSigner(config)
    const exits = exitsOf(config, rehearsal)
    const parts = { config, subscribing, ledger, exits, signer, clock, isRehearsal: rehearsal !== undefined }
    return {
      dispatching: new Dispatching(parts),
      subscribing,
      through: exits.words,
      close() {
        database.close()
        subscribing.close()
      },
    }
  } catch (error) {
    subscribing.close()
    throw error
  }
}

/** A workspace as far as it has issues on their way. */
export class Dispatching {
  readonly #parts: DispatchingParts
  /** Providers that refused most mail, and that the operator lets go on. */
  readonly #trusted = new Set<string>()

  constructor(parts: DispatchingParts) {
    this.#parts = parts
  }

  get ledger(): Ledger {
    return this.#parts.ledger
  }

  /** All that would go out of a mail, but for its readers. */
  outgoingOf(mail: Mail): { written: string; hash: string } {
    const { config } = this.#parts
    const pagesUrl = pagesUrlOf(config)
    const outgoing = { mail, sender: senderOf(config), ...(pagesUrl !== undefined && { pagesUrl }) }
    const written = writeOutgoing(outgoing)
    return { written, hash: hashOf(written) }
  }

  /** Plans to send a mail; nothing is done before the plan is confirmed. */
  async plan(mail: Mail, audience: Audience): Promise<PlannedDispatch> {
    const { ledger, clock } = this.#parts
    const { written, hash } = this.outgoingOf(mail)
    const grouping = (counts: ReadonlyMap<string, number>) => this.#groupingOf(counts)
    const { plan, confirm } = await ledger.plan(mail.issue, audience, clock(), grouping)
    return {
      plan,
      hash,
      estimate: await this.#estimate(plan),
      confirm: (begins = atOnce) => confirm({ mail: written, hash, confirmed: clock(), begins }),
    }
  }

  /** Sends what waits of an issue, until all have it or it is stopped; a program that died over it left what nobody knows. */
  async run(issue: string, { stop, first, ...choice }: RunChoice): Promise<RunEnd & { orphans: number }> {
    const { ledger, clock, config, exits, isRehearsal } = this.#parts
    const lock = this.#lock(issue)
    try {
      await first?.()
      const orphans = await this.#orphan(issue)
      const end = await runWorker(
        {
          issue,
          ledger,
          doors: exits.doors,
          rulesOf: provider => (isRehearsal ? undefined : config.providers.get(provider)),
          write: await this.#writer(issue),
          clock,
          wait: pauseFor,
          trusted: this.#trusted,
          ...choice,
        },
        stop,
      )
      if (end.status === 'cancelled') await this.#cancelWaiting(issue)
      return { ...end, orphans }
    } finally {
      lock?.release()
    }
  }

  /** Keeps an issue from going on; a program that sends it ends after what is under way. */
  async pause(issue: string): Promise<boolean> {
    return this.ledger.change(issue, ['sending'], { status: 'paused', at: this.#parts.clock() })
  }

  /** Lets an issue go on that was paused, or cut short; what was stopped for the operator to look at is free again. */
  async release(issue: string): Promise<boolean> {
    const { ledger, clock, exits } = this.#parts
    const now = clock()
    await ledger.turn(issue, async turn => {
      // Nobody was tried during a pause, however long it was.
      if ((await turn.status()) === 'paused') await turn.renew(now)
      const waiting = await turn.waiting()
      const scopes = [
        ...exits.doors.map(({ account }) => accountScope(account.name)),
        ...waiting.map(({ provider }) => providerScope(provider)),
      ]
      for (const scope of scopes) {
        const pace = await turn.pace(scope)
        if (pace.stop?.why.startsWith(massRefusal)) this.#trusted.add(scope.slice('provider '.length))
        await turn.setPace(scope, released(pace, now))
      }
    })
    return ledger.change(issue, ['sending', 'paused'], { status: 'sending', at: now })
  }

  /** Ends an issue for all who wait; tells how many. */
  async cancel(issue: string): Promise<number | undefined> {
    const at = this.#parts.clock()
    if (!(await this.ledger.change(issue, ['sending', 'paused'], { status: 'cancelled', at })))
      return undefined
    await this.#findOrphans(issue)
    return this.#cancelWaiting(issue)
  }

  /** Lets those be tried anew who failed, or of whom nobody knows, but for suppressed mailboxes; tells how many. */
  async again(issue: string, status: 'failed' | 'uncertain'): Promise<number> {
    const at = this.#parts.clock()
    if (status === 'uncertain') await this.#findOrphans(issue)
    const count = await this.ledger.move(issue, [status], { status: 'queued', at, reply: '' })
    if (count > 0) await this.ledger.change(issue, ['done', 'paused', 'cancelled'], { status: 'paused', at })
    return count
  }

  /** Takes it that those have the issue of whom nobody knows; tells how many. */
  async acceptUncertain(issue: string): Promise<number> {
    await this.#findOrphans(issue)
    const reply = 'accepted by the operator'
    return this.ledger.move(issue, ['uncertain'], { status: 'sent', at: this.#parts.clock(), reply })
  }

  /** Why deliveries failed, wait or are not known, in the words of the rules; of the first ten thousand. */
  reasonsOf(issue: string): Promise<Reason[]> {
    return reasonsOf(this.#parts.ledger, issue)
  }

  /** How fast the accounts, and the providers that mail waits for, were written to lately. */
  pacesOf(issue: string): Promise<ScopePace[]> {
    const { ledger, exits, config, clock } = this.#parts
    const accounts = exits.doors.map(({ account }) => account)
    return pacesOf(ledger, issue, { accounts, rules: config.providers, now: clock() })
  }

  #cancelWaiting(issue: string): Promise<number> {
    const at = this.#parts.clock()
    const reply = 'cancelled by the operator'
    return this.ledger.move(issue, ['queued', 'deferred'], { status: 'cancelled', at, reply })
  }

  /** What a program that died had under way is uncertain; tells how many. Only for who has the lock. */
  #orphan(issue: string): Promise<number> {
    const { ledger, clock } = this.#parts
    return ledger.move(issue, ['claimed'], { status: 'uncertain', at: clock(), reply: died })
  }

  // A program that still sends it concludes what it has under way by itself.
  async #findOrphans(issue: string): Promise<void> {
    const lock = takeSendingLock(this.#lockPath(issue))
    if (!lock) return
    try {
      await this.#orphan(issue)
    } finally {
      lock.release()
    }
  }

  /** Throws a BeingSentError where another program sends the issue. */
  demandNobodySends(issue: string): void {
    this.#lock(issue)?.release()
  }

  #lockPath(issue: string): string {
    return join(this.#parts.config.directory, '.masthead', 'sending', `${encodeURIComponent(issue)}.lock`)
  }

  #lock(issue: string): SendingLock | undefined {
    if (this.#parts.isRehearsal) return undefined
    const lock = takeSendingLock(this.#lockPath(issue))
    if (lock) return lock
    throw new BeingSentError(`Another program is sending issue ${issue}`, {
      wayOut: `"masthead status ${issue}" shows how far it is; "masthead pause ${issue}" ends it.`,
    })
  }

  async #writer(issue: string): Promise<WriteMessage> {
    const { ledger, clock, signer, subscribing } = this.#parts
    return messageWriter(readOutgoing(await ledger.mailOf(issue)), {
      links: subscribing.linksForMany(clock),
      signer,
      clock,
    })
  }

  async #groupingOf(counts: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, string>> {
    const { config, isRehearsal } = this.#parts
    const mostFirst = [...counts].toSorted(([, one], [, other]) => other - one).map(([domain]) => domain)
    const known = isRehearsal ? new Map() : await lookUpProviders(mostFirst, openExchangers(), lookUp)
    const named = [...config.providers.keys()].filter(name => counts.has(name))
    return groupProviders(counts, new Map([...known, ...named.map(name => [name, name] as const)]))
  }

  #estimate(plan: DeliveryPlan): Promise<Estimate> {
    const { ledger, exits, config, clock } = this.#parts
    const accounts = exits.doors.map(({ account }) => account)
    return estimatePlan(plan, ledger, { accounts, rules: config.providers, now: clock() })
  }
}

const died = 'The program that was sending it ended in the middle, and the server may have taken it'
