import { describe, expect, it } from 'vitest'
import type { Limits } from '../../src/deliveries/pacing/limits.ts'
import { stopped } from '../../src/deliveries/pacing/slow-down.ts'
import { sendLetters } from '../../src/deliveries/send-letters.ts'
import { openSmtp } from '../../src/deliveries/smtp/smtp-transport.ts'
import { TemplateError } from '../../src/errors.ts'
import { messageTo } from '../../src/mail/message.ts'
import { spendPace } from '../../src/store/dispatches/spend-pace.ts'
import { LetterDatabase } from '../../src/store/letter-database.ts'
import { aMailServer, aServerThatDies, aServerThatSays, usual } from '../a-mail-server.ts'
import { aMail } from '../mail/mail-settings.ts'
import { aSubscriberStore, asked, minute } from '../store/a-subscriber-store.ts'

const sender = { name: 'Weekly', address: 'weekly@example.org' }
type MessageFor = Parameters<typeof sendLetters>[0]['messageFor']
const messageFor: MessageFor = async ({ id, subscriber }) =>
  messageTo(subscriber, { ...aMail({}), messageId: `${id}@x`, date: minute(1) }, sender)

/** Letters to some people, and what sends those that are due at a minute. */
async function someLetters(...names: string[]) {
  const { store, database } = await aSubscriberStore()
  const queue = new LetterDatabase(database)
  for (const name of names)
    await store.change(name.includes('@') ? name : `${name}@example.org`, asked(minute(0)))
  let limits: Limits = {}
  const sendAt = async (at: Date, url: string, write = messageFor, isStopping = () => false) => {
    const transport = openSmtp(url, { secure: false, timeouts: { connectionMs: 1000, silenceMs: 1000 } })
    const spend = (now: Date) => spendPace(database, 'account smtp', limits, now)
    const tools = { queue, transport, messageFor: write, spend, clock: () => at, isStopping }
    const counts = await sendLetters(tools)
    transport.close()
    return counts
  }
  const row = () => database.sqlite.prepare('SELECT status, not_before, attempts, reply FROM letters').get()
  const limit = (wanted: Limits) => {
    limits = wanted
  }
  return { queue, sendAt, row, limit, database }
}

const minutesOn = (minutes: number) => new Date(minute(1).getTime() + minutes * 60_000)

describe('sendLetters', () => {
  it('ends after the letter under way when the program is to end, and keeps the others', async () => {
    const server = await aMailServer()
    const { sendAt } = await someLetters('a', 'b', 'c')
    const isStopping = () => server.mails.length === 1
    expect(await sendAt(minute(1), server.url, messageFor, isStopping)).toMatchObject({ sent: 1, later: 0 })
    expect(await sendAt(minute(1), server.url)).toMatchObject({ sent: 2 })
  })

  it('sends each letter that is due, once', async () => {
    const server = await aMailServer()
    const { sendAt, queue } = await someLetters('a', 'b')
    expect(await sendAt(minute(1), server.url)).toEqual({ sent: 2, later: 0, failed: 0, dropped: 0 })
    expect(await sendAt(minutesOn(10_000), server.url)).toMatchObject({ sent: 0 })
    expect(server.mails.map(({ to }) => to)).toEqual([['a@example.org'], ['b@example.org']])
    expect(await queue.count()).toEqual({ queued: 0, failed: 0 })
  })

  it('forgets a letter that is no longer wanted', async () => {
    const server = await aMailServer()
    const { sendAt, queue } = await someLetters('a')
    expect(await sendAt(minute(1), server.url, async () => undefined)).toMatchObject({ sent: 0, dropped: 1 })
    expect([server.mails, await queue.count()]).toEqual([[], { queued: 0, failed: 0 }])
  })

  it('tries a letter that is refused for now again for a day, and then keeps the reply', async () => {
    const server = await aServerThatSays(command =>
      command.startsWith('RCPT') ? '450 busy' : usual(command),
    )
    const { sendAt, row } = await someLetters('a')
    const pauses: number[] = []
    let at = minute(1)
    for (let tries = 0; tries < 30; tries += 1) {
      const { later } = await sendAt(at, server.url)
      if (later === 0) break
      const next = new Date(String(row()?.not_before))
      pauses.push((next.getTime() - at.getTime()) / 60_000)
      at = next
    }
    expect(pauses.slice(0, 5)).toEqual([1, 5, 30, 120, 120])
    const hours = pauses.reduce((sum, pause) => sum + pause, 0) / 60
    expect(Math.round(hours)).toBe(23)
    expect(row()).toMatchObject({ status: 'failed', reply: expect.stringContaining('450 busy') })
  })

  it('gives up at once where the server refuses for good, and keeps the reply', async () => {
    const server = await aServerThatSays(command =>
      command.startsWith('RCPT') ? '550 nobody' : usual(command),
    )
    const { sendAt, row } = await someLetters('a', 'b')
    expect(await sendAt(minute(1), server.url)).toMatchObject({
      failed: 2,
      later: 0,
      trouble: expect.stringContaining('b@example.org: 550 nobody'),
    })
    expect(row()).toMatchObject({ status: 'failed', reply: expect.stringContaining('550 nobody') })
  })

  it.each([
    ['a@qq.com', '550 Ip frequency limited http://service.mail.qq.com/', 'later'],
    ['a@qq.com', '550 Mailbox not found', 'failed'],
    ['a@example.org', '550 5.1.1 no such user', 'failed'],
    ['a@example.org', '554 5.7.1 we do not like this', 'failed'],
    ['a@example.org', '451 4.7.1 greylisted', 'later'],
  ])('reads what the server says of %s: %s is %s', async (address, reply, outcome) => {
    const server = await aServerThatSays(command => (command.startsWith('RCPT') ? reply : usual(command)))
    const { sendAt } = await someLetters(address)
    expect(await sendAt(minute(1), server.url)).toMatchObject({ later: 0, failed: 0, [outcome]: 1 })
  })

  it('keeps to the limits of its account, and counts no attempt of a letter that waits for them', async () => {
    const server = await aMailServer()
    const { sendAt, limit, row } = await someLetters('a', 'b', 'c')
    limit({ hour: 2 })
    const first = await sendAt(minute(1), server.url)
    expect(first).toMatchObject({
      sent: 2,
      later: 1,
      failed: 0,
      trouble: expect.stringContaining('2 an hour'),
    })
    expect(row()).toMatchObject({ attempts: 0, not_before: minutesOn(60).toISOString() })
    expect(await sendAt(minutesOn(59), server.url)).toMatchObject({ sent: 0, later: 0 })
    expect(await sendAt(minutesOn(60), server.url)).toMatchObject({ sent: 1 })
  })

  it('waits while the operator has to look at its account, and asks no server', async () => {
    const server = await aMailServer()
    const { sendAt, database } = await someLetters('a', 'b')
    const pace = JSON.stringify(stopped({ sent: [] }, minute(0), 'the login was refused'))
    await database.tables.insertInto('paces').values({ scope: 'account smtp', pace }).execute()
    expect(await sendAt(minute(1), server.url)).toMatchObject({
      later: 2,
      trouble: 'The account takes no letter now: the login was refused',
    })
    expect(server.mails).toEqual([])
  })

  it.each(['RCPT', 'the reply'])('tries again where the connection breaks at %s', async at => {
    const dying = await aServerThatDies(at)
    const server = await aMailServer()
    const { sendAt } = await someLetters('a')
    expect(await sendAt(minute(1), dying.url)).toMatchObject({ later: 1, failed: 0 })
    expect(await sendAt(minutesOn(1), server.url)).toMatchObject({ sent: 1 })
  })

  it('asks a server that is away once, and puts all letters off', async () => {
    const server = await aServerThatSays(() => undefined)
    const { sendAt, queue } = await someLetters('a', 'b', 'c')
    expect(await sendAt(minute(1), server.url)).toMatchObject({ later: 3 })
    expect(server.connections()).toBe(1)
    expect(await queue.count()).toEqual({ queued: 3, failed: 0 })
  })

  it('waits for an editor who is at work on the template, and sends the other letters', async () => {
    const server = await aMailServer()
    const { sendAt } = await someLetters('a', 'b')
    const half: MessageFor = async letter => {
      if (letter.subscriber.address === 'a@example.org')
        throw new TemplateError('templates/letter.mjml:3: no')
      return messageFor(letter)
    }
    expect(await sendAt(minute(1), server.url, half)).toMatchObject({
      sent: 1,
      later: 1,
      trouble: 'templates/letter.mjml:3: no',
    })
    expect(await sendAt(minutesOn(1), server.url)).toMatchObject({ sent: 1 })
  })
})
