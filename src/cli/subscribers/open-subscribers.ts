import { SubscriberError } from '../../errors.ts'
import { readAddress } from '../../subscribers/address.ts'
import type { Subscribing } from '../../subscribing.ts'
import type { Context } from '../command.ts'

/** Does something with the people of a workspace, which are closed in the end. */
export async function withSubscribers<Result>(
  context: Context,
  act: (subscribing: Subscribing) => Promise<Result>,
  choice: { isKeyMissed?: boolean } = {},
): Promise<Result> {
  const app = await context.openApp()
  const subscribing = await app.openSubscribing(choice)
  try {
    return await act(subscribing)
  } finally {
    subscribing.close()
  }
}

/** The address that was written on the command line; throws a SubscriberError for what is none. */
export function givenAddress(written: string | undefined): string {
  const address = readAddress(written?.trim() ?? '')
  if (address !== undefined) return address
  throw new SubscriberError(`"${written}" is not an address: expected one such as ada@example.org`)
}

/** That nobody has an address. */
export const nobodyHas = (address: string): SubscriberError =>
  new SubscriberError(`Nobody has the address "${address}"`, { wayOut: 'See "masthead subscribers list".' })
