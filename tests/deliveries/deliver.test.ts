import { describe, expect, it } from 'vitest'
import { deliver } from '../../src/deliveries/deliver.ts'
import { type Delivery, type Elsewhere, planDeliveries } from '../../src/deliveries/delivery.ts'
import type { Ledger } from '../../src/deliveries/ledger.ts'
import { parseSmtpUrl } from '../../src/deliveries/smtp-address.ts'
import { openSmtp } from '../../src/deliveries/smtp-transport.ts'
import { DeliveryError } from '../../src/errors.ts'
import { writeMessage } from '../../src/mail/message.ts'
import { openDatabase } from '../../src/store/database.ts'
import { SqliteLedger } from '../../src/store/sqlite-ledger.ts'
import type { Subscriber } from '../../src/subscribers/subscriber.ts'
import { aMailServer, aServerThatDies, aServerThatSays, type Says, usual } from '../a-mail-server.ts'
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

async function send(url: string, ledger: Ledger, ...addresses: string[]): Promise<(Delivery | Elsewhere)[]> {
  const transport = openSmtp(url, { secure: false })
  const plan = planDeliveries(issue, people(...addresses), ledger.deliveriesOf(issue), clock())
  const deliveries: (Delivery | Elsewhere)[] = []
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
      clock(),
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

  const three = ['a@example.org', 'b@example.org', 'c@example.org']

  it.each<[string, Says]>([
    [
      '421 to the second message of a connection',
      (command, { messages }) =>
        command.startsWith('MAIL') && messages > 0 ? '421 too many messages' : usual(command),
    ],
    [
      'an end after each message',
      (command, { messages }) => (command.startsWith('MAIL') && messages > 0 ? undefined : usual(command)),
    ],
    [
      '421 at DATA',
      (command, { messages }) =>
        command.startsWith('DATA') && messages > 0 ? '421 too many messages' : usual(command),
    ],
    [
      'nonsense instead of a reply',
      (command, { messages }) =>
        command.startsWith('RCPT') && messages > 0 ? 'lorem ipsum' : usual(command),
    ],
  ])('goes on over a new connection after %s', async (_name, says) => {
    const server = await aServerThatSays(says)
    expect(await send(server.url, aLedger(), ...three)).toMatchObject(
      three.map(address => ({ address, status: 'sent' })),
    )
    expect(server.received).toEqual(three)
    expect(server.connections()).toBe(3)
  })

  it.each<[string, string | undefined]>([
    ['RCPT TO:<b@', undefined],
    ['RCPT TO:<b@', '421 4.3.2 not this one'],
  ])('goes on with the next person where the connection ends at %s (%s)', async (at, reply) => {
    const server = await aServerThatSays(command => (command.startsWith(at) ? reply : usual(command)))
    const deliveries = await send(server.url, aLedger(), ...three)
    expect(deliveries).toMatchObject([
      { status: 'sent' },
      { status: 'failed', reply: expect.stringContaining(reply ?? 'broke off') },
      { status: 'sent' },
    ])
    expect(server.received).toEqual(['a@example.org', 'c@example.org'])
  })

  it('ends when connections break for five people in a row', async () => {
    const server = await aServerThatDies('RCPT TO')
    const seven = [1, 2, 3, 4, 5, 6, 7].map(number => `${number}@example.org`)
    expect(await send(server.url, aLedger(), ...seven)).toHaveLength(5)
  })

  it('tells what the server said before it took no connection any more', async () => {
    const server = await aServerThatSays((command, { connection, messages }) =>
      connection > 1 ? undefined : messages > 0 ? '421 enough for today' : usual(command),
    )
    expect(await send(server.url, aLedger(), ...three)).toMatchObject([
      { status: 'sent' },
      { status: 'failed', reply: expect.stringMatching(/cannot be reached: .*421 enough for today/) },
    ])
  })

  it('claims nobody before there is a connection', async () => {
    const events: string[] = []
    const server = await aServerThatSays(command => {
      events.push(command.split(' ')[0] ?? '')
      return usual(command)
    })
    const ledger = aLedger()
    const claim = ledger.claim.bind(ledger)
    ledger.claim = (...args) => {
      events.push('claim')
      return claim(...args)
    }
    await send(server.url, ledger, 'a@example.org')
    expect(events.slice(0, 4)).toEqual(['the', 'EHLO', 'claim', 'MAIL'])
  })

  it.each(['354 go on', 'lorem ipsum'])(
    'is not sure what "%s" after a message means, and never sends it again',
    async odd => {
      const server = await aServerThatSays(command => (command === 'message' ? odd : usual(command)))
      const ledger = aLedger()
      expect(await send(server.url, ledger, 'a@example.org', 'b@example.org')).toMatchObject([
        { status: 'uncertain' },
        { status: 'uncertain' },
      ])
      expect(await send(server.url, ledger, 'a@example.org', 'b@example.org')).toEqual([])
      expect(server.received).toEqual(['a@example.org', 'b@example.org'])
    },
  )

  it.each(['450 later', '550 no', '421 busy'])('takes %s after a message as a refusal', async reply => {
    const server = await aServerThatSays(command => (command === 'message' ? reply : usual(command)))
    expect(await send(server.url, aLedger(), 'a@example.org', 'b@example.org')).toMatchObject([
      { status: 'failed', reply: expect.stringContaining(reply) },
      { status: 'failed' },
    ])
    expect(server.received).toEqual(['a@example.org', 'b@example.org'])
  })

  it('opens another connection after a hundred messages', async () => {
    const server = await aServerThatSays(usual)
    const many = Array.from({ length: 101 }, (_, at) => `${at}@example.org`)
    await send(server.url, aLedger(), ...many)
    expect(server.received).toEqual(many)
    expect(server.connections()).toBe(2)
  })

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
    const soon = new Date('2026-01-19T08:05:00Z')
    const later = new Date('2026-01-19T08:15:00Z')
    const planAt = (now: Date) =>
      planDeliveries(issue, people('a@example.org'), two?.deliveriesOf(issue) ?? [], now)
    expect(planAt(soon)).toMatchObject({
      recipients: [],
      uncertain: 0,
      leftOut: [{ reason: expect.stringContaining('another run is sending to them') }],
    })
    expect(planAt(later)).toMatchObject({
      uncertain: 1,
      leftOut: [{ reason: expect.stringContaining('may have it') }],
    })
  })

  it('tells of those whom another run took in the meantime, and sends to the others', async () => {
    const ledger = aLedger()
    const server = await aServerThatSays(command => {
      if (command.startsWith('MAIL')) ledger.claim(issue, 'b@example.org', clock())
      return usual(command)
    })
    expect(await send(server.url, ledger, ...three)).toMatchObject([
      { status: 'sent' },
      { address: 'b@example.org', status: 'elsewhere' },
      { status: 'sent' },
    ])
    expect(server.received).toEqual(['a@example.org', 'c@example.org'])
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
  it('gets user and password, decoded', async () => {
    const server = await aMailServer({
      authOptional: false,
      onAuth: ({ username, password }, _session, done) =>
        done(null, username === 'me@x' && password === 'p/ss%' ? { user: 1 } : undefined),
    })
    const url = (password: string) => server.url.replace('//', `//me%40x:${password}@`)
    expect(await send(url('p%2Fss%25'), aLedger(), 'a@example.org', 'b@example.org')).toMatchObject([
      { status: 'sent' },
      { status: 'sent' },
    ])
    expect(await send(url('wrong'), aLedger(), 'a@example.org', 'b@example.org')).toMatchObject([
      { status: 'failed', reply: expect.stringMatching(/does not accept the user and password: 535/) },
    ])
  })

  it('may speak TLS from the first byte, or after STARTTLS', async () => {
    const secure = await aMailServer({ secure: true })
    const upgraded = await aMailServer({ disabledCommands: [] })
    for (const { url, mails } of [{ ...secure, url: secure.url.replace('smtp:', 'smtps:') }, upgraded]) {
      expect(await send(url, aLedger(), 'a@example.org')).toMatchObject([{ status: 'sent' }])
      expect(mails).toHaveLength(1)
    }
  })

  it.each(['http://me:secret@mail.example.org', 'http://me:sec@ret@mail.example.org'])(
    'never repeats a password in an error (%s)',
    url => {
      expect(() => parseSmtpUrl(url)).toThrow(/^"http:\/\/…@mail\.example\.org" is not/)
    },
  )

  it.each(['smtp://u%zz:secret@127.0.0.1:1', 'smtp://me:50%off-secret@127.0.0.1:1'])(
    'with a bare %% in its login is one sentence without the password: %s',
    url => {
      const open = () => openSmtp(url, { secure: true })
      expect(open).toThrow(DeliveryError)
      expect(open).toThrow(
        /^The user or the password in the address of smtp:\/\/127\.0\.0\.1:1 has a bare "%"$/,
      )
    },
  )

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
