import { setTimeout } from 'node:timers/promises'
import type { AccountDoor } from '../../src/deliveries/crew.ts'
import type { DeliveryStatus } from '../../src/deliveries/delivery.ts'
import { readOutgoing, writeOutgoing } from '../../src/deliveries/dispatch.ts'
import type { Audience } from '../../src/deliveries/ledger.ts'
import { messageWriter } from '../../src/deliveries/message-writer.ts'
import type { RunEnd, WorkerTools } from '../../src/deliveries/run.ts'
import type { SmtpAccount } from '../../src/deliveries/smtp/smtp-account.ts'
import { openLane } from '../../src/deliveries/smtp/smtp-lane.ts'
import { runWorker } from '../../src/deliveries/worker.ts'
import { LedgerDatabase } from '../../src/store/dispatches/ledger-database.ts'
import { PageLinks } from '../../src/subscribers/page-links.ts'
import { aMail } from '../mail/mail-settings.ts'
import { aKeyring, aSubscriberStore } from '../store/a-subscriber-store.ts'
import { anAccount } from './smtp/an-account.ts'

export const three = ['a@example.org', 'b@example.org', 'c@example.org']
export const issue = '2026-W03'
export const monday = new Date('2026-01-19T08:00:00Z')
export const written = writeOutgoing({
  mail: aMail({ language: 'zh-CN', subject: '主题', html: '<p>正文</p>', text: '正文' }),
  sender: { name: '周报', address: 'weekly@example.org' },
})
export const people = (...addresses: string[]) => ({
  subscribers: addresses.map(address => ({ address, name: '' })),
  refused: [],
})

/** A ledger in memory, or in a file, with the people and the database below it. */
export async function aLedger(path = ':memory:', patienceMs = 60_000) {
  const { database, store } = await aSubscriberStore(path, patienceMs)
  const ledger = new LedgerDatabase(database, { keyring: aKeyring }, store)
  return { database, store, ledger }
}

export type TestLedger = Awaited<ReturnType<typeof aLedger>>

/** Plans an issue and confirms it; tells how many people get it. */
export async function confirm(
  { ledger }: Pick<TestLedger, 'ledger'>,
  audience: Audience,
  {
    confirmed = monday,
    begins = confirmed,
    providers = {},
  }: { confirmed?: Date; begins?: Date; providers?: Record<string, string> } = {},
): Promise<number> {
  const planned = await ledger.plan(
    issue,
    audience,
    confirmed,
    async () => new Map(Object.entries(providers)),
  )
  return planned.confirm({ mail: written, hash: 'h', confirmed, begins })
}

/** Real servers behind accounts. */
export const doorTo = (url: string, more: Partial<SmtpAccount> = {}): AccountDoor => {
  const account = anAccount(url, more)
  return { account, openLane: () => openLane(account, { timeouts: { connectionMs: 1000, silenceMs: 1000 } }) }
}

/** A clock that hurries where somebody waits: each wait takes 2 ms of real time at most. */
export function aHurryingClock(from = monday) {
  let now = from.getTime()
  return {
    clock: () => new Date(now),
    set: (to: Date) => {
      now = to.getTime()
    },
    async wait(ms: number, signal: AbortSignal) {
      await setTimeout(Math.min(ms, 2), undefined, { signal }).catch(() => {})
      if (!signal.aborted) now += ms
    },
  }
}

/** Sends what waits, as a program does that is alone with the issue. */
export async function work(
  { ledger }: Pick<TestLedger, 'ledger'>,
  doors: AccountDoor[],
  more: Partial<WorkerTools> = {},
  stop: AbortSignal = new AbortController().signal,
): Promise<RunEnd> {
  const { clock, wait } = aHurryingClock()
  const parts = { links: new PageLinks({ keyring: aKeyring }, 'n'), signer: undefined, clock }
  const write = messageWriter(readOutgoing(await ledger.mailOf(issue)), parts)
  const tools = { issue, ledger, doors, rulesOf: () => ({}), write, clock, wait, isPatient: true, ...more }
  return runWorker(tools, stop)
}

/** What the ledger says of each, by address: status, attempts, and the reply. */
export async function deliveriesOf({ ledger }: Pick<TestLedger, 'ledger'>) {
  const found: { address: string; status: DeliveryStatus; attempts: number; reply?: string }[] = []
  for await (const { address, status, attempts, reply } of ledger.deliveries(issue))
    found.push({ address, status, attempts, ...(reply !== undefined && { reply }) })
  return found
}

/** Sends to people of a file over one connection, until all have it or it ends; tells what became of each. */
export async function send(url: string, kept: Pick<TestLedger, 'ledger'>, ...addresses: string[]) {
  await confirm(kept, { file: people(...addresses) })
  await work(kept, [doorTo(url)])
  return deliveriesOf(kept)
}
