import type { Config } from './config.ts'
import { type DeliveryTools, deliver } from './deliveries/deliver.ts'
import { type Delivery, type DeliveryPlan, type Elsewhere, planDeliveries } from './deliveries/delivery.ts'
import type { Transport } from './deliveries/transport.ts'
import { DeliveryError } from './errors.ts'
import type { Mail } from './mail/mail.ts'
import { type Message, type Sender, writeMessage } from './mail/message.ts'
import { openDatabase } from './store/database.ts'
import { SqliteLedger } from './store/sqlite-ledger.ts'
import type { People, Recipient } from './subscribers/subscriber.ts'
import { databasePath } from './subscribing.ts'

/** A plan to send an issue, and the act. */
export interface Dispatch {
  plan: DeliveryPlan
  deliver(): AsyncGenerator<Delivery | Elsewhere>
  close(): void
}

/** A workspace as far as it sends: who from, through what, to whom. */
export class Sending {
  readonly #config: Config
  readonly #clock: () => Date

  constructor(config: Config, clock: () => Date) {
    this.#config = config
    this.#clock = clock
  }

  /** The message that one person gets. */
  messageTo(subscriber: Recipient, mail: Mail): Message {
    return writeMessage(
      mail,
      subscriber,
      senderOf(this.#config),
      unsubscribeUrlOf(this.#config),
      this.#clock(),
    )
  }

  /** The configured SMTP server; nothing where there is none, and mail goes to the test inbox. */
  async openServer(): Promise<Transport | undefined> {
    if (this.#config.smtpUrl === undefined) return undefined
    if (!this.#config.from)
      throw new DeliveryError('There is no sender: masthead.yaml has no "from"', {
        wayOut: 'Add a line such as: from: Weekly <weekly@example.org>',
      })
    const { openSmtp } = await import('./deliveries/smtp-transport.ts')
    return openSmtp(this.#config.smtpUrl, { secure: true })
  }

  /** Plans to send a rendered issue to people; a rehearsal is planned and kept nowhere. */
  async dispatch(
    mail: Mail,
    people: People,
    transport: Transport,
    { isRehearsal }: { isRehearsal: boolean },
  ): Promise<Dispatch> {
    const path = isRehearsal ? ':memory:' : databasePath(this.#config)
    const database = await openDatabase(path)
    const ledger = new SqliteLedger(database)
    const plan = planDeliveries(mail.issue, people, ledger.deliveriesOf(mail.issue), this.#clock())
    const messageFor = (subscriber: Recipient) => this.messageTo(subscriber, mail)
    const tools: DeliveryTools = { transport, ledger, messageFor, clock: this.#clock }
    return { plan, deliver: () => deliver(plan, tools), close: () => database.close() }
  }
}

/** Where people unsubscribe: a page, else by mail to the sender. */
export function unsubscribeUrlOf(config: Config): string {
  const { address } = senderOf(config).replyTo ?? senderOf(config)
  return config.unsubscribe ?? `mailto:${address}?subject=unsubscribe`
}

function senderOf({ name, from, replyTo }: Config): Sender {
  const { name: writtenName, address } = from ?? { name: '', address: 'newsletter@localhost' }
  return { name: writtenName || name, address, ...(replyTo && { replyTo }) }
}
