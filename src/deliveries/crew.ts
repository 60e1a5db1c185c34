import type { Provider } from './providers/provider.ts'
import { readReply } from './replies/read-reply.ts'
import type { EncodedMessage, Handover, Lane } from './smtp/lane.ts'
import type { SmtpAccount } from './smtp/smtp-account.ts'
import { UnreachableServerError } from './transport.ts'
import type { Berth, Complaint } from './turn-order.ts'

/** What the settings say of a provider's mail, beside its limits. */
export interface ProviderCare {
  /** How many connections may carry mail to it at once. */
  connections?: number
  /** How many messages to it go over one connection. */
  messages?: number
}

type CareOf = (provider: Provider) => ProviderCare | undefined

/** An account, and what opens a connection to it. */
export interface AccountDoor {
  account: SmtpAccount
  openLane(): Lane
}

/** Connections that break before one message is taken: so many in a row are no chance. */
const mostBroken = 5
/** How long a server is taken at its word that it grants no more connections. */
const fewerMs = 10 * 60_000
// A server that is away for a moment is asked again, less and less often.
const pausesMs = [2000, 5000, 15_000, 30_000, 60_000]

/** The connections of one account: opened one by one as they are needed, and again when they end. */
export class Crew {
  readonly account: SmtpAccount
  readonly #openLane: () => Lane
  readonly #careOf: CareOf
  readonly #hands: Hand[] = []
  /** How many connections the server grants, and until when that holds. */
  #fewer: { most: number; until: number } | undefined
  #opening = 0
  #isOver = false
  #failures = 0
  #broken = 0
  #notBefore = 0
  /** What the server said against the account when it was asked for a connection, since that was last looked at. */
  complaints: Complaint[] = []
  #trouble: { error: UnreachableServerError; since: number } | undefined
  #turnedAway: UnreachableServerError | undefined
  /** Why its server takes no mail of the issue, as long as the run goes on. */
  #tooSmall: UnreachableServerError | undefined

  constructor({ account, openLane }: AccountDoor, careOf: CareOf) {
    this.account = account
    this.#openLane = openLane
    this.#careOf = careOf
  }

  /** Room for messages on what is open. */
  get berths(): Hand[] {
    return this.#hands.filter(hand => hand.room > 0)
  }

  /** Why it cannot be used; what no waiting heals is final. */
  get trouble(): UnreachableServerError | undefined {
    return this.#tooSmall ?? this.#trouble?.error
  }

  /** Whether it cannot be used before the operator changes something. */
  get isOut(): boolean {
    return this.trouble?.isLasting === true
  }

  /** Why nothing goes through it: it cannot be used, or its server asked to come back later. */
  get whyIdle(): UnreachableServerError | undefined {
    return this.trouble ?? (this.isAtWork ? undefined : this.#turnedAway)
  }

  /** Whether a connection stands, or is being opened. */
  get isAtWork(): boolean {
    return this.#opening > 0 || this.#hands.some(({ isOpen }) => isOpen)
  }

  /** Whether one of its connections carries mail to a provider. */
  serves(provider: Provider): boolean {
    return this.#hands.some(hand => hand.isOpen && hand.serves(provider))
  }

  /** Whether it cannot be reached for now, and is left alone until `notBefore`. */
  isAwayAt(now: number): boolean {
    return this.isOut || (this.trouble !== undefined && !this.isAtWork && now < this.#notBefore)
  }

  /** Whether it could not be used since then, in ms since 1970. */
  isAwaySince(then: number): boolean {
    return this.#trouble !== undefined && this.#trouble.since <= then
  }

  /** Whether it cannot be reached; one whose connections stand and then break may still carry the mail of others. */
  get isUnreachable(): boolean {
    const isStill = !this.isAtWork && (this.isOut || this.#broken === 0)
    return this.#tooSmall !== undefined || (this.#trouble !== undefined && isStill)
  }

  /** When it may be asked again after a failure, in ms since 1970. */
  get notBefore(): number {
    return this.#notBefore
  }

  /** Opens one more connection, where one may be opened now; tells when it stands, or does not. */
  widen(now: number): Promise<void> | undefined {
    const standing = this.#hands.filter(({ isOpen, inFlight }) => isOpen || inFlight > 0).length
    if (this.isOut || now < this.#notBefore || this.#opening > 0 || standing >= this.#mostAt(now))
      return undefined
    const free = this.#hands.find(({ isOpen, inFlight }) => !isOpen && inFlight === 0) ?? this.#newHand()
    return this.#open(free, now, standing)
  }

  /** Ends connections that took all that they may, once nothing is under way on them. */
  endWorn(): Promise<void> | undefined {
    const worn = this.#hands.filter(hand => hand.isOpen && hand.isWorn && hand.inFlight === 0)
    return worn.length === 0 ? undefined : Promise.all(worn.map(hand => hand.close())).then(() => {})
  }

  /** Closes for good: also what is still being opened, as soon as it stands. */
  async end(): Promise<void> {
    this.#isOver = true
    await this.close()
  }

  async close(): Promise<void> {
    await Promise.all(this.#hands.filter(({ isOpen }) => isOpen).map(hand => hand.close()))
  }

  #refused(error: UnreachableServerError, now: number, standing: number): void {
    const verdict = error.reply && readReply(error.reply, 'others')
    // Where others stand, it only means that this server grants no more of them.
    if (standing > 0 && !error.isLasting) {
      this.#fewer = { most: standing, until: now + fewerMs }
    } else if (error.reply && verdict?.act === 'slow-account') {
      this.complaints.push({ account: this.account.name, verdict, reply: error.reply.text })
      this.#turnedAway = error
    } else this.#noteTrouble(error, now)
  }

  /** A message was taken. */
  took(): void {
    this.#broken = 0
    this.#recovered()
  }

  /** A connection broke over which nothing had been taken. */
  broke(server: string, why: string, now: number): void {
    this.#broken += 1
    this.#pause(now)
    const isLasting = this.#broken >= mostBroken
    const often = isLasting ? ` ${this.#broken} times in a row, the last time` : ''
    const trouble = new UnreachableServerError(`${server} broke off${often}: ${why}`, { isLasting })
    this.#noteTrouble(trouble, now)
  }

  /** Its server takes no mail of such a size. */
  foundTooSmall(server: string, why: string): void {
    this.#tooSmall ??= new UnreachableServerError(`${server} cannot take this mail: ${why}`, {
      isLasting: true,
      wayOut: 'Make the issue smaller: cancel it, and send it again to those who do not have it.',
    })
  }

  #mostAt(now: number): number {
    return this.#fewer && now < this.#fewer.until ? this.#fewer.most : this.account.connections
  }

  #noteTrouble(error: UnreachableServerError, now: number): void {
    this.#trouble = { error, since: this.#trouble?.since ?? now }
  }

  #recovered(): void {
    this.#failures = 0
    this.#trouble = undefined
    this.#turnedAway = undefined
  }

  #pause(now: number): void {
    this.#notBefore = now + (pausesMs[Math.min(this.#failures, pausesMs.length - 1)] ?? 0)
    this.#failures += 1
  }

  #newHand(): Hand {
    const hand = new Hand(this, this.#openLane(), this.#hands.length, this.#careOf)
    this.#hands.push(hand)
    return hand
  }

  async #open(hand: Hand, now: number, standing: number): Promise<void> {
    this.#opening += 1
    try {
      await hand.open()
      if (this.#isOver) await hand.close()
      if (this.#broken === 0) this.#recovered()
    } catch (error) {
      if (!(error instanceof UnreachableServerError)) throw error
      this.#pause(now)
      this.#refused(error, now, standing)
    } finally {
      this.#opening -= 1
    }
  }
}

/** One connection of an account, and what is under way on it. */
export class Hand implements Berth {
  readonly #crew: Crew
  readonly #lane: Lane
  readonly #place: number
  readonly #careOf: CareOf
  #sent = new Map<Provider, number>()
  #isUnused = true
  #isWorn = false
  inFlight = 0

  constructor(crew: Crew, lane: Lane, place: number, careOf: CareOf) {
    this.#crew = crew
    this.#lane = lane
    this.#place = place
    this.#careOf = careOf
  }

  get account(): string {
    return this.#crew.account.name
  }

  get isOpen(): boolean {
    return this.#lane.isOpen
  }

  /** Whether it has to be opened anew before it takes more. */
  get isWorn(): boolean {
    return this.#isWorn || this.#lane.left <= 0
  }

  get room(): number {
    if (!this.isOpen || this.isWorn) return 0
    return Math.max(0, Math.min(this.#lane.window - this.inFlight, this.#lane.left))
  }

  // The first connections serve those who want few.
  serves(provider: Provider): boolean {
    return this.#place < (this.#careOf(provider)?.connections ?? Number.POSITIVE_INFINITY)
  }

  leftFor(provider: Provider): number {
    if (!this.serves(provider)) return 0
    return (this.#careOf(provider)?.messages ?? Number.POSITIVE_INFINITY) - (this.#sent.get(provider) ?? 0)
  }

  async open(): Promise<void> {
    await this.#lane.open()
    this.#sent = new Map()
    this.#isUnused = true
    this.#isWorn = false
  }

  /** The server wants a new connection. */
  wearOut(): void {
    this.#isWorn = true
  }

  /** Carries a message; never rejects. */
  async send(message: EncodedMessage, provider: Provider, clock: () => Date): Promise<Handover> {
    this.inFlight += 1
    this.#count(provider)
    const handover = await this.#lane.send(message)
    this.inFlight -= 1
    this.#judge(handover, clock().getTime())
    return handover
  }

  close(): Promise<void> {
    return this.#lane.close()
  }

  #count(provider: Provider): void {
    const sent = (this.#sent.get(provider) ?? 0) + 1
    this.#sent.set(provider, sent)
    if (sent >= (this.#careOf(provider)?.messages ?? Number.POSITIVE_INFINITY)) this.wearOut()
  }

  #judge(handover: Handover, now: number): void {
    const isReturned = handover.outcome === 'returned' && !handover.reply && !handover.isUntouched
    const isBroken = handover.outcome === 'uncertain' || isReturned
    if (handover.outcome === 'taken') this.#crew.took()
    if (handover.outcome === 'unsendable' && handover.isTooLarge)
      this.#crew.foundTooSmall(this.#lane.server, handover.why)
    // What was under way together broke together.
    if (isBroken && this.#isUnused) this.#crew.broke(this.#lane.server, handover.why, now)
    if (handover.outcome === 'taken' || isBroken) this.#isUnused = false
  }
}
