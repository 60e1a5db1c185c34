import { describe, expect, it } from 'vitest'
import { openLane } from '../../../src/deliveries/smtp/smtp-lane.ts'
import { joinedBytes } from '../../../src/mail/encoded/body-part.ts'
import { aMailServer, aServerThatSays, offering, type Says, usual } from '../../a-mail-server.ts'
import { anAccount, anEncodedMessage, sendAll } from './an-account.ts'

const ways = { 'one by one': [], 'by DATA': ['PIPELINING'], 'by BDAT': ['PIPELINING', 'CHUNKING'] }
const three = ['a@example.org', 'b@example.org', 'c@example.org']
const timeouts = { connectionMs: 2_000, silenceMs: 300 }

/** A server that offers what it is told to, and says something of its own at some commands. */
const aServer = (extensions: readonly string[], says: Says) =>
  aServerThatSays((command, talk) =>
    command.startsWith('EHLO') ? offering(...extensions) : says(command, talk),
  )

describe.each(Object.entries(ways))('a lane that carries messages %s', (_way, extensions) => {
  const handovers = async (says: Says, to = three) => {
    const server = await aServer(extensions, says)
    return {
      server,
      told: await sendAll(
        openLane(anAccount(server.url), { timeouts }),
        to.map(a => anEncodedMessage(a)),
      ),
    }
  }

  it('carries messages in their order, over one connection', async () => {
    const { server, told } = await handovers(usual)
    expect(told).toMatchObject(
      three.map(() => ({ outcome: 'taken', reply: { stage: 'message', code: 250 } })),
    )
    expect(server.received).toEqual(three)
    expect(server.connections()).toBe(1)
  })

  it.each([
    ['MAIL', 'sender'],
    ['RCPT', 'recipient'],
    ['message', 'message'],
  ])('keeps a refusal of several lines at %s whole', async (at, stage) => {
    const steps = ['MAIL', 'RCPT', 'DATA', 'message']
    const { told } = await handovers(command => {
      const step = steps.findIndex(name => command.startsWith(name))
      if (step > steps.indexOf(at)) return '503 not now'
      return step === steps.indexOf(at) ? '550-5.1.1 nobody\r\n550 5.1.1 of this name' : usual(command)
    })
    const refused = told.filter(({ outcome }) => outcome === 'refused')
    expect(refused).not.toEqual([])
    for (const handover of refused)
      expect(handover).toMatchObject({
        reply: { stage, code: 550, enhanced: '5.1.1', text: '550-5.1.1 nobody\n550 5.1.1 of this name' },
      })
  })

  it.each(['MAIL', 'RCPT'])('does not lose a message where the connection ends at %s', async at => {
    const { server, told } = await handovers(
      command => (command.startsWith(at) ? undefined : usual(command)),
      ['a@example.org'],
    )
    expect(server.received).toEqual([])
    expect(told).toMatchObject([{ outcome: extensions.length === 2 ? 'uncertain' : 'returned' }])
  })

  it.each(['MAIL', 'RCPT'])('returns a message with the 421 that ended the connection at %s', async at => {
    const { told } = await handovers(command =>
      command.startsWith(at) ? '421 4.3.2 enough' : usual(command),
    )
    expect(told.every(({ outcome }) => outcome === 'returned')).toBe(true)
    expect(told[0]).toMatchObject({ reply: { stage: at === 'MAIL' ? 'sender' : 'recipient', code: 421 } })
  })

  it.each([undefined, 'lorem ipsum', '354 go on'])(
    'is uncertain where a message is answered by %s',
    async said => {
      const { told } = await handovers(
        command => (command === 'message' ? said : usual(command)),
        ['a@example.org'],
      )
      expect(told).toMatchObject([{ outcome: 'uncertain' }])
    },
  )

  it('does not ask a server for what it cannot take', async () => {
    const server = await aServer([...extensions, 'SIZE 500'], usual)
    const messages = [
      anEncodedMessage('a@example.org', 1000),
      anEncodedMessage('名字@example.org'),
      anEncodedMessage('a@example.org>\r\nRCPT TO:<b@example.org'),
      anEncodedMessage(`${'a'.repeat(300)}@example.org`),
    ]
    const told = await sendAll(openLane(anAccount(server.url)), messages)
    expect(told).toMatchObject([
      { outcome: 'unsendable', why: expect.stringContaining('at most 500') },
      { outcome: 'unsendable', why: expect.stringContaining('SMTPUTF8') },
      { outcome: 'unsendable' },
      { outcome: 'unsendable' },
    ])
    expect(server.received).toEqual([])
  })

  it('writes addresses as a server can read them', async () => {
    const commands: string[] = []
    const server = await aServer([...extensions, 'SMTPUTF8', 'SIZE'], command => {
      commands.push(command)
      return usual(command)
    })
    await sendAll(openLane(anAccount(server.url)), [
      anEncodedMessage('a@例子.cn'),
      anEncodedMessage('名字@例子.cn'),
    ])
    expect(commands.filter(command => /^(MAIL|RCPT)/.test(command))).toEqual([
      'MAIL FROM:<weekly@example.org> SIZE=94',
      'RCPT TO:<a@xn--fsqu00a.cn>',
      expect.stringMatching(/^MAIL FROM:<weekly@example.org>( SIZE=104| SMTPUTF8){2}$/),
      'RCPT TO:<名字@xn--fsqu00a.cn>',
    ])
  })

  it('takes no more messages over a connection than the account allows, and then opens again', async () => {
    const server = await aServer(extensions, usual)
    const lane = openLane(anAccount(server.url, { messagesPerConnection: 2 }))
    await lane.open()
    await lane.send(anEncodedMessage('a@example.org'))
    expect(lane.left).toBe(1)
    await lane.send(anEncodedMessage('b@example.org'))
    expect(await lane.send(anEncodedMessage('c@example.org'))).toMatchObject({ outcome: 'returned' })
    await lane.open()
    expect(await lane.send(anEncodedMessage('c@example.org'))).toMatchObject({ outcome: 'taken' })
    await lane.close()
    expect(server.connections()).toBe(2)
    expect(lane.isOpen).toBe(false)
  })

  it('closes also where a server does not answer QUIT', async () => {
    const { server, told } = await handovers(command => (command === 'QUIT' ? '250-' : usual(command)))
    expect(told).toHaveLength(3)
    expect(server.received).toEqual(three)
  })
})

describe('a lane by DATA', () => {
  it.each([['\r\n.\r\nRCPT TO:<b@example.org>\r\n'], ['.\r\n'], ['a\r\n', '.', '\r\n']])(
    'takes no message that would end before its end: %j',
    async (...texts) => {
      const server = await aServer(['PIPELINING'], usual)
      const parts = texts.map(text => Buffer.from(text))
      const told = await sendAll(openLane(anAccount(server.url)), [
        { ...anEncodedMessage('a@example.org'), parts },
      ])
      expect(told).toMatchObject([{ outcome: 'unsendable' }])
      expect(server.received).toEqual([])
    },
  )

  it('ends a message to nobody, empty, where a server asks for it all the same', async () => {
    const server = await aServer(['PIPELINING'], command =>
      command.startsWith('RCPT TO:<b@') ? '550 no' : usual(command),
    )
    const told = await sendAll(
      openLane(anAccount(server.url)),
      three.map(address => anEncodedMessage(address)),
    )
    expect(told).toMatchObject([
      { outcome: 'taken' },
      { outcome: 'refused', reply: { stage: 'recipient', text: '550 no' } },
      { outcome: 'taken' },
    ])
    expect(server.connections()).toBe(1)
  })
})

it('carries the same bytes to a server of another make, over TLS', async () => {
  const server = await aMailServer({ disabledCommands: [], authOptional: true })
  const messages = three.map(address => anEncodedMessage(address, 9000))
  const told = await sendAll(openLane(anAccount(server.url)), messages)
  expect(told.map(({ outcome }) => outcome)).toEqual(['taken', 'taken', 'taken'])
  expect(server.mails.map(({ raw }) => raw.toString())).toEqual(
    messages.map(({ parts }) => joinedBytes(parts).toString()),
  )
})
