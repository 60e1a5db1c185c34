import type { QueuedLetter } from '../letter-queue.ts'
import type { Known } from '../subscriber-store.ts'

/**
 * Whether a letter that waited still makes sense for whom it is to: a confirmation, until they are on the list, and not
 * where they left after they asked; the others, while they are.
 */
export function stillWanted({ kind, at }: QueuedLetter, { subscriber, suppression }: Known): boolean {
  if (subscriber === undefined) return false
  if (kind !== 'confirm') return subscriber.status === 'active'
  const isVoid = suppression && suppression.reason !== 'forgotten' && suppression.at >= at
  return subscriber.status !== 'active' && !isVoid
}
