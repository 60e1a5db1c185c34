import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import type { WorkerStep, WorkerTools } from '../../../src/deliveries/run.ts'
import { aServerThatSays, usual } from '../../a-mail-server.ts'
import { aWorkspace } from '../../a-workspace.ts'
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
} from '../a-dispatch.ts'

const many = Array.from({ length: 60 }, (_, at) => `p${at}@example.org`)

/** A server that does something after so many messages, and 60 people who wait for an issue. */
async function aDispatch(after: number, act: (path: string, kept: TestLedger) => void, patienceMs?: number) {
  const { path } = await aWorkspace()
  const kept = await aLedger(path('masthead.db'), patienceMs)
  await confirm(kept, { file: people(...many) })
  let messages = 0
  const server = await aServerThatSays(command => {
    if (command === 'message') messages += 1
    if (command === 'message' && messages === after) act(path('masthead.db'), kept)
    return command === 'message' ? `250 2.0.0 ${'ok '.repeat(300)}` : usual(command)
  })
  const run = (more?: Partial<WorkerTools>, stop?: AbortSignal) =>
    work(kept, [doorTo(server.url, { connections: 3 })], more, stop)
  return { kept, server, run }
}

/** What a program does that goes on after another one died. */
async function resume({ ledger }: TestLedger, run: () => Promise<unknown>) {
  await ledger.move(issue, ['claimed'], { status: 'uncertain', at: monday, reply: 'it died' })
  expect(await run()).toEqual({ status: 'done' })
  return ledger.counts(issue)
}

function expectOnce(
  received: readonly string[],
  { sent, uncertain }: { sent: number; uncertain: number },
): void {
  expect(new Set(received).size).toBe(received.length)
  expect(sent + uncertain).toBe(60)
  expect(received.length).toBeGreaterThanOrEqual(sent)
  expect(received.length).toBeLessThanOrEqual(60)
}

describe('a disk that is full', () => {
  const fill = (_path: string, { database: { sqlite } }: TestLedger) => {
    const { page_count } = sqlite.prepare('PRAGMA page_count').get() ?? {}
    sqlite.exec(`PRAGMA max_page_count = ${page_count}`)
  }
  const makeRoom = ({ database: { sqlite } }: TestLedger) => sqlite.exec('PRAGMA max_page_count = 1000000')

  it('is waited for: what servers said is kept, nobody is left uncertain, and it goes on', async () => {
    const { kept, server, run } = await aDispatch(20, fill)
    const told = new Set<string>()
    const watch = ({ trouble }: WorkerStep) => {
      if (trouble === undefined) return
      told.add(trouble)
      expect(server.received.length).toBeLessThan(60)
      setTimeout(() => makeRoom(kept), 50)
    }
    expect(await run({ watch })).toEqual({ status: 'done' })
    expect([...told]).toEqual([expect.stringContaining('The disk is full')])
    expect(await kept.ledger.counts(issue)).toMatchObject({ sent: 60, uncertain: 0 })
    expectOnce(server.received, { sent: 60, uncertain: 0 })
  })

  it('is waited for also by a run that is to end', async () => {
    const { kept, server, run } = await aDispatch(20, fill)
    const stop = new AbortController()
    const watch = ({ trouble }: WorkerStep) => {
      if (trouble === undefined) return
      stop.abort()
      setTimeout(() => makeRoom(kept), 50)
    }
    expect(await run({ watch }, stop.signal)).toEqual({ status: 'paused' })
    const { sent, queued, uncertain } = await kept.ledger.counts(issue)
    expect([sent, sent + queued, uncertain]).toEqual([server.received.length, 60, 0])
  })

  it('for longer than that ends the run with what SQLite says, and the next one goes on', async () => {
    const { kept, server, run } = await aDispatch(20, fill)
    await expect(run()).rejects.toMatchObject({
      name: 'DiskFullError',
      message: expect.stringContaining('full'),
      wayOut: expect.stringContaining('Make room'),
    })
    expect(server.received.length).toBeLessThan(60)
    expect(await kept.ledger.dispatchOf(issue)).toMatchObject({ status: 'sending' })
    makeRoom(kept)
    expectOnce(server.received, await resume(kept, run))
  })
})

describe('another program that writes', () => {
  it('is waited for', async () => {
    const { kept, server, run } = await aDispatch(20, path => {
      const other = new DatabaseSync(path)
      other.exec('BEGIN IMMEDIATE')
      setTimeout(() => other.close(), 400)
    })
    expect(await run()).toEqual({ status: 'done' })
    expect(await kept.ledger.counts(issue)).toMatchObject({ sent: 60 })
    expect(server.received).toHaveLength(60)
  })

  it('for longer than that ends the run with a way out, and the next one goes on', async () => {
    const others: DatabaseSync[] = []
    const hold = (path: string) => {
      const other = new DatabaseSync(path)
      other.exec('BEGIN IMMEDIATE')
      others.push(other)
    }
    const { kept, server, run } = await aDispatch(20, hold, 200)
    await expect(run()).rejects.toMatchObject({
      name: 'DatabaseError',
      message: 'Another program has been writing to the database for more than 0.2 s',
      wayOut: expect.stringContaining('try again'),
    })
    for (const other of others) other.close()
    expect(server.received.length).toBeLessThan(60)
    expectOnce(server.received, await resume(kept, run))
  })
})

describe('a mistake of the program', () => {
  it('in what watches ends the run once what was claimed has gone out, and nobody is left uncertain', async () => {
    const { kept, server, run } = await aDispatch(1000, () => {})
    let steps = 0
    const watch = () => {
      steps += 1
      if (steps === 3) throw new Error('the window is gone')
    }
    await expect(run({ watch })).rejects.toThrow('the window is gone')
    const { sent, queued, claimed, uncertain } = await kept.ledger.counts(issue)
    expect([sent, sent + queued, claimed, uncertain]).toEqual([server.received.length, 60, 0, 0])
  })

  it('before a message is sent costs nobody a try', async () => {
    const { kept, server, run } = await aDispatch(1000, () => {})
    const write = () => Promise.reject(new TypeError('no such thing'))
    await expect(run({ write })).rejects.toThrow('no such thing')
    expect(server.received).toEqual([])
    expect(await deliveriesOf(kept)).toMatchObject(many.map(() => ({ status: 'queued', attempts: 0 })))
  })

  it('while a message is sent leaves open who has it', async () => {
    const { kept } = await aDispatch(1000, () => {})
    const door = doorTo('smtp://127.0.0.1:1', { connections: 1 })
    const broken = {
      ...{ isOpen: true, window: 1, left: 9, server: 'a server' },
      open: () => Promise.resolve(),
      close: () => Promise.resolve(),
      send: () => Promise.reject(new TypeError('no such reply')),
    }
    await expect(work(kept, [{ ...door, openLane: () => broken }])).rejects.toThrow('no such reply')
    expect(await kept.ledger.counts(issue)).toMatchObject({ uncertain: 1, queued: 59, sent: 0 })
  })
})
