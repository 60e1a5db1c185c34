import type { Killed } from './killing.ts'
import type { Noted } from './server-log.ts'
import type { Row } from './tortured-workspace.ts'

/** All that is compared at the end. */
export interface Evidence {
  people: readonly string[]
  rows: readonly Row[]
  bounced: readonly string[]
  log: readonly Noted[]
  killed: Killed
}

/** Everything that is not as it has to be, in sentences; nothing where all is well. */
export function differences(evidence: Evidence): string[] {
  return [
    ...evidence.killed.faults,
    ...acceptedTwice(evidence),
    ...missing(evidence),
    ...wronglySent(evidence),
    ...wronglyUncertain(evidence),
    ...wronglyFailed(evidence),
    ...wronglySuppressed(evidence),
    ...sentAfterLeaving(evidence),
    ...mixedMessageIds(evidence.log),
  ]
}

const isTaken = ({ what }: Noted): boolean => what === 'taken' || what === 'taken, unsaid'
const namesOf = (log: readonly Noted[], which: (noted: Noted) => boolean): Set<string> =>
  new Set(log.filter(which).map(({ to }) => to))
const withStatus = (rows: readonly Row[], status: string): Set<string> =>
  new Set(rows.filter(row => row.status === status).map(({ address }) => address))

function acceptedTwice({ log }: Evidence): string[] {
  const byPerson = Map.groupBy(log.filter(isTaken), ({ to }) => to)
  return [...byPerson]
    .filter(([, taken]) => taken.length > 1)
    .map(([to, taken]) => `${to} was accepted ${taken.length} times`)
}

const without = (some: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
  [...some].filter(each => !others.has(each))

function missing({ people, rows, killed }: Evidence): string[] {
  const known = new Map(rows.map(row => [row.address, row.status]))
  const left = new Set(killed.leavers.map(({ address }) => address))
  const ends = ['sent', 'failed', 'uncertain']
  return people.flatMap(address => {
    const status = known.get(address) ?? 'not in the ledger'
    const isWell = ends.includes(status) || (status === 'cancelled' && left.has(address))
    return isWell ? [] : [`${address} is missing: ${status}`]
  })
}

function wronglySent({ rows, log }: Evidence): string[] {
  const [sent, uncertain] = [withStatus(rows, 'sent'), withStatus(rows, 'uncertain')]
  const taken = namesOf(log, isTaken)
  return [
    ...without(sent, taken).map(to => `${to} is sent, and the server did not take it`),
    ...without(taken, new Set([...sent, ...uncertain])).map(
      to => `${to} is not sent, and the server took it`,
    ),
  ]
}

/** Uncertain are those who were under way at a kill, and those of whose message the server had all and said nothing. */
function wronglyUncertain({ rows, log, killed: { orphans } }: Evidence): string[] {
  const uncertain = withStatus(rows, 'uncertain')
  const unsaid = namesOf(log, ({ what }) => what === 'taken, unsaid' || what === 'lost, unsaid')
  const expected = new Set([...unsaid, ...orphans])
  return [
    ...without(uncertain, expected).map(to => `${to} is uncertain, and could have been known`),
    ...without(expected, uncertain).map(to => `${to} is not uncertain, and could not be known`),
  ]
}

function wronglyFailed({ rows, log }: Evidence): string[] {
  const said = Map.groupBy(
    log.filter(({ what }) => what === 'refused'),
    ({ to }) => to,
  )
  return rows
    .filter(({ status }) => status === 'failed')
    .filter(({ address, reply }) => !said.get(address)?.some(noted => noted.said === reply))
    .map(({ address, reply }) => `${address} failed, and the server never said: ${reply}`)
}

function wronglySuppressed({ rows, log, bounced }: Evidence): string[] {
  const failed = withStatus(rows, 'failed')
  const unknown = namesOf(log, ({ said, to }) => said?.includes('User unknown') === true && failed.has(to))
  const suppressed = new Set(bounced)
  return [
    ...without(suppressed, unknown).map(to => `${to} is suppressed, and nobody said it is unknown`),
    ...without(unknown, suppressed).map(to => `${to} is unknown to the server, and not suppressed`),
  ]
}

function sentAfterLeaving({ rows, log, killed: { leavers } }: Evidence): string[] {
  const after = new Map(rows.map(row => [row.address, row.status]))
  return leavers.flatMap(({ address, at, status }) => {
    const isWaiting = status === 'queued' || status === 'deferred'
    const late = log.find(noted => noted.to === address && noted.at > at)
    if (status !== 'claimed' && late) return [`${address} left, and was sent something later: ${late.what}`]
    if (isWaiting && after.get(address) !== 'cancelled')
      return [`${address} left while it was ${status}, and is ${after.get(address)}`]
    return []
  })
}

function mixedMessageIds(log: readonly Noted[]): string[] {
  const withId = log.filter(({ id }) => id !== undefined)
  const byId = Map.groupBy(withId, ({ id }) => id)
  const byPerson = Map.groupBy(withId, ({ to }) => to)
  const several = (noted: readonly Noted[], of: 'to' | 'id') => new Set(noted.map(each => each[of])).size > 1
  return [
    ...[...byId].filter(([, noted]) => several(noted, 'to')).map(([id]) => `${id} is of several people`),
    ...[...byPerson].filter(([, noted]) => several(noted, 'id')).map(([to]) => `${to} has several ids`),
  ]
}

/** What is wrong with the counts: those of the ledger, and of the two forms of `masthead status`. */
export function countDifferences(rows: readonly Row[], status: string, who: string): string[] {
  const counted = Object.fromEntries(
    [...Map.groupBy(rows, row => row.status)].map(([name, { length }]) => [name, length]),
  )
  const told = JSON.parse(status).counts as Record<string, number>
  const listed = who
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Row)
  const statusOf = new Map(rows.map(row => [row.address, row.status]))
  return [
    ...Object.entries(told)
      .filter(([name, count]) => (counted[name] ?? 0) !== count)
      .map(([name, count]) => `status tells ${count} ${name}, and the ledger has ${counted[name] ?? 0}`),
    ...(listed.length === rows.length ? [] : [`status --who has ${listed.length} of ${rows.length} people`]),
    ...listed
      .filter(row => statusOf.get(row.address) !== row.status)
      .map(row => `status --who has ${row.address} as ${row.status}`),
  ]
}
