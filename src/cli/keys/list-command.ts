import type { Subscribing } from '../../subscribing.ts'
import { type CommandDefinition, describeCommand } from '../command.ts'
import { people } from '../people-count.ts'
import { withSubscribers } from '../subscribers/open-subscribers.ts'

/** `masthead keys list`: names of keys, never the keys. */
export const listKeysCommand = (): CommandDefinition => ({
  command: describeCommand('list', 'List the keys by their names; the keys stay secret.', 'keys list'),
  async run(context) {
    const { terminal } = context
    const keys = await withSubscribers(context, keysOf, { isKeyMissed: false })
    for (const { id, isUsed, isLost, forgotten } of keys) {
      const what = isLost ? 'lost' : isUsed ? 'signs new links' : 'honoured'
      terminal.fact(id, `${what}${forgotten > 0 ? `, ${people(forgotten)} forgotten` : ''}`)
    }
    terminal.data(keys)
    return 0
  },
})

async function keysOf({ keyring, hasKeys, store }: Subscribing) {
  const forgotten = await store.forgottenByKey()
  const lost = await store.lostKeys()
  const there = hasKeys ? keyring.map(({ id }) => id) : []
  return [...there, ...lost].map(id => ({
    id,
    isUsed: id === there[0],
    isLost: lost.includes(id),
    forgotten: forgotten.get(id) ?? 0,
  }))
}
