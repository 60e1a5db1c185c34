import { DeliveryError, MastheadError } from '../errors.ts'
import type { Message } from '../mail/message.ts'
import type { LetterQueue, QueuedLetter } from '../subscribers/letter-queue.ts'
import { RefusedMessageError, type Transport, UnreachableServerError } from './transport.ts'

/** What letters are sent with. */
export interface LetterTools {
  queue: LetterQueue
  transport: Transport
  /** What the letter says now; nothing where it is no longer wanted. */
  messageFor(letter: QueuedLetter): Promise<Message | undefined>
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
const pausesInMinutes = [1, 5, 30, 120]
/** After these, a day has passed. */
const mostAttempts = 15

/**
 * Sends the letters that are due, one after the other. A refusal for good (5xx) ends a letter; all else is tried again
 * for a day: also an outcome that nobody knows, for a second letter of this kind harms nobody, and none leaves somebody
 * waiting. What the server met with one letter it is spared with the others: they are all put off.
 */
export async function sendLetters(tools: LetterTools): Promise<SentLetters> {
  const { queue, clock } = tools
  const counts: SentLetters = { sent: 0, later: 0, failed: 0, dropped: 0 }
  let away: UnreachableServerError | undefined
  while (!tools.isStopping()) {
    const now = clock()
    // One at a time, so that a program that dies holds up one letter only.
    const [letter] = await queue.take(1, now, new Date(now.getTime() + leaseMs))
    if (!letter) return counts
    const { outcome, error } = away ? await putOff(letter, away, tools) : await send(letter, tools)
    counts[outcome] += 1
    if (error) counts.trouble = error.message
    if (error instanceof UnreachableServerError) away = error
  }
  return counts
}

interface Ended {
  outcome: 'sent' | 'later' | 'failed' | 'dropped'
  error?: MastheadError
}

async function send(letter: QueuedLetter, tools: LetterTools): Promise<Ended> {
  try {
    const message = await tools.messageFor(letter)
    if (message) await tools.transport.send(message)
    await tools.queue.done(letter.id)
    return { outcome: message ? 'sent' : 'dropped' }
  } catch (error) {
    if (!(error instanceof MastheadError)) throw error
    return putOff(letter, error, tools)
  }
}

async function putOff(
  letter: QueuedLetter,
  error: MastheadError,
  { queue, clock }: LetterTools,
): Promise<Ended> {
  const isOver = isForGood(error) || letter.attempts + 1 >= mostAttempts
  const minutes = pausesInMinutes[Math.min(letter.attempts, pausesInMinutes.length - 1)] ?? 0
  const again = isOver ? undefined : new Date(clock().getTime() + minutes * minuteMs)
  await queue.failed(letter.id, error.message, again)
  return { outcome: isOver ? 'failed' : 'later', error }
}

// A template that an editor is at work on is mended; a message that cannot be written is not.
function isForGood(error: MastheadError): boolean {
  if (error instanceof RefusedMessageError) return error.isForGood
  return error.constructor === DeliveryError
}
