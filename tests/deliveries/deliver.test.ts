import { describe, expect, it } from 'vitest'
import { planDeliveries } from '../../src/deliveries/delivery.ts'
import { parseSmtpUrl } from '../../src/deliveries/smtp/smtp-address.ts'
import { openSmtp } from '../../src/deliveries/smtp/smtp-transport.ts'
import { DeliveryError } from '../../src/errors.ts'
import { openDatabase } from '../../src/store/database.ts'
import { SqliteLedger } from '../../src/store/sqlite-ledger.ts'
import { aMailServer, aServerThatDies, aServerThatSays, usual } from '../a-mail-server.ts'
import { aWorkspace } from '../a-workspace.ts'
import { aLedger, clock, issue, messageFor, people, send, three } from './a-delivery.ts'

describe('deliver', () => {
  it('sends to each once, however often it is asked', async () => {
    const server = await aMailServer()
    const ledger = await aLedger()
    await send(server.url, ledger, 'a@example.org', 'b@example.org')
    const second = await send(server.url, ledger, 'A@example.org', 'b@example.org', 'c@example.org')
    expect(second.map(({ address }) => address)).toEqual(['c@example.org'])
    expect(server.mails.flatMap(({ to }) => to)).toEqual(['a@example.org', 'b@example.org', 'c@example.org'])
  })

  it('sends to a mailbox once, however two lists spell its domain', async () => {
    const server = await aMailServer()
    const ledger = await aLedger()
    await send(server.url, ledger, 'm@münchen.de')
    expect(await send(server.url, ledger, 'M@xn--mnchen-3ya.de')).toEqual([])
    expect(ledger.claim(issue, 'm@XN--mnchen-3ya.de', clock())).toBe(false)
    expect(server.mails).toHaveLength(1)
  })

  it('tries those who failed before after those who were never tried', async () => {
    const ledger = await aLedger()
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
    const ledger = await aLedger()
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
    const ledger = await aLedger()
    expect(await send(server.url, ledger, 'a@example.org')).toMatchObject([{ status: 'uncertain' }])
    expect(await send(server.url, ledger, 'a@example.org')).toEqual([])
    expect(server.messages()).toBe(1)
  })

  it('leaves to a second program what the first one has claimed', async () => {
    const { path } = await aWorkspace()
    const [one, two] = await Promise.all(
      [0, 1].map(async () => new SqliteLedger(await openDatabase(path('masthead.db')))),
    )
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
    const ledger = await aLedger()
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
    await send(server.url, await aLedger(), 'a@example.org')
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
    expect(await send(url('p%2Fss%25'), await aLedger(), 'a@example.org', 'b@example.org')).toMatchObject([
      { status: 'sent' },
      { status: 'sent' },
    ])
    expect(await send(url('wrong'), await aLedger(), 'a@example.org', 'b@example.org')).toMatchObject([
      { status: 'failed', reply: expect.stringMatching(/does not accept the user and password: 535/) },
    ])
  })

  it('may speak TLS from the first byte, or after STARTTLS', async () => {
    const secure = await aMailServer({ secure: true })
    const upgraded = await aMailServer({ disabledCommands: [] })
    for (const { url, mails } of [{ ...secure, url: secure.url.replace('smtp:', 'smtps:') }, upgraded]) {
      expect(await send(url, await aLedger(), 'a@example.org')).toMatchObject([{ status: 'sent' }])
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
