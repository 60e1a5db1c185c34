import type { DeliveryError } from '../../errors.ts'
import {
  BrokenConnectionError,
  RefusedMessageError,
  UncertainDeliveryError,
  UnreachableServerError,
} from '../transport.ts'
import { replyIn } from './reply-in-error.ts'
import type { Handover } from './smtp-connection.ts'

/** Why a message was not taken, or may not have been, in a sentence. */
export function toDeliveryError(
  { outcome, error }: Exclude<Handover, { outcome: 'taken' }>,
  server: string,
  address: string,
): DeliveryError {
  const said = error.response ?? error.message
  const cause = { cause: error }
  if (outcome === 'uncertain')
    return new UncertainDeliveryError(`${server} may have taken the message to ${address}: ${said}`, cause)
  if (outcome === 'silent')
    return new UnreachableServerError(`${server} fell silent before it took the message to ${address}`, cause)
  if (outcome === 'broken')
    return new BrokenConnectionError(
      `${server} broke off before it took the message to ${address}: ${said}`,
      cause,
    )
  return new RefusedMessageError(`${server} did not take the message to ${address}: ${said}`, {
    reply: replyIn(error),
    ...cause,
  })
}
