import type { DeliveryError } from '../../errors.ts'
import {
  BrokenConnectionError,
  RefusedMessageError,
  UncertainDeliveryError,
  UnreachableServerError,
} from '../transport.ts'
import type { Handover, SmtpError } from './smtp-connection.ts'

/** Why no connection stands, in a sentence; `before` is what the server said when it ended the last one. */
export function toUnreachable(error: unknown, server: string, before?: string): UnreachableServerError {
  const { response, command, code, message } = error as SmtpError
  if (code === 'ETLS' || command === 'STARTTLS')
    return new UnreachableServerError(`${server} offers no TLS that can be trusted: ${message}`, {
      wayOut:
        'Mail and passwords do not leave this machine without TLS: use the port of your provider that has it.',
      cause: error,
    })
  if (code === 'EAUTH')
    return new UnreachableServerError(
      `${server} does not accept the user and password: ${response ?? message}`,
      { wayOut: 'See MASTHEAD_SMTP_PASSWORD in .env and "smtp" in masthead.yaml.', cause: error },
    )
  const told = before === undefined ? '' : `; before, it said: ${before}`
  return new UnreachableServerError(`${server} cannot be reached: ${message}${told}`, { cause: error })
}

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
  const code = error.responseCode
  return new RefusedMessageError(`${server} did not take the message to ${address}: ${said}`, {
    code,
    ...cause,
  })
}
