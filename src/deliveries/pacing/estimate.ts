import { type Course, type Outlook, outlookOf, type Reason, take, takenIn, whyNoMore } from './course.ts'
import { describeRate } from './describe-limits.ts'
import type { Limits } from './limits.ts'
import { byClock, type Pace } from './pace.ts'
import { type Credits, shareOut } from './share-out.ts'

/** What is to be sent, and what it goes through. */
export interface Workload {
  accounts: readonly AccountLoad[]
  providers: readonly ProviderLoad[]
}

export interface AccountLoad {
  name: string
  weight: number
  limits: Limits
  pace: Pace
  /** How many messages a second all its connections can do, as was assumed or measured. */
  perSecond: number
}

export interface ProviderLoad {
  name: string
  recipients: number
  limits: Limits
  pace: Pace
}

/** How long it takes; a few per cent more or less. */
export interface Estimate {
  /** Until the last message that can go without the operator. */
  ms: number
  /** What it waits for longest, such as `account smtp: 500 a day`; absent where nothing has to wait. */
  binds?: string
  /** How many wait for the operator: all that could take them is stopped, or has a limit of 0. */
  held: number
}

// Steps grow with the time that has passed, so that a plan of years is gone through as fast as one of minutes.
const shortestStepMs = 250
const stepsOfWay = 300

/** Goes through the plan as a worker would, within the same limits. */
export function estimate({ accounts, providers }: Workload, now: Date): Estimate {
  const way: Way = {
    accounts: { courses: accounts.map(account => courseOfAccount(account, now)), credits: {} },
    providers: { courses: providers.map(provider => courseOfProvider(provider, now)), credits: {} },
    waits: new Map(),
    start: now.getTime(),
    now: now.getTime(),
  }
  while (leftOn(way) > 0 && goOn(way)) {}
  const binds = [...way.waits.values()].sort((a, b) => b.ms - a.ms)[0]?.what
  return { ms: Math.ceil(way.now - way.start), ...(binds && { binds }), held: leftOn(way) }
}

/** All accounts, or all providers. */
interface Side {
  courses: Course[]
  credits: Credits
}

interface Way {
  accounts: Side
  providers: Side
  /** How long what made it wait. */
  waits: Map<string, Wait>
  start: number
  now: number
}

interface Wait {
  what: string
  ms: number
  perMs: number
}

const courseOfAccount = ({ name, weight, limits, pace, perSecond }: AccountLoad, now: Date): Course => ({
  ...{ name: `account ${name}`, weight, left: Number.POSITIVE_INFINITY, limits, pace: byClock(pace, now) },
  ...{ perMs: perSecond / 1000, carried: 0 },
  rateWhy: `its connections are taken to carry ${describeRate(perSecond)}`,
})

const courseOfProvider = ({ name, recipients, limits, pace }: ProviderLoad, now: Date): Course => ({
  ...{ name: `provider ${name}`, weight: recipients, left: recipients, limits, pace: byClock(pace, now) },
  ...{ perMs: Number.POSITIVE_INFINITY, rateWhy: describeRate(Number.POSITIVE_INFINITY), carried: 0 },
})

const leftOn = ({ providers }: Way): number => sum(providers.courses.map(({ left }) => left))

// One step; false where nothing that is left can go without the operator.
function goOn(way: Way): boolean {
  const grainMs = Math.max(shortestStepMs, (way.now - way.start) / stepsOfWay)
  const look = ({ courses }: Side) =>
    courses.filter(({ left }) => left > 0).map(course => outlookOf(course, way.now, grainMs))
  const [accounts, providers] = [look(way.accounts), look(way.providers)]
  const openAt = Math.max(firstOpening(accounts), firstOpening(providers))
  if (openAt === Number.POSITIVE_INFINITY) return false
  if (openAt > way.now) waitFor(firstOpening(accounts) === openAt ? accounts : providers, way, openAt)
  else send(accounts, providers, way, grainMs)
  return true
}

const firstOpening = (outlooks: readonly Outlook[]): number =>
  Math.min(...outlooks.map(({ openAt }) => openAt))

function waitFor(closed: readonly Outlook[], way: Way, until: number): void {
  for (const { course, openAt, roomReason } of closed)
    if (openAt < Number.POSITIVE_INFINITY) note(way, course, roomReason, until - way.now)
  way.now = until
}

// Limits of one account count together, for its 500 a day would bind as well while it goes at its 30 a minute: the one
// that comes to least is named.
function note({ waits }: Way, { name }: Course, { why, perMs }: Reason, ms: number): void {
  if (!(ms > 0)) return
  const key = perMs === undefined ? `${name}: ${why}` : name
  const before = waits.get(key) ?? { what: '', ms: 0, perMs: Number.POSITIVE_INFINITY }
  const isLess = before.what === '' || (perMs ?? 0) < before.perMs
  waits.set(key, {
    ...(isLess ? { what: `${name}: ${why}`, perMs: perMs ?? 0 } : before),
    ms: before.ms + ms,
  })
}

function send(accounts: readonly Outlook[], providers: readonly Outlook[], way: Way, grainMs: number): void {
  const nextOpening = firstOpening([...accounts, ...providers].filter(({ openAt }) => openAt > way.now))
  const stepMs = Math.min(grainMs, Math.max(grainMs / 10, nextOpening - way.now))
  const room = (side: readonly Outlook[]) => sum(side.map(outlook => takenIn(outlook, stepMs)))
  const [fromAccounts, toProviders] = [room(accounts), room(providers)]
  const count = Math.min(fromAccounts, toProviders)
  const isLast = count === leftOn(way)
  const reasons = reasonsIn(fromAccounts <= toProviders ? accounts : providers, stepMs)
  const busyMs = Math.max(
    takeOn(way.accounts, accounts, count, way, stepMs),
    takeOn(way.providers, providers, count, way, stepMs),
  )
  const passedMs = isLast ? Math.min(stepMs, busyMs) : stepMs
  for (const [course, reason] of reasons) note(way, course, reason, passedMs)
  way.now += passedMs
}

// What waits for the operator makes the others wait for nothing.
function reasonsIn(outlooks: readonly Outlook[], stepMs: number): [Course, Reason][] {
  return outlooks.flatMap(outlook => {
    const reason = outlook.openAt < Number.POSITIVE_INFINITY ? whyNoMore(outlook, stepMs) : undefined
    return reason ? [[outlook.course, reason]] : []
  })
}

// Returns how long the busiest of them was at it, in ms.
function takeOn(
  side: Side,
  outlooks: readonly Outlook[],
  count: number,
  { now }: Way,
  stepMs: number,
): number {
  const sharers = outlooks.map(outlook => ({
    name: outlook.course.name,
    weight: outlook.course.weight,
    room: takenIn(outlook, stepMs),
  }))
  const { counts, credits } = shareOut(count, sharers, side.credits)
  side.credits = credits
  for (const [i, outlook] of outlooks.entries()) take(outlook, counts[i] ?? 0, now, stepMs)
  return Math.max(...outlooks.map(({ perMs }, i) => (counts[i] ? counts[i] / perMs : 0)))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
