import { type AppOptions, openApp } from '../src/app.ts'
import type { Rule } from '../src/subscribers/subscriber-store.ts'
import type { Subscribing } from '../src/subscribing.ts'
import type { Workspace } from './a-workspace.ts'
import { added, minute } from './store/a-subscriber-store.ts'

/** Does something with the people of a workspace. */
export async function withPeople<Result>(
  { directory }: Workspace,
  act: (subscribing: Subscribing) => Promise<Result>,
): Promise<Result> {
  const options: AppOptions = { directory, environment: {}, clock: () => minute(0) }
  const subscribing = await (await openApp(options)).openSubscribing()
  try {
    return await act(subscribing)
  } finally {
    subscribing.close()
  }
}

/** Applies a rule to each of some addresses. */
export const change = (workspace: Workspace, rule: Rule, ...addresses: string[]): Promise<void> =>
  withPeople(workspace, async ({ store }) => {
    for (const address of addresses) await store.change(address, rule)
  })

/** Has the operator add some addresses. */
export const join = (workspace: Workspace, ...addresses: string[]): Promise<void> =>
  change(workspace, added(), ...addresses)
