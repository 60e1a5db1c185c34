import { describe, expect, it } from 'vitest'
import { aMailServer, aServerThatDies, aServerThatSays, usual } from '../a-mail-server.ts'
import {
  aLedger,
  confirm,
  deliveriesOf,
  doorTo,
  issue,
  monday,
  people,
  send,
  three,
  work,
} from './a-dispatch.ts'

describe('an issue', () => {
  it('goes to each once, however often it is sent', async () => {
    const server = await aMailServer()
    const kept = await aLedger()
    await send(server.url, kept, 'a@example.org', 'b@example.org')
    await send(server.url, kept, 'A@example.org', 'b@example.org', 'c@example.org')
    expect(server.mails.flatMap(({ to }) => to)).toEqual(three)
  })

  it('goes to a mailbox once, however two lists spell its domain', async () => {
    const server = await aMailServer()
    const kept = await aLedger()
    await send(server.url, kept, 'm@münchen.de')
    expect(await confirm(kept, { file: people('M@xn--mnchen-3ya.de', 'm@XN--mnchen-3ya.de') })).toBe(0)
    expect(server.mails).toHaveLength(1)
  })

  it('never goes again where the connection broke between the message and the reply', async () => {
    const server = await aServerThatDies('the reply')
    const kept = await aLedger()
    expect(await send(server.url, kept, 'a@example.org')).toMatchObject([{ status: 'uncertain' }])
    expect(await send(server.url, kept, 'a@example.org')).toMatchObject([
      { status: 'uncertain', attempts: 1 },
    ])
    expect(server.messages()).toBe(1)
  })

  it('is refused by a server, whose reply is kept, and is not planned for them again by itself', async () => {
    const server = await aMailServer({
      onRcptTo: ({ address }, _session, done) =>
        address.startsWith('b@')
          ? done(Object.assign(new Error('5.7.1 not wanted here'), { responseCode: 550 }))
          : done(),
    })
    const kept = await aLedger()
    expect(await send(server.url, kept, 'a@example.org', 'b@example.org')).toMatchObject([
      { status: 'sent' },
      { status: 'failed', reply: expect.stringContaining('550 5.7.1 not wanted here') },
    ])
    const { plan } = await kept.ledger.plan(
      issue,
      { file: people('b@example.org') },
      monday,
      async () => new Map(),
    )
    expect(plan).toMatchObject({ recipients: 0, reasons: [{ reason: 'failed before', count: 1 }] })
  })

  it('is tried again where a server asks for that, until it is taken', async () => {
    let refusals = 3
    const server = await aServerThatSays(command =>
      command.startsWith('RCPT') && refusals-- > 0 ? '450 4.2.1 try later' : usual(command),
    )
    expect(await send(server.url, await aLedger(), 'a@example.org')).toMatchObject([
      { status: 'sent', attempts: 4 },
    ])
    expect(server.received).toEqual(['a@example.org'])
  })

  it('arrives with its Chinese names, headers and parts intact', async () => {
    const server = await aMailServer()
    await send(server.url, await aLedger(), 'a@example.org')
    const { email, raw } = server.mails[0] ?? {}
    expect(email).toMatchObject({
      subject: '主题',
      from: { name: '周报', address: 'weekly@example.org' },
      date: expect.stringMatching(/^2026-01-19T08:/),
    })
    expect([email?.html?.trim(), email?.text?.trim()]).toEqual(['<p>正文</p>', '正文'])
    expect(raw?.toString()).toMatch(/^List-Unsubscribe: <mailto:u@example\.org>\r$/m)
    expect(raw?.toString()).toMatch(/^List-I[Dd]: .*<newsletter\.example\.org>\r$/m)
    expect(raw?.toString()).not.toMatch(/^(X-Mailer|Precedence):/m)
  })
})

describe('a server with a login', () => {
  it('gets user and password, decoded; where it refuses them, nobody is tried', async () => {
    const server = await aMailServer({
      authOptional: false,
      onAuth: ({ username, password }, _session, done) =>
        done(null, username === 'me@x' && password === 'p/ss%' ? { user: 1 } : undefined),
    })
    const url = (password: string) => server.url.replace('//', `//me%40x:${password}@`)
    const kept = await aLedger()
    await confirm(kept, { file: people('a@example.org', 'b@example.org') })
    expect(await work(kept, [doorTo(url('wrong'))])).toMatchObject({
      status: 'paused',
      reason: expect.stringMatching(/does not accept the user and password: 535/),
    })
    expect(await deliveriesOf(kept)).toMatchObject([
      { status: 'queued', attempts: 0 },
      { status: 'queued', attempts: 0 },
    ])
    await kept.ledger.change(issue, ['paused'], { status: 'sending', at: monday })
    expect(await work(kept, [doorTo(url('p%2Fss%25'))])).toEqual({ status: 'done' })
  })

  it('may speak TLS from the first byte, or after STARTTLS', async () => {
    const secure = await aMailServer({ secure: true })
    const upgraded = await aMailServer({ disabledCommands: [] })
    for (const { url, mails } of [{ ...secure, url: secure.url.replace('smtp:', 'smtps:') }, upgraded]) {
      expect(await send(url, await aLedger(), 'a@example.org')).toMatchObject([{ status: 'sent' }])
      expect(mails).toHaveLength(1)
    }
  })
})
