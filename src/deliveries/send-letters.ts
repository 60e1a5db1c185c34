import { DeliveryError, MastheadError } from '../errors.ts'
import type { Message } from '../mail/message.ts'
import type { LetterQueue, QueuedLetter } from '../subscribers/letter-queue.ts'
import type { Allowance } from './pacing/pace.ts'
import { domainOf, providerOfDomain } from './providers/provider-of.ts'
import { readReply } from './replies/read-reply.ts'
import { RefusedMessageError, type Transport, UnreachableServerError } from './transport.ts'

/** What letters are sent with. */
export interface LetterTools {
  queue: LetterQueue
  transport: Transport
  /** What the letter says now; nothing where it is no longer wanted. */
  messageFor(letter: QueuedLetter): Promise<Message | undefined>
  /** Counts a message as sent by the account, where its limits allow one now. */
  spend(now: Date): Promise<Allowance>
  clock(): Date
  /** Whether the program is to end: the letters that are left wait for its next start. */
  isStopping(): boolean
}

/** How many letters were sent, are tried again later, were given up, and were no longer wanted. */
export interface SentLetters {
  sent: number
  later: number
  failed: number
  dropped: number
  /** Why the last letter that was not sent was not. */
  trouble?: string
}

/** How long a letter that a program took is its own: it is tried again when the program died meanwhile. */
const leaseMs = 10 * 60_000
const minuteMs = 60_000
/** How long letters wait for an operator who has stopped the account, or is to look at it. */
const pauseOfStoppedMs = 30 * minuteMs
const pausesInMinutes = [1, 5, 30, 120]
/** After these, a day has passed. */
const mostAttempts = 15

/**
 * Sends the letters that are due, one after the other. A refusal of the letter or of its mailbox ends it; all else is
 * tried again for a day: also an outcome that nobody knows, for a second letter of this kind harms nobody, and none leaves
 * somebody waiting. What the server met with one letter it is spared with the others: they are all put off, as they are
 * where the limits of the account allow none.
 */
export async function sendLetters(tools: LetterTools): Promise<SentLetters> {
  const { queue, clock } = tools
  const counts: SentLetters = { sent: 0, later: 0, failed: 0, dropped: 0 }
  let away: UnreachableServerError | HeldAccountError | undefined
  while (!tools.isStopping()) {
    const now = clock()
    // One at a time, so that a program that dies holds up one letter only.
    const [letter] = await queue.take(1, now, new Date(now.getTime() + leaseMs))
    if (!letter) return counts
    const { outcome, error } = away ? await putOff(letter, away, tools) : await send(letter, tools)
    counts[outcome] += 1
    if (error) counts.trouble = error.message
    if (error instanceof UnreachableServerError || error instanceof HeldAccountError) away = error
  }
  return counts
}

interface Ended {
  outcome: 'sent' | 'later' | 'failed' | 'dropped'
  error?: MastheadError
}

/** The limits of the account allow no letter before a time. */
class HeldAccountError extends DeliveryError {
  readonly until: Date

  constructor({ nextAt, why = 'it is stopped' }: Allowance, now: Date) {
    super(`The account takes no letter now: ${why}`)
    this.until = nextAt ?? new Date(now.getTime() + pauseOfStoppedMs)
  }
}

async function send(letter: QueuedLetter, tools: LetterTools): Promise<Ended> {
  try {
    const message = await tools.messageFor(letter)
    if (message) await sendWithinLimits(message, tools)
    await tools.queue.done(letter.id)
    return { outcome: message ? 'sent' : 'dropped' }
  } catch (error) {
    if (!(error instanceof MastheadError)) throw error
    return putOff(letter, error, tools)
  }
}

async function sendWithinLimits(message: Message, { spend, transport, clock }: LetterTools): Promise<void> {
  const now = clock()
  const may = await spend(now)
  if (may.count < 1) throw new HeldAccountError(may, now)
  await transport.send(message)
}

async function putOff(
  letter: QueuedLetter,
  error: MastheadError,
  { queue, clock }: LetterTools,
): Promise<Ended> {
  if (error instanceof HeldAccountError) {
    await queue.putBack(letter.id, error.message, error.until)
    return { outcome: 'later', error }
  }
  const isOver = isForGood(error, letter) || letter.attempts + 1 >= mostAttempts
  const minutes = pausesInMinutes[Math.min(letter.attempts, pausesInMinutes.length - 1)] ?? 0
  const again = isOver ? undefined : new Date(clock().getTime() + minutes * minuteMs)
  await queue.failed(letter.id, error.message, again)
  return { outcome: isOver ? 'failed' : 'later', error }
}

// A template that an editor is at work on is mended; a message that cannot be written is not.
function isForGood(error: MastheadError, { subscriber: { address } }: QueuedLetter): boolean {
  if (error instanceof RefusedMessageError) {
    if (!error.reply) return true
    const { act } = readReply(error.reply, providerOfDomain(domainOf(address)) ?? 'others')
    return act === 'dead' || act === 'failed'
  }
  return error.constructor === DeliveryError
}
