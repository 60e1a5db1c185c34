import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { Declines } from '../../src/deliveries/declines.ts'
import type { ClaimedDelivery } from '../../src/deliveries/delivery.ts'
import { stopped } from '../../src/deliveries/pacing/slow-down.ts'
import type { WorkerStep } from '../../src/deliveries/run.ts'
import { aServerThatSays, offering, usual } from '../a-mail-server.ts'
import {
  aLedger,
  confirm,
  deliveriesOf,
  doorTo,
  issue,
  monday,
  people,
  type TestLedger,
  work,
} from './a-dispatch.ts'

const plain = Array.from({ length: 12 }, (_, at) => `p${at}@example.org`)
const foreign = ['jörg@example.org', '读者@example.org', 'zoë@example.org', 'łukasz@example.org']

const aServer = (...extensions: string[]) =>
  aServerThatSays(command =>
    command.startsWith('EHLO') ? offering('PIPELINING', ...extensions) : usual(command),
  )

/** Two accounts, of whose servers only one takes addresses beyond ASCII. */
async function twoAccounts() {
  const [able, unable] = [await aServer('SMTPUTF8'), await aServer()]
  const kept = await aLedger()
  await confirm(kept, { file: people(...foreign, ...plain) })
  return { able, unable, kept }
}

/** How many messages count for the limits of an account. */
const spent = async ({ ledger }: TestLedger, account: string) =>
  (await ledger.pace(`account ${account}`)).sent.reduce((sum, [, count]) => sum + count, 0)

/** Time that goes by fifty times as fast. */
function aFastClock() {
  const began = performance.now()
  return {
    clock: () => new Date(monday.getTime() + (performance.now() - began) * 50),
    wait: (ms: number, signal: AbortSignal) => setTimeout(ms / 50, undefined, { signal }).catch(() => {}),
  }
}

/** Connections to a server that cannot be reached until it is back. */
function anAwayLane(url: string) {
  const nowhere = doorTo('smtp://127.0.0.1:1')
  let isBack = false
  const openLane = () => {
    const lane = doorTo(url).openLane()
    const open = lane.open.bind(lane)
    lane.open = () => (isBack ? open() : nowhere.openLane().open())
    return lane
  }
  const comeBack = () => {
    isBack = true
  }
  return { openLane, comeBack }
}

describe('a mail that the server of one account cannot take as it is', () => {
  it.each([true, false])('goes through the other account at once; patient: %s', async isPatient => {
    const { able, unable, kept } = await twoAccounts()
    const doors = [doorTo(unable.url, { name: 'a', weight: 3 }), doorTo(able.url, { name: 'b' })]
    expect(await work(kept, doors, { isPatient })).toEqual({ status: 'done' })
    expect(await deliveriesOf(kept)).toMatchObject(
      [...foreign, ...plain].toSorted().map(() => ({ status: 'sent', attempts: 1 })),
    )
    expect(able.received).toEqual(expect.arrayContaining(foreign))
    expect(unable.received.length).toBeGreaterThan(0)
  })

  it('waits where the other account cannot be reached', async () => {
    const { unable, kept } = await twoAccounts()
    const doors = [doorTo(unable.url, { name: 'a' }), doorTo('smtp://127.0.0.1:1', { name: 'b' })]
    expect(await work(kept, doors, { isPatient: false })).toMatchObject({
      status: 'waiting',
      reason: expect.stringContaining('127.0.0.1:1'),
    })
    expect(await kept.ledger.counts(issue)).toMatchObject({ sent: 12, queued: 4, failed: 0 })
    expect(await spent(kept, 'a')).toBe(12)
  })

  it('waits until the other account may send again, and that counts as no try', async () => {
    const { able, unable, kept } = await twoAccounts()
    const doors = [
      doorTo(unable.url, { name: 'a', weight: 9 }),
      doorTo(able.url, { name: 'b', limits: { hour: 2 } }),
    ]
    expect(await work(kept, doors)).toEqual({ status: 'done' })
    expect(await deliveriesOf(kept)).toMatchObject(
      [...foreign, ...plain].map(() => ({ status: 'sent', attempts: 1 })),
    )
    expect(new Set([...able.received, ...unable.received]).size).toBe(16)
  })

  it('goes at the pace of the other account, and holds up nobody else', async () => {
    const { able, unable, kept } = await twoAccounts()
    const doors = [
      doorTo(unable.url, { name: 'a', weight: 9 }),
      doorTo(able.url, { name: 'b', limits: { second: 1 } }),
    ]
    const seen: string[] = []
    const watch = ({ endings }: WorkerStep) =>
      seen.push(...endings.map(({ conclusion }) => conclusion.status))
    expect(await work(kept, doors, { watch })).toEqual({ status: 'done' })
    expect(able.received).toEqual(expect.arrayContaining(foreign))
    expect(unable.received.length).toBeGreaterThan(6)
    expect(seen).not.toContain('deferred')
  })

  it('waits for one that is away for a moment, though another one waits for the operator', async () => {
    const { able, unable, kept } = await twoAccounts()
    const { openLane, comeBack } = anAwayLane(able.url)
    const doors = [
      doorTo(unable.url, { name: 'a' }),
      { ...doorTo(able.url, { name: 'b' }), openLane },
      doorTo(able.url, { name: 'c' }),
    ]
    await kept.ledger.turn(issue, turn => turn.setPace('account c', stopped({ sent: [] }, monday, 'blocked')))
    let steps = 0
    const watch = ({ trouble }: WorkerStep) => {
      steps += trouble === undefined ? 0 : 1
      if (steps > 3) comeBack()
    }
    expect(await work(kept, doors, { watch, ...aFastClock() })).toEqual({ status: 'done' })
    expect(able.received).toEqual(expect.arrayContaining(foreign))
  })

  it('holds up nothing once its reader has left', async () => {
    const declines = new Declines(['a', 'b'])
    expect(declines.note({ id: 7, account: 'a' } as ClaimedDelivery, false)).toBe(true)
    expect(declines.held(new Map([['a', 9]]))).toEqual({ ids: [7], accounts: new Set(['b']) })
    expect(declines.held(new Map([['b', 1]])).ids).toEqual([])
    declines.forget(7)
    expect(declines.held(new Map([['a', 9]])).ids).toEqual([])
  })

  it('pauses the issue where the other account waits for the operator', async () => {
    const { able, unable, kept } = await twoAccounts()
    const doors = [doorTo(unable.url, { name: 'a' }), doorTo(able.url, { name: 'b' })]
    await kept.ledger.turn(issue, turn => turn.setPace('account b', stopped({ sent: [] }, monday, 'blocked')))
    expect(await work(kept, doors)).toEqual({ status: 'paused', reason: 'b: blocked' })
    expect(await kept.ledger.counts(issue)).toMatchObject({ sent: 12, queued: 4 })
  })

  it('fails where no account is left, and takes no place in any limit', async () => {
    const { unable, kept } = await twoAccounts()
    expect(await work(kept, [doorTo(unable.url)])).toEqual({ status: 'done' })
    expect(await kept.ledger.counts(issue)).toMatchObject({ sent: 12, failed: 4 })
    expect(await spent(kept, 'smtp')).toBe(12)
  })

  it('goes through the other account at its pace, where the server of one takes nothing of its size', async () => {
    const [large, small] = [await aServer('SIZE 100000'), await aServer('SIZE 100')]
    const kept = await aLedger()
    await confirm(kept, { file: people(...plain) })
    const doors = [
      doorTo(small.url, { name: 'a', weight: 9 }),
      doorTo(large.url, { name: 'b', limits: { second: 4 } }),
    ]
    const steps: WorkerStep[] = []
    expect(await work(kept, doors, { watch: step => steps.push(step) })).toEqual({ status: 'done' })
    expect(large.received.length).toBe(12)
    expect(steps.flatMap(({ endings }) => endings.map(({ conclusion }) => conclusion.status))).not.toContain(
      'deferred',
    )
    expect(steps.some(({ trouble }) => /cannot take this mail: .* at most 100$/.test(trouble ?? ''))).toBe(
      true,
    )
  })

  it.each([true, false])('pauses the issue where no server takes its size; patient: %s', async isPatient => {
    const kept = await aLedger()
    await confirm(kept, { file: people(...plain) })
    const doors = [
      doorTo((await aServer('SIZE 100')).url, { name: 'a' }),
      doorTo((await aServer('SIZE 99')).url, { name: 'b' }),
    ]
    expect(await work(kept, doors, { isPatient })).toMatchObject({
      status: 'paused',
      reason: expect.stringMatching(/the message has \d+ bytes, and the server takes at most/),
      wayOut: expect.stringContaining('Make the issue smaller'),
    })
    expect(await kept.ledger.counts(issue)).toMatchObject({ queued: 12, failed: 0 })
  })

  it.each(['x'.repeat(200), `${'用'.repeat(60)}${'x'.repeat(120)}`])(
    'fails for a reader alone whose mail is larger than that of others: %s',
    async name => {
      const [small, kept, again] = [await aServer('SIZE 100'), await aLedger(), await aLedger()]
      await confirm(kept, { file: people(...plain) })
      const { reason = '' } = await work(kept, [doorTo(small.url)])
      const size = Number(/(\d+) bytes/.exec(reason)?.[1])
      const large = await aServer(`SIZE ${size + 100}`, 'SMTPUTF8')
      await confirm(again, { file: people(`${name}@example.org`, ...plain) })
      expect(await work(again, [doorTo(large.url, { connections: 1 })])).toEqual({ status: 'done' })
      expect(await again.ledger.counts(issue)).toMatchObject({ sent: 12, failed: 1 })
    },
  )

  it('waits for another account that is away for a moment, and goes when it is back', async () => {
    const { able, unable, kept } = await twoAccounts()
    const { openLane, comeBack } = anAwayLane(able.url)
    const seen: string[] = []
    const watch = ({ endings, trouble }: WorkerStep) => {
      seen.push(...endings.map(({ conclusion }) => conclusion.status))
      if (trouble !== undefined && seen.filter(status => status === 'sent').length === 12) comeBack()
    }
    const doors = [doorTo(unable.url, { name: 'a' }), { ...doorTo(able.url, { name: 'b' }), openLane }]
    expect(await work(kept, doors, { watch, ...aFastClock() })).toEqual({ status: 'done' })
    expect(able.received.toSorted()).toEqual(foreign.toSorted())
    expect(seen).not.toContain('deferred')
  })

  it.each([true, false])(
    'says that it cannot go where the other account takes none; patient: %s',
    async isPatient => {
      const { unable, kept } = await twoAccounts()
      const tooSmall = await aServer('SMTPUTF8', 'SIZE 100')
      const doors = [doorTo(unable.url, { name: 'a' }), doorTo(tooSmall.url, { name: 'b' })]
      expect(await work(kept, doors, { isPatient })).toMatchObject({ status: 'done' })
      expect(await kept.ledger.counts(issue)).toMatchObject({ sent: 12, failed: 4 })
    },
  )

  it('pauses the issue where the other account is away for long', async () => {
    const { unable, kept } = await twoAccounts()
    const doors = [doorTo(unable.url, { name: 'a' }), doorTo('smtp://127.0.0.1:1', { name: 'b' })]
    expect(await work(kept, doors)).toMatchObject({
      status: 'paused',
      reason: expect.stringContaining('127.0.0.1:1'),
    })
    expect(await kept.ledger.counts(issue)).toMatchObject({ sent: 12, queued: 4 })
  })

  it('leaves the connections of an account alone whose server takes nothing of its size', async () => {
    const [large, small] = [await aServer('SIZE 100000'), await aServer('SIZE 100')]
    const kept = await aLedger()
    await confirm(kept, { file: people(...plain) })
    const doors = [doorTo(small.url, { name: 'a' }), doorTo(large.url, { name: 'b', limits: { minute: 2 } })]
    await work(kept, doors)
    expect(small.connections()).toBeLessThanOrEqual(2)
  })
})
