import { DeliveryError, DiskFullError } from '../errors.ts'
import type { Attempt } from './attempt.ts'
import { Bell } from './bell.ts'
import { Crew, Hand } from './crew.ts'
import { Declines } from './declines.ts'
import type { ClaimedDelivery } from './delivery.ts'
import { FullDisk } from './full-disk.ts'
import { MassRefusals } from './mass-refusals.ts'
import type { Credits } from './pacing/share-out.ts'
import type { Provider } from './providers/provider.ts'
import { type RunEnd, reasonOf, type WorkerStep, type WorkerTools } from './run.ts'
import { type EncodedMessage, type Handover, untouched } from './smtp/lane.ts'
import { takeTurn } from './take-turn.ts'
import type { Loaded, TurnOutcome } from './turn-order.ts'

/** How long servers may be away before the operator has to look. */
const longestAwayMs = 10 * 60_000
/** How long a turn waits for more replies to write down with the first. */
const gatherMs = 1
/** How often it looks whether it is to pause, while nothing goes; connections are closed meanwhile. */
const idleMs = 5000

/** Sends what waits of an issue until all have it, or it is paused or cancelled; `stop` pauses it, unless it is left. */
export async function runWorker(tools: WorkerTools, stop: AbortSignal): Promise<RunEnd> {
  const worker = new Worker(tools, stop)
  try {
    return await worker.run()
  } finally {
    await worker.close()
  }
}

class Worker {
  readonly #tools: WorkerTools
  readonly #stop: AbortSignal
  readonly #crews: readonly Crew[]
  readonly #bell: Bell
  readonly #refusals: MassRefusals
  #attempts: Attempt[] = []
  #inFlight = 0
  #credits: Credits = {}
  readonly #handOf = new WeakMap<ClaimedDelivery, Hand>()
  #halt: { reason: string; wayOut?: string } | undefined
  #failure: unknown
  readonly #disk = new FullDisk()
  readonly #declines: Declines
  #awaited: ReadonlySet<string> = new Set()
  /** When the last turn was taken, in ms since 1970. */
  #turnAt = 0

  constructor(tools: WorkerTools, stop: AbortSignal) {
    this.#tools = tools
    this.#stop = stop
    this.#crews = tools.doors.map(door => new Crew(door, provider => tools.rulesOf(provider)))
    this.#declines = new Declines(tools.doors.map(({ account }) => account.name))
    this.#refusals = new MassRefusals(tools.trusted)
    this.#bell = new Bell((ms, signal) => tools.wait(ms, signal))
    stop.addEventListener('abort', () => this.#bell.ring(), { once: true })
  }

  async run(): Promise<RunEnd> {
    for (;;) {
      const outcome = await this.#turn()
      for (const one of outcome.loaded) this.#hand(one)
      this.#look()
      const end = this.#endOf(outcome)
      if (end && this.#inFlight === 0 && this.#attempts.length === 0) return this.#ended(end)
      if (!end) this.#widen(outcome)
      await this.#await(end ? undefined : this.#nextOf(outcome))
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#crews.map(crew => crew.end()))
  }

  get #isEnding(): boolean {
    return this.#stop.aborted || this.#halt !== undefined || this.#failure !== undefined
  }

  async #turn(): Promise<TurnOutcome> {
    const { ledger, issue, rulesOf } = this.#tools
    const attempts = this.#attempts
    this.#attempts = []
    this.#bell.still()
    const isEnding = this.#isEnding
    const now = this.#tools.clock()
    this.#turnAt = now.getTime()
    const usable = this.#crews.filter(crew => !crew.isAwayAt(now.getTime()))
    const away = this.#crews.filter(crew => crew.isUnreachable && !crew.isOut && !usable.includes(crew))
    const order = {
      now,
      attempts,
      berths: isEnding ? [] : usable.flatMap(crew => crew.berths),
      accounts: usable.map(({ account: { name, weight, limits } }) => ({ name, weight, limits })),
      away: away.map(({ account: { name }, notBefore }) => ({ name, until: new Date(notBefore) })),
      limitsOf: (provider: Provider) => rulesOf(provider)?.limits ?? {},
      refusals: this.#refusals,
      complaints: this.#crews.flatMap(crew => crew.complaints.splice(0)),
      credits: this.#credits,
      declines: this.#declines,
    }
    let outcome: TurnOutcome
    try {
      outcome = await ledger.turn(issue, turn => takeTurn(turn, order))
    } catch (error) {
      return this.#notWritten(error, attempts)
    }
    this.#disk.hasRoom()
    if (this.#failure instanceof DiskFullError) this.#failure = undefined
    this.#credits = outcome.credits
    this.#learn(outcome)
    this.#tell(outcome)
    return outcome
  }

  // What servers said meanwhile is written down as soon as that works; until then, nothing more goes out.
  async #notWritten(error: unknown, attempts: readonly Attempt[]): Promise<TurnOutcome> {
    this.#attempts.unshift(...attempts)
    // Also of a run that is to end: what it knows would be lost.
    const mayFindRoom = this.#disk.isWaitedFor(error, this.#tools.clock())
    if (this.#failure && !mayFindRoom) throw this.#failure
    if (mayFindRoom)
      this.#watch({
        endings: [],
        cancelled: 0,
        claimed: 0,
        inFlight: this.#inFlight,
        trouble: FullDisk.words,
      })
    this.#failure = error
    while (this.#inFlight > 0) await this.#bell.heard(idleMs)
    if (mayFindRoom) await this.#tools.wait(FullDisk.pauseMs, new AbortController().signal)
    return this.#turn()
  }

  #learn({ endings, halt, hold, awaited }: TurnOutcome): void {
    for (const { delivery, verdict } of endings)
      if (verdict?.act === 'reconnect') this.#handOf.get(delivery)?.wearOut()
    for (const { conclusion } of endings) this.#declines.follow(conclusion)
    this.#awaited = awaited
    const isIdle = this.#inFlight === 0 && this.#attempts.length === 0
    const reason = halt ?? (isIdle ? hold : undefined)
    if (reason !== undefined) this.#halt ??= { reason }
  }

  #tell({ endings, loaded, cancelled, nextAt, waitsFor }: TurnOutcome): void {
    const away = this.#crews.flatMap(({ account: { name }, whyIdle }) =>
      whyIdle ? [{ account: name, why: whyIdle.message }] : [],
    )
    this.#watch({
      endings,
      cancelled,
      claimed: loaded.length,
      inFlight: this.#inFlight + loaded.length,
      ...(nextAt && { nextAt }),
      ...(waitsFor !== undefined && { waitsFor }),
      ...(away[0] && { trouble: away[0].why, away }),
    })
  }

  // Who watches can fail, but what was claimed still goes out.
  #watch(step: WorkerStep): void {
    try {
      this.#tools.watch?.(step)
    } catch (error) {
      this.#failure ??= error
    }
  }

  #hand({ delivery, berth }: Loaded): void {
    if (!(berth instanceof Hand)) throw new Error('A berth of another worker')
    this.#inFlight += 1
    this.#handOf.set(delivery, berth)
    this.#attempt(delivery, berth).then(attempt => {
      this.#inFlight -= 1
      this.#attempts.push(attempt)
      this.#bell.ring()
    })
  }

  async #attempt(delivery: ClaimedDelivery, hand: Hand): Promise<Attempt> {
    const { write, clock } = this.#tools
    let message: EncodedMessage
    try {
      message = await write(delivery.reader)
    } catch (error) {
      return { delivery, handover: this.#notSent(error), at: clock() }
    }
    const { messageId } = message
    const handover = await hand.send(message, delivery.provider, clock).catch(error => this.#lost(error))
    const isForOthers =
      handover.outcome === 'unsendable' && this.#declines.note(delivery, handover.isTooLarge === true)
    return { delivery, handover, at: clock(), isForOthers, ...(messageId !== undefined && { messageId }) }
  }

  #notSent(error: unknown): Handover {
    if (error instanceof DeliveryError) return { outcome: 'unsendable', why: error.message }
    this.#failure ??= error
    return untouched(String(error))
  }

  // A mistake of the program: the server may have the message.
  #lost(error: unknown): Handover {
    this.#failure ??= error
    return { outcome: 'uncertain', why: String(error) }
  }

  /** How the run ends when nothing is under way any more; nothing while it goes on. */
  #endOf({ status, isWaiting, nextAt, waitsFor }: TurnOutcome): RunEnd | undefined {
    if (status !== undefined && status !== 'sending') return { status }
    if (this.#halt) return { status: 'paused', ...this.#halt }
    if (this.#failure) return { status: 'paused' }
    if (!isWaiting) return { status: 'done' }
    if (this.#stop.aborted) return { status: this.#tools.isLeftOnStop?.() ? 'waiting' : 'paused' }
    const { isPatient, patienceMs = 0, clock } = this.#tools
    if (isPatient) return undefined
    const isLong = nextAt !== undefined && nextAt.getTime() - clock().getTime() > patienceMs
    if (!isLong || this.#inFlight > 0) return this.#away
    const [reason, ...others] = this.#needed.map(({ whyIdle }) => whyIdle)
    const isTurnedAway = reason !== undefined && !others.includes(undefined)
    return { status: 'waiting', nextAt, waitsFor, ...(isTurnedAway && reasonOf(reason)), ...this.#away }
  }

  /** The accounts that what is due can go through. */
  get #needed(): readonly Crew[] {
    const awaited = this.#crews.filter(({ account }) => this.#awaited.has(account.name))
    return awaited.length > 0 ? awaited : this.#crews
  }

  /** That no server can be reached now, and until when none is asked again. */
  get #away(): RunEnd | undefined {
    const isAway = this.#needed.every(crew => crew.isUnreachable) && this.#inFlight === 0
    const [trouble] = this.#needed.map(crew => crew.trouble)
    if (!isAway || !trouble) return undefined
    const nextAt = new Date(Math.min(...this.#needed.map(({ notBefore }) => notBefore)))
    return { status: 'waiting', ...reasonOf(trouble), nextAt }
  }

  async #ended(end: RunEnd): Promise<RunEnd> {
    if (this.#failure) throw this.#failure
    const { ledger, issue, clock } = this.#tools
    const { status, reason } = end
    if (status === 'done' || status === 'paused')
      await ledger.change(issue, ['sending'], {
        status,
        at: clock(),
        ...(reason !== undefined && { reason }),
      })
    return end
  }

  /** Opens connections where there is mail for them, and gives up where none can be had. */
  #widen({ wantsMore, stuck, loaded }: TurnOutcome): void {
    const now = this.#tools.clock().getTime()
    for (const crew of this.#crews) {
      this.#whenDone(crew.endWorn())
      // Without any connection, an account would not get its part of the mail.
      const isIdle = loaded.length > 0 && !crew.isAtWork
      if (isIdle || wantsMore || stuck.some(provider => !crew.serves(provider)))
        this.#whenDone(crew.widen(now))
    }
  }

  #whenDone(work: Promise<void> | undefined): void {
    work
      ?.catch((error: unknown) => {
        this.#failure ??= error
      })
      .then(() => this.#bell.ring())
  }

  // A server that is away for a moment is waited for; what no waiting heals ends the run.
  #look(): void {
    const { isPatient, clock } = this.#tools
    const longAgo = isPatient ? clock().getTime() - longestAwayMs : Number.NEGATIVE_INFINITY
    const isOver = this.#needed.every(crew => crew.isOut || crew.isAwaySince(longAgo))
    const [trouble] = this.#needed.flatMap(crew => crew.trouble ?? [])
    if (isOver && trouble && this.#inFlight === 0) this.#halt ??= reasonOf(trouble)
  }

  /** When there is something to do again without a reply; what is due already waits for a connection. */
  #nextOf({ nextAt }: TurnOutcome): number | undefined {
    const times = [...(nextAt ? [nextAt.getTime()] : []), ...this.#crews.map(({ notBefore }) => notBefore)]
    const later = times.filter(time => time > this.#turnAt)
    return later.length > 0 ? Math.min(...later) : undefined
  }

  async #await(next: number | undefined): Promise<void> {
    if (this.#halt && this.#inFlight === 0) return
    const now = this.#tools.clock().getTime()
    const ms = Math.min(idleMs, Math.max(0, (next ?? now + idleMs) - now))
    const wasRung = await this.#bell.heard(ms)
    if (!wasRung && this.#inFlight === 0 && ms === idleMs)
      await Promise.all(this.#crews.map(crew => crew.close()))
    if (this.#attempts.length > 0 && this.#attempts.length * 2 < this.#inFlight)
      await this.#bell.quiet(gatherMs)
  }
}
