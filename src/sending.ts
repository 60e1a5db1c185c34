import { pagesUrlOf, senderOf } from './addresses.ts'
import type { Config } from './config.ts'
import type { Transport } from './deliveries/transport.ts'
import { DeliveryError } from './errors.ts'
import type { Mail } from './mail/mail.ts'
import { type Message, writeMessage } from './mail/message.ts'
import { type ReaderPages, readerPages } from './mail/reader-pages.ts'
import { openSigner } from './signing.ts'
import { type PageLinks, sampleNumber } from './subscribers/page-links.ts'
import type { Recipient } from './subscribers/subscriber.ts'
import { readPageLinks } from './subscribing.ts'

/** Opens what sends; where readers have pages of their own, with what makes the links to them. */
export const openSending = async (config: Config, clock: () => Date): Promise<Sending> =>
  new Sending(config, clock, pagesUrlOf(config) === undefined ? undefined : await readPageLinks(config))

/** A workspace as far as it sends: who from, through what, to whom. */
export class Sending {
  readonly #config: Config
  readonly #clock: () => Date
  readonly #links: PageLinks | undefined

  constructor(config: Config, clock: () => Date, links?: PageLinks) {
    this.#config = config
    this.#clock = clock
    this.#links = links
  }

  /** Whether the people of the list have pages of their own. */
  get hasReaderPages(): boolean {
    return pagesUrlOf(this.#config) !== undefined
  }

  /** The message that one person gets. */
  messageTo(subscriber: Recipient, mail: Mail): Message {
    const pages = this.#pagesOf(subscriber, mail)
    return writeMessage(mail, subscriber, senderOf(this.#config), pages, this.#clock())
  }

  /** The same as somebody gets it who has no number: a sample of the mail of an issue. */
  sampleFor(reader: Recipient, mail: Mail): Message {
    return this.messageTo({ ...sampleReader, ...reader }, mail)
  }

  /** The first of the configured accounts; nothing where there is none, and mail goes to the test inbox. */
  async openServer(): Promise<Transport | undefined> {
    const [account] = this.#config.accounts
    if (!account) return undefined
    if (!this.#config.from)
      throw new DeliveryError('There is no sender: masthead.yaml has no "from"', {
        wayOut: 'Add a line such as: from: Weekly <weekly@example.org>',
      })
    const { openAccount } = await import('./deliveries/smtp/smtp-transport.ts')
    return openAccount(account, await openSigner(this.#config))
  }

  #pagesOf({ id, address }: Recipient, mail: Mail): ReaderPages | undefined {
    const pagesUrl = pagesUrlOf(this.#config)
    if (id === undefined || pagesUrl === undefined || !this.#links) return undefined
    return readerPages(this.#links, pagesUrl, { id, address }, mail)
  }
}

/** Whoever a sample is made for: their pages say that they are a sample. */
const sampleReader: Recipient = { id: sampleNumber, address: '', name: '' }
