import { type Carrier, type EncodedMessage, type Handover, type Lane, untouched } from './lane.ts'
import { OneByOne } from './one-by-one-connection.ts'
import { type Access, accessTo, openConnection, type Timeouts, takeSocket } from './open-connection.ts'
import { Pipeline } from './pipelined-connection.ts'
import { readExtensions } from './server-extensions.ts'
import type { SmtpAccount } from './smtp-account.ts'
import { toUnreachable } from './unreachable.ts'

export interface LaneOptions {
  /** 20 s for a connection and its greeting, 2 min for any later reply. */
  timeouts?: Timeouts
  /** How many messages may be under way where the server takes several; 6. */
  window?: number
  /** Extensions of the server that are left unused, such as `CHUNKING`. */
  without?: readonly ('PIPELINING' | 'CHUNKING')[]
}

// More go out faster still; but of a connection that breaks, and of a program that dies, as many are uncertain.
const usualWindow = 6

/** A connection of an account, which opens with `open`; throws a DeliveryError where its address is none. */
export function openLane(account: SmtpAccount, options: LaneOptions = {}): Lane {
  const { isTlsRequired, oauth2, url } = account
  const access = accessTo(url, { isTlsRequired, oauth2, timeouts: options.timeouts })
  return new SmtpLane(account, access, options)
}

// What one connection was told holds for all of the account.
const withoutChunking = new WeakSet<SmtpAccount>()

class SmtpLane implements Lane {
  readonly server: string
  readonly #access: Access
  readonly #options: LaneOptions
  readonly #account: SmtpAccount
  #carrier: Carrier | undefined
  #carried = 0
  #isChunkingProven = false

  constructor(account: SmtpAccount, access: Access, options: LaneOptions) {
    this.server = access.server
    this.#account = account
    this.#access = access
    this.#options = options
  }

  get window(): number {
    return this.#carrier?.window ?? 1
  }

  get left(): number {
    return Math.max(0, this.#account.messagesPerConnection - this.#carried)
  }

  get isOpen(): boolean {
    return this.#carrier?.isOpen ?? false
  }

  async open(): Promise<void> {
    await this.close()
    try {
      this.#carrier = await this.#connect()
      this.#carried = 0
    } catch (error) {
      throw toUnreachable(error, this.#access)
    }
  }

  async send(message: EncodedMessage): Promise<Handover> {
    if (!this.#carrier?.isOpen || this.left === 0) return untouched('there is no connection that takes it')
    this.#carried += 1
    return this.#carrier.send(message)
  }

  async close(): Promise<void> {
    const carrier = this.#carrier
    await carrier?.close()
    if (carrier instanceof Pipeline) {
      this.#isChunkingProven = carrier.chunking === 'proven'
      if (carrier.chunking === 'refused') withoutChunking.add(this.#account)
    }
    if (this.#carrier === carrier) this.#carrier = undefined
  }

  async #connect(): Promise<Carrier> {
    const { connection, ehlo } = await openConnection(this.#access)
    const offered = readExtensions(ehlo)
    const { without = [], window = usualWindow } = this.#options
    const isChunking =
      offered.isChunking && !withoutChunking.has(this.#account) && !without.includes('CHUNKING')
    const extensions = { ...offered, isChunking }
    if (!offered.isPipelining || without.includes('PIPELINING')) return new OneByOne(connection, extensions)
    const { silenceMs } = this.#access.timeouts
    const options = { extensions, isChunkingProven: this.#isChunkingProven, window, silenceMs }
    return new Pipeline(takeSocket(connection), options)
  }
}
