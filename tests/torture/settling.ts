import type { Killed } from './killing.ts'
import { type Noted, readServerLog } from './server-log.ts'
import { issue, type Row, type TorturedWorkspace } from './tortured-workspace.ts'

/** Lets the operator decide on the uncertain ones, one way in one copy and the other in another; tells what is wrong then. */
export async function settleBothWays(
  workspace: TorturedWorkspace,
  log: string,
  { leavers }: Killed,
): Promise<string[]> {
  const before = workspace.ledger().rows
  const accepting = await workspace.copy(`${workspace.directory}-accepting`)
  const resending = await workspace.copy(`${workspace.directory}-resending`)
  try {
    const left = new Set(leavers.map(({ address }) => address))
    const accepted = await settle(accepting, log, '--accept-uncertain')
    const resent = await settle(resending, log, '--resend-uncertain')
    return [...acceptedWrongly(before, accepted), ...resentWrongly(before, resent, left)]
  } finally {
    accepting.close()
    resending.close()
  }
}

interface Settled {
  rows: readonly Row[]
  /** What the server noted meanwhile. */
  noted: readonly Noted[]
  /** And before. */
  earlier: readonly Noted[]
}

async function settle(workspace: TorturedWorkspace, log: string, how: string): Promise<Settled> {
  const earlier = readServerLog(log)
  await workspace.run('resume', issue, how)
  return { rows: workspace.ledger().rows, noted: readServerLog(log).slice(earlier.length), earlier }
}

const statuses = (rows: readonly Row[]): Map<string, string> =>
  new Map(rows.map(({ address, status }) => [address, status]))

function acceptedWrongly(before: readonly Row[], { rows, noted }: Settled): string[] {
  const now = statuses(rows)
  return [
    ...before
      .filter(({ address, status }) => now.get(address) !== (status === 'uncertain' ? 'sent' : status))
      .map(({ address, status }) => `accepted: ${address} was ${status}, and is ${now.get(address)}`),
    ...noted.map(({ to, what }) => `accepted: the server still got something for ${to}: ${what}`),
  ]
}

function resentWrongly(
  before: readonly Row[],
  { rows, noted, earlier }: Settled,
  left: ReadonlySet<string>,
): string[] {
  const now = statuses(rows)
  const byPerson = Map.groupBy(noted, ({ to }) => to)
  const idOf = new Map(earlier.flatMap(({ to, id }) => (id === undefined ? [] : [[to, id] as const])))
  return before.flatMap(({ address, status }) => {
    const [one, ...more] = byPerson.get(address) ?? []
    const is = now.get(address)
    const say = (what: string) => [`resent: ${address} was ${status}: ${what}`]
    if (status !== 'uncertain')
      return one || is !== status ? say(`${one?.what ?? 'not sent'}, and is ${is}`) : []
    // Nobody knows whether somebody who left has it, and it is not found out by sending it.
    if (left.has(address)) return one || is !== 'uncertain' ? say(`left, and is ${is}`) : []
    const expected = one?.what === 'taken' ? 'sent' : 'failed'
    if (!one || more.length > 0) return say(`reached the server ${one ? 1 + more.length : 0} times`)
    if (is !== expected) return say(`${one.what}, and is ${is}`)
    if (one.id !== undefined && one.id !== (idOf.get(address) ?? one.id))
      return say(`with another Message-ID: ${one.id}`)
    return []
  })
}
