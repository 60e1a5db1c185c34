import { describe, expect, it } from 'vitest'
import type { WorkerTools } from '../../../src/deliveries/run.ts'
import { UnreachableServerError } from '../../../src/deliveries/transport.ts'
import { DeliveryError } from '../../../src/errors.ts'
import { aLedger, confirm, deliveriesOf, issue, monday, people, work } from '../a-dispatch.ts'
import { hourMs, minuteMs } from '../pacing/a-clock.ts'
import { aFakeServer, type FakeServer, refused, taken } from './a-fake-server.ts'
import { FakeTime } from './fake-time.ts'

const many = (count: number, domain = 'example.org') =>
  Array.from({ length: count }, (_, at) => `p${at}@${domain}`)
const providers = { 'qq.com': 'qq', 'yahoo.com': 'yahoo' }

/** A ledger with people who wait, and what sends to them by a fake clock. */
async function aDispatch(...addresses: string[]) {
  const time = new FakeTime(monday)
  const kept = await aLedger()
  await confirm(kept, { file: people(...addresses) }, { providers })
  const run = (servers: FakeServer[], more: Partial<WorkerTools> = {}, stop?: AbortSignal) => {
    const { clock, wait } = time
    const doors = servers.map(({ door }) => door)
    return time.until(work(kept, doors, { clock, wait, ...more }, stop))
  }
  return { time, kept, run, counts: () => kept.ledger.counts(issue) }
}

const minutesOf = ({ log }: FakeServer) => log.map(({ at }) => Math.round((at - monday.getTime()) / minuteMs))

describe('a worker', () => {
  it('is done when all have it, and says so in the ledger', async () => {
    const { time, kept, run, counts } = await aDispatch(...many(50))
    const server = aFakeServer(time, { connections: 3 })
    expect(await run([server])).toEqual({ status: 'done' })
    expect(await counts()).toMatchObject({ sent: 50, queued: 0, claimed: 0 })
    expect(await kept.ledger.dispatchOf(issue)).toMatchObject({ status: 'done' })
    expect(new Set(server.log.map(({ to }) => to)).size).toBe(50)
  })

  it('shares the mail out by weight, and leaves the part of an account that fails to the others', async () => {
    const { time, run, counts } = await aDispatch(...many(400))
    const end = monday.getTime() + 30_000
    const away = (at: Date) =>
      at.getTime() > end ? new UnreachableServerError('gone', { isLasting: true }) : undefined
    const main = aFakeServer(time, { name: 'main', weight: 3 })
    const spare = aFakeServer(time, { name: 'spare', weight: 1, messagesPerConnection: 20 }, { away })
    expect(await run([main, spare], { rulesOf: () => ({ limits: { second: 4 } }) })).toEqual({
      status: 'done',
    })
    const early = (server: FakeServer) => server.log.filter(({ at }) => at < end).length
    expect(early(main) / early(spare)).toBeCloseTo(3, 0)
    const { sent, uncertain } = await counts()
    expect([sent + uncertain, uncertain <= 4]).toEqual([400, true])
  })

  it('does not wait for an account that is away where the others have reached their limits', async () => {
    const { time, run, counts } = await aDispatch(...many(30))
    const gone = () => new UnreachableServerError('nothing listens')
    const dead = aFakeServer(time, { name: 'dead' }, { away: gone })
    const good = aFakeServer(time, { name: 'good', limits: { day: 5 } })
    const end = await run([dead, good], { isPatient: false })
    expect(end).toMatchObject({ status: 'waiting', nextAt: expect.any(Date) })
    expect(await counts()).toMatchObject({ sent: 5, queued: 25 })
  })

  it('goes on for the others where a provider is stopped while they are under way', async () => {
    const { time, kept, run } = await aDispatch('a@qq.com', 'b@example.org')
    let tries = 0
    const answers = (to: string) => {
      if (to.endsWith('qq.com')) return refused('550 5.7.1 Mail content denied')
      tries += 1
      return tries === 1 ? refused('451 4.7.1 greylisted, try again') : taken
    }
    const server = aFakeServer(time, { connections: 1 }, { answers })
    expect(await run([server])).toMatchObject({ status: 'paused', reason: expect.stringContaining('QQ') })
    expect(await deliveriesOf(kept)).toMatchObject([
      { address: 'a@qq.com', status: 'queued' },
      { address: 'b@example.org', status: 'sent' },
    ])
  })

  it('pauses where a provider does not take the message for well-formed; all who wait still do', async () => {
    const { time, kept, run, counts } = await aDispatch(...many(30, 'qq.com'), ...many(30))
    const answers = (to: string) =>
      to === 'p3@qq.com' ? refused('550 5.6.0 malformed header', 'message') : taken
    const end = await run([aFakeServer(time, {}, { answers })])
    expect(end).toMatchObject({
      status: 'paused',
      reason: 'The server does not take the message for well-formed: 550 5.6.0 malformed header',
    })
    const { sent, failed, queued } = await counts()
    expect([failed, sent + queued, queued > 0]).toEqual([1, 59, true])
    await kept.ledger.change(issue, ['paused'], { status: 'sending', at: time.clock() })
    expect(await run([aFakeServer(time)])).toEqual({ status: 'done' })
    expect(await counts()).toMatchObject({ failed: 1, sent: 59 })
  })

  it('tries those who are deferred again at their time, and gives up after two days', async () => {
    const { time, kept, run } = await aDispatch('slow@example.org')
    const server = aFakeServer(time, {}, { answers: () => refused('450 4.2.0 mailbox busy') })
    for (let runs = 0; runs < 30; runs += 1) {
      const end = await run([server], { isPatient: false })
      if (end.status === 'done') break
      if (end.nextAt) time.set(end.nextAt)
    }
    expect(minutesOf(server).slice(0, 6)).toEqual([0, 5, 20, 50, 110, 230])
    expect(Math.max(...minutesOf(server))).toBeLessThanOrEqual(48 * 60 + 1)
    expect(await deliveriesOf(kept)).toMatchObject([{ status: 'failed', reply: '450 4.2.0 mailbox busy' }])
  })

  it('slows a provider down that asks for it, goes on with the others, and recovers', async () => {
    const { time, run } = await aDispatch(...many(60, 'qq.com'), ...many(60))
    let isTold = false
    const answers = (to: string) => {
      if (isTold || !to.endsWith('qq.com')) return taken
      isTold = true
      return refused('450 4.7.1 too many messages, slow down')
    }
    const server = aFakeServer(time, {}, { answers })
    expect(await run([server])).toEqual({ status: 'done' })
    const last = (domain: string) => server.log.findLast(({ to }) => to.endsWith(domain))?.at ?? 0
    expect(last('example.org')).toBeLessThan(monday.getTime() + minuteMs)
    expect(last('qq.com')).toBeGreaterThan(monday.getTime() + minuteMs)
    expect(last('qq.com')).toBeLessThan(monday.getTime() + 3 * hourMs)
  })

  it.each([
    ['a provider that refuses the sender', 'qq.com', '550 SPF check failed', 'qq'],
    [
      'an account that the server has closed',
      'example.org',
      '550 5.4.5 Daily user sending limit exceeded',
      'smtp',
    ],
  ])('waits for the operator because of %s, and goes on afterwards', async (_name, domain, reply, named) => {
    const { time, kept, run, counts } = await aDispatch(...many(30, domain))
    const server = aFakeServer(time, {}, { answers: () => refused(reply), window: 1 })
    const end = await run([server], { isPatient: false })
    expect(end).not.toMatchObject({ status: 'done' })
    expect(await counts()).toMatchObject({ failed: 0, sent: 0 })
    expect(JSON.stringify(end)).toContain(end.status === 'paused' ? named : '')
    expect(server.log.length).toBeLessThan(12)
    expect(await kept.ledger.dispatchOf(issue)).toBeDefined()
  })

  it('ends without waiting where it is told so', async () => {
    const { time, run, counts } = await aDispatch(...many(20))
    const server = aFakeServer(time, { limits: { hour: 5 } })
    const end = await run([server], { isPatient: false })
    expect(end).toMatchObject({ status: 'waiting', nextAt: expect.any(Date) })
    expect([await counts(), server.log.length]).toMatchObject([{ sent: 5, queued: 15 }, 5])
    expect(server.standing.now).toBe(0)
  })

  it('keeps to the connections and messages of a provider, and goes on over new ones', async () => {
    const { time, run } = await aDispatch(...many(50, 'yahoo.com'), ...many(100))
    const server = aFakeServer(time, { connections: 4 })
    const rulesOf = (provider: string) => (provider === 'yahoo' ? { connections: 1, messages: 20 } : {})
    expect(await run([server], { rulesOf })).toEqual({ status: 'done' })
    const carriers = new Map<number, number>()
    for (const { to, connection } of server.log)
      if (to.endsWith('yahoo.com')) carriers.set(connection, (carriers.get(connection) ?? 0) + 1)
    expect([...carriers.values()].every(count => count <= 20)).toBe(true)
    expect(carriers.size).toBeGreaterThanOrEqual(3)
    expect(server.standing.most).toBeLessThanOrEqual(4)
  })

  it('waits for a server that is away for minutes, in few turns', async () => {
    const { time, run, counts } = await aDispatch(...many(20))
    const back = monday.getTime() + 4 * minuteMs
    const away = (at: Date) => (at.getTime() < back ? new UnreachableServerError('it is away') : undefined)
    let turns = 0
    const troubles = new Set<string | undefined>()
    const watch: WorkerTools['watch'] = ({ trouble }) => {
      turns += 1
      troubles.add(trouble)
    }
    expect(await run([aFakeServer(time, {}, { away })], { watch })).toEqual({ status: 'done' })
    expect([await counts(), troubles.has('it is away')]).toMatchObject([{ sent: 20 }, true])
    expect(turns).toBeLessThan(150)
  })

  it.each([
    [false, 10 * minuteMs],
    [true, 0],
  ])(
    'pauses with the reason and the way out where no server can be had (lasting: %s)',
    async (isLasting, afterMs) => {
      const { time, kept, run, counts } = await aDispatch(...many(3))
      const away = () =>
        new UnreachableServerError('mail.example.org cannot be used', { isLasting, wayOut: 'Mend it.' })
      const end = await run([aFakeServer(time, {}, { away })])
      expect(end).toEqual({ status: 'paused', reason: 'mail.example.org cannot be used', wayOut: 'Mend it.' })
      expect(time.clock().getTime() - monday.getTime()).toBeGreaterThanOrEqual(afterMs)
      expect(await kept.ledger.dispatchOf(issue)).toMatchObject({ status: 'paused', reason: end.reason })
      expect(await counts()).toMatchObject({ queued: 3 })
    },
  )

  it('fails alone who cannot be written to', async () => {
    const { time, kept, run } = await aDispatch('a@example.org', 'b@example.org')
    const write = async ({ address }: { address: string }) => {
      if (address.startsWith('a@')) throw new DeliveryError('Its name is too long')
      return { from: 'x@example.org', to: address, parts: [] }
    }
    expect(await run([aFakeServer(time)], { write })).toEqual({ status: 'done' })
    expect(await deliveriesOf(kept)).toMatchObject([
      { status: 'failed', reply: 'Its name is too long' },
      { status: 'sent' },
    ])
  })

  it('loses nothing and nobody to an error that nobody thought of', async () => {
    const { time, kept, run, counts } = await aDispatch(...many(40))
    let written = 0
    const write = async ({ address }: { address: string }) => {
      written += 1
      if (written === 11) throw new TypeError('x is not a function')
      return { from: 'x@example.org', to: address, parts: [] }
    }
    const server = aFakeServer(time)
    await expect(run([server], { write })).rejects.toThrow('x is not a function')
    expect(await counts()).toMatchObject({ claimed: 0, uncertain: 0, failed: 0, sent: server.log.length })
    expect(await kept.ledger.dispatchOf(issue)).toMatchObject({ status: 'sending' })
    expect(await run([server])).toEqual({ status: 'done' })
    expect([new Set(server.log.map(({ to }) => to)).size, server.log.length]).toEqual([40, 40])
  })

  it('is done where it is stopped while the last of them are under way', async () => {
    const { time, run, counts } = await aDispatch(...many(4))
    const stop = new AbortController()
    const answers = () => {
      stop.abort()
      return taken
    }
    const server = aFakeServer(time, { connections: 4 }, { answers })
    expect(await run([server], {}, stop.signal)).toMatchObject({ status: 'done' })
    expect(await counts()).toMatchObject({ sent: 4, queued: 0 })
  })

  it('says what a server said that turns it away for now, and waits for it where it may', async () => {
    const { time, run, counts } = await aDispatch(...many(3))
    const back = monday.getTime() + hourMs
    const reply = { stage: 'connect' as const, code: 421, text: '421 4.3.2 shutting down' }
    const away = (at: Date) =>
      at.getTime() < back ? new UnreachableServerError('turned away: 421 4.3.2', { reply }) : undefined
    const server = aFakeServer(time, {}, { away })
    expect(await run([server], { isPatient: false })).toMatchObject({
      status: 'waiting',
      reason: 'turned away: 421 4.3.2',
      nextAt: expect.any(Date),
    })
    expect(await run([server])).toEqual({ status: 'done' })
    expect(await counts()).toMatchObject({ sent: 3 })
  })

  it('ends after what is under way where it is stopped, or paused and cancelled by another program', async () => {
    for (const how of ['stop', 'paused', 'cancelled'] as const) {
      const { time, kept, run, counts } = await aDispatch(...many(100))
      const stop = new AbortController()
      const server = aFakeServer(time)
      void time.wait(1000).then(async () => {
        if (how === 'stop') stop.abort()
        else await kept.ledger.change(issue, ['sending'], { status: how, at: time.clock() })
      })
      expect(await run([server], {}, stop.signal)).toEqual({ status: how === 'stop' ? 'paused' : how })
      const { sent, claimed, uncertain } = await counts()
      expect([sent, claimed, uncertain]).toEqual([server.log.length, 0, 0])
      expect(sent).toBeLessThan(100)
    }
  })

  it('goes on where the clock goes back an hour in the middle', async () => {
    const { time, run, counts } = await aDispatch(...many(300))
    const server = aFakeServer(time, { limits: { minute: 60 } })
    void time.wait(90_000).then(() => time.set(new Date(monday.getTime() + 90_000 - hourMs)))
    expect(await run([server])).toEqual({ status: 'done' })
    expect([await counts(), server.log.length]).toMatchObject([{ sent: 300 }, 300])
  })
})
