import { describe, expect, it } from 'vitest'
import { openSmtp } from '../../src/deliveries/smtp/smtp-transport.ts'
import { DeliveryError } from '../../src/errors.ts'
import { aMailServer, aServerThatDies, aServerThatSays, type Says, usual } from '../a-mail-server.ts'
import { aLedger, messageFor, send, three } from './a-delivery.ts'

describe('deliver, where a server does not do its part,', () => {
  it.each(['the greeting', 'MAIL FROM', 'RCPT TO', 'DATA'])(
    'counts a connection that breaks at %s as a plain failure',
    async at => {
      const server = await aServerThatDies(at)
      expect(await send(server.url, await aLedger(), 'a@example.org')).toMatchObject([{ status: 'failed' }])
    },
  )

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
    expect(await send(server.url, await aLedger(), ...three)).toMatchObject(
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
    const deliveries = await send(server.url, await aLedger(), ...three)
    expect(deliveries).toMatchObject([
      { status: 'sent' },
      { status: 'failed', reply: expect.stringContaining(reply ?? 'broke off') },
      { status: 'sent' },
    ])
    expect(server.received).toEqual(['a@example.org', 'c@example.org'])
  })

  it.each(['RCPT TO', 'the reply'])(
    'ends when connections break at %s for five people in a row',
    async at => {
      const server = await aServerThatDies(at)
      const seven = [1, 2, 3, 4, 5, 6, 7].map(number => `${number}@example.org`)
      expect(await send(server.url, await aLedger(), ...seven)).toHaveLength(5)
    },
  )

  it('tells what the server said before it took no connection any more', async () => {
    const server = await aServerThatSays((command, { connection, messages }) =>
      connection > 1 ? undefined : messages > 0 ? '421 enough for today' : usual(command),
    )
    expect(await send(server.url, await aLedger(), ...three)).toMatchObject([
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
    const ledger = await aLedger()
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
      const ledger = await aLedger()
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
    expect(await send(server.url, await aLedger(), 'a@example.org', 'b@example.org')).toMatchObject([
      { status: 'failed', reply: expect.stringContaining(reply) },
      { status: 'failed' },
    ])
    expect(server.received).toEqual(['a@example.org', 'b@example.org'])
  })

  it('opens another connection after a hundred messages', async () => {
    const server = await aServerThatSays(usual)
    const many = Array.from({ length: 101 }, (_, at) => `${at}@example.org`)
    await send(server.url, await aLedger(), ...many)
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
    expect(await send('smtp://127.0.0.1:9', await aLedger(), 'a@example.org')).toMatchObject([
      { status: 'failed', reply: expect.stringContaining('smtp://127.0.0.1:9') },
    ])
  })
})
