import { senderOf, unsubscribeMailOf } from './addresses.ts'
import type { Composing } from './composing.ts'
import type { Config } from './config.ts'
import type { Allowance } from './deliveries/pacing/pace.ts'
import { type SentLetters, sendLetters } from './deliveries/send-letters.ts'
import type { Transport } from './deliveries/transport.ts'
import { accountScope } from './deliveries/turn-order.ts'
import type { Letter, LetterLinks } from './mail/letters/letter.ts'
import { writeLetter } from './mail/letters/personal-letter.ts'
import { type Message, unsubscribeUrlsOf } from './mail/message.ts'
import { readerLanguage } from './mail/reader-language.ts'
import type { Language } from './posts/language.ts'
import { spendPace } from './store/dispatches/spend-pace.ts'
import { letterKinds, type QueuedLetter } from './subscribers/letter-queue.ts'
import { stillWanted } from './subscribers/rules/still-wanted.ts'
import { vouchedName } from './subscribers/vouched-name.ts'
import type { Subscribing } from './subscribing.ts'

/** What letters are written and sent with. */
export interface WritingTools {
  config: Config
  composing: Composing
  subscribing: Subscribing
  transport: Transport
  /** Where the public pages are: links in letters start with it. */
  pagesUrl: string
  /** Of the newsletter: for readers whose own has no words. */
  language: Language
  clock: () => Date
}

/** A workspace as far as it writes to single people. */
export class Writing {
  readonly #tools: WritingTools
  #underWay: Promise<SentLetters> | undefined
  #next: Promise<SentLetters> | undefined
  #isStopping = false

  constructor(tools: WritingTools) {
    this.#tools = tools
  }

  /** Writes a letter of each kind for nobody; throws a TemplateError, before somebody waits for one, where none can be written. */
  async tryLetters(): Promise<void> {
    for (const kind of letterKinds) await this.#tools.composing.letterOf(kind, this.#tools.language)
  }

  /**
   * Sends the letters that are due. While a run is under way, those who ask share the one after it, which has the
   * letters that they may have queued meanwhile.
   */
  sendDueLetters(): Promise<SentLetters> {
    if (!this.#underWay) return this.#start()
    const afterIt = () => {
      this.#next = undefined
      return this.#start()
    }
    this.#next ??= this.#underWay.then(afterIt, afterIt)
    return this.#next
  }

  /** Ends after the letter that is under way; the others wait for the next start. */
  async stop(): Promise<void> {
    this.#isStopping = true
    await (this.#next ?? this.#underWay)?.catch(() => {})
  }

  #start(): Promise<SentLetters> {
    const run = this.#send().finally(() => {
      if (this.#underWay === run) this.#underWay = undefined
    })
    this.#underWay = run
    return run
  }

  async #send(): Promise<SentLetters> {
    const { subscribing, transport, clock } = this.#tools
    // For one run, so that a template that was saved meanwhile counts from the next one on.
    const rendered = new Map<string, Promise<Letter>>()
    return sendLetters({
      queue: subscribing.letters,
      transport,
      messageFor: letter => this.#messageFor(letter, rendered),
      spend: now => this.#spend(now),
      clock,
      isStopping: () => this.#isStopping,
    })
  }

  // The test inbox has no limits.
  async #spend(now: Date): Promise<Allowance> {
    const { config, subscribing } = this.#tools
    const [account] = config.accounts
    if (!account) return { count: Number.POSITIVE_INFINITY }
    return spendPace(subscribing.database, accountScope(account.name), account.limits, now)
  }

  async #messageFor(
    queued: QueuedLetter,
    rendered: Map<string, Promise<Letter>>,
  ): Promise<Message | undefined> {
    const { config, subscribing, composing, clock } = this.#tools
    const known = await subscribing.store.byId(queued.subscriber.id)
    if (!known || !stillWanted(queued, known)) return undefined
    const language = readerLanguage(queued.subscriber.language, this.#tools.language)
    const key = `${queued.kind} ${language}`
    const letter = rendered.get(key) ?? composing.letterOf(queued.kind, language)
    rendered.set(key, letter)
    const links = this.#linksOf(queued)
    const unsubscribeUrls = config.unsubscribe
      ? [config.unsubscribe]
      : unsubscribeUrlsOf(links, unsubscribeMailOf(config))
    const reader = { ...queued, subscriber: { ...queued.subscriber, name: vouchedName(known) } }
    return writeLetter(await letter, reader, senderOf(config), links, { date: clock(), unsubscribeUrls })
  }

  // Of the time of the letter: a confirmation is void when its reader left after that.
  #linksOf({ kind, subscriber, at }: QueuedLetter): LetterLinks {
    const { config, subscribing, pagesUrl } = this.#tools
    const { links } = subscribing
    const preferencesUrl = links.write(pagesUrl, 'preferences', subscriber, at)
    return {
      actionUrl: kind === 'confirm' ? links.write(pagesUrl, 'confirm', subscriber, at) : preferencesUrl,
      unsubscribeUrl: config.unsubscribe ?? links.write(pagesUrl, 'unsubscribe', subscriber, at),
      preferencesUrl,
    }
  }
}
