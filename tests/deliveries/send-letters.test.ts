import { describe, expect, it } from 'vitest'
import { sendLetters } from '../../src/deliveries/send-letters.ts'
import { openSmtp } from '../../src/deliveries/smtp/smtp-transport.ts'
import { TemplateError } from '../../src/errors.ts'
import { messageTo } from '../../src/mail/message.ts'
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
  for (const name of names) await store.change(`${name}@example.org`, asked(minute(0)))
  const sendAt = async (at: Date, url: string, write = messageFor, isStopping = () => false) => {
    const transport = openSmtp(url, { secure: false, timeouts: { connectionMs: 1000, silenceMs: 1000 } })
    const counts = await sendLetters({ queue, transport, messageFor: write, clock: () => at, isStopping })
    transport.close()
    return counts
  }
  const row = () => database.sqlite.prepare('SELECT status, not_before, attempts, reply FROM letters').get()
  return { queue, sendAt, row }
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
