import { describe, expect, it } from 'vitest'
import { deliver } from '../../src/deliveries/deliver.ts'
import { type Delivery, planDeliveries } from '../../src/deliveries/delivery.ts'
import type { Ledger } from '../../src/deliveries/ledger.ts'
import { openSmtp, parseSmtpUrl } from '../../src/deliveries/smtp-transport.ts'
import { DeliveryError } from '../../src/errors.ts'
import { writeMessage } from '../../src/mail/message.ts'
import { openDatabase } from '../../src/store/database.ts'
import { SqliteLedger } from '../../src/store/sqlite-ledger.ts'
import type { Subscriber } from '../../src/subscribers/subscriber.ts'
import { aMailServer, aServerThatDies } from '../a-mail-server.ts'
import { aWorkspace } from '../a-workspace.ts'

const issue = '2026-W03'
const mail = {
  issue,
  language: 'zh-CN',
  subject: '主题',
  preheader: '',
  html: '<p>正文</p>',
  text: '正文',
} as const
const sender = { name: '周报', address: 'weekly@example.org' }
const clock = () => new Date('2026-01-19T08:00:00Z')
const people = (...addresses: string[]) => ({
  subscribers: addresses.map(address => ({ address, name: '' })),
  refused: [],
})
const messageFor = (subscriber: Subscriber) =>
  writeMessage(mail, subscriber, sender, 'mailto:u@example.org', clock())
const aLedger = () => new SqliteLedger(openDatabase(':memory:'))

async function send(url: string, ledger: Ledger, ...addresses: string[]): Promise<Delivery[]> {
  const transport = openSmtp(url, { secure: false })
  const plan = planDeliveries(issue, people(...addresses), ledger.deliveriesOf(issue))
  const deliveries: Delivery[] = []
  for await (const delivery of deliver(plan, { transport, ledger, messageFor, clock }))
    deliveries.push(delivery)
  transport.close()
  return deliveries
}

describe('deliver', () => {
  it('sends to each once, however often it is asked', async () => {
    const server = await aMailServer()
    const ledger = aLedger()
    await send(server.url, ledger, 'a@example.org', 'b@example.org')
    const second = await send(server.url, ledger, 'A@example.org', 'b@example.org', 'c@example.org')
    expect(second.map(({ address }) => address)).toEqual(['c@example.org'])
    expect(server.mails.flatMap(({ to }) => to)).toEqual(['a@example.org', 'b@example.org', 'c@example.org'])
  })

  it('sends to a mailbox once, however two lists spell its domain', async () => {
    const server = await aMailServer()
    const ledger = aLedger()
    await send(server.url, ledger, 'm@münchen.de')
    expect(await send(server.url, ledger, 'M@xn--mnchen-3ya.de')).toEqual([])
    expect(ledger.claim(issue, 'm@XN--mnchen-3ya.de', clock())).toBe(false)
    expect(server.mails).toHaveLength(1)
  })

  it('tries those who failed before after those who were never tried', async () => {
    const ledger = aLedger()
    ledger.claim(issue, 'a@example.org', clock())
    ledger.settle(issue, { address: 'a@example.org', status: 'failed', at: clock() })
    const { recipients } = planDeliveries(
      issue,
      people('a@example.org', 'b@example.org'),
      ledger.deliveriesOf(issue),
    )
    expect(recipients.map(({ address }) => address)).toEqual(['b@example.org', 'a@example.org'])
  })

  it('keeps the reply of a server that refuses, and tries again next time', async () => {
    let isRefusing = true
    const server = await aMailServer({
      onRcptTo: ({ address }, _session, done) =>
        isRefusing && address.startsWith('b@')
          ? done(Object.assign(new Error('try later'), { responseCode: 450 }))
          : done(),
    })
    const ledger = aLedger()
    const first = await send(server.url, ledger, 'a@example.org', 'b@example.org')
    expect(first).toMatchObject([
      { status: 'sent' },
      { status: 'failed', reply: expect.stringContaining('450 try later') },
    ])
    isRefusing = false
    expect(await send(server.url, ledger, 'a@example.org', 'b@example.org')).toMatchObject([
      { address: 'b@example.org', status: 'sent' },
    ])
  })

  it('never sends again what broke off between the message and the reply', async () => {
    const server = await aServerThatDies('the reply')
    const ledger = aLedger()
    expect(await send(server.url, ledger, 'a@example.org')).toMatchObject([{ status: 'uncertain' }])
    expect(await send(server.url, ledger, 'a@example.org')).toEqual([])
    expect(server.messages()).toBe(1)
  })

  it.each(['the greeting', 'MAIL FROM', 'RCPT TO', 'DATA'])(
    'counts a connection that breaks at %s as a plain failure',
    async at => {
      const server = await aServerThatDies(at)
      expect(await send(server.url, aLedger(), 'a@example.org')).toMatchObject([{ status: 'failed' }])
    },
  )

  it('gives up on a server that falls silent', async () => {
    const server = await aMailServer({ onMailFrom: () => undefined })
    const transport = openSmtp(server.url, { secure: false, timeouts: { connectionMs: 300, silenceMs: 300 } })
    const sending = transport.send(messageFor({ address: 'a@example.org', name: '' }))
    await expect(sending).rejects.toBeInstanceOf(DeliveryError)
    expect(server.mails).toEqual([])
    transport.close()
  })

  it('counts a server that is not there as a plain failure', async () => {
    expect(await send('smtp://127.0.0.1:9', aLedger(), 'a@example.org')).toMatchObject([
      { status: 'failed', reply: expect.stringContaining('smtp://127.0.0.1:9') },
    ])
  })

  it('leaves to a second program what the first one has claimed', async () => {
    const { path } = await aWorkspace()
    const [one, two] = [0, 1].map(() => new SqliteLedger(openDatabase(path('masthead.db'))))
    expect(one?.claim(issue, 'a@example.org', clock())).toBe(true)
    expect(two?.claim(issue, 'A@example.org', clock())).toBe(false)
    const plan = planDeliveries(issue, people('a@example.org'), two?.deliveriesOf(issue) ?? [])
    expect(plan).toMatchObject({
      recipients: [],
      leftOut: [{ reason: expect.stringContaining('may have it') }],
    })
  })
})

describe('a message on its way', () => {
  it('arrives with its Chinese names, headers and parts intact', async () => {
    const server = await aMailServer()
    await send(server.url, aLedger(), 'a@example.org')
    const { email, raw } = server.mails[0] ?? {}
    expect(email).toMatchObject({
      subject: '主题',
      from: { name: '周报', address: 'weekly@example.org' },
      date: '2026-01-19T08:00:00.000Z',
    })
    expect([email?.html?.trim(), email?.text?.trim()]).toEqual(['<p>正文</p>', '正文'])
    expect(raw?.toString()).toMatch(/^List-Unsubscribe: <mailto:u@example\.org>\r$/m)
    expect(raw?.toString()).toMatch(/^List-ID: .*<newsletter\.example\.org>\r$/m)
    expect(raw?.toString()).not.toMatch(/^(X-Mailer|Precedence):/m)
  })
})

describe('an SMTP server', () => {
  it('never repeats a password in an error', () => {
    expect(() => parseSmtpUrl('http://me:secret@mail.example.org')).toThrow(
      /"http:\/\/…@mail\.example\.org" is not/,
    )
  })

  it('does not hand a mail to a server outside this machine that offers no TLS', async () => {
    const server = await aMailServer()
    // On Linux and macOS this reaches loopback by a name that is not one of its own.
    const transport = openSmtp(server.url.replace('127.0.0.1', '0.0.0.0'), { secure: true })
    const sending = transport.send(messageFor({ address: 'a@example.org', name: '' }))
    await expect(sending).rejects.toThrow('offers no TLS that can be trusted')
    expect(server.mails).toEqual([])
    transport.close()
  })
})
