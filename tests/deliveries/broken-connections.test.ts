import { describe, expect, it } from 'vitest'
import { aServerThatDies, aServerThatSays, offering, type Says, usual } from '../a-mail-server.ts'
import { aLedger, confirm, deliveriesOf, doorTo, people, send, three, work } from './a-dispatch.ts'

const thirty = Array.from({ length: 30 }, (_, at) => `p${at}@example.org`)

describe('an issue, where a server does not do its part,', () => {
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
    expect(server.received.toSorted()).toEqual(three)
    expect(server.connections()).toBeGreaterThan(2)
  })

  it.each(['500 what?', '502 5.5.1 BDAT not implemented', '503 5.5.1 not now'])(
    'goes on by DATA where a server offers CHUNKING and says %s to BDAT; nobody fails, and it is no try',
    async reply => {
      const known = /^(?:MAIL|RCPT|DATA|RSET|QUIT|NOOP|message|the greeting)/
      const server = await aServerThatSays(command => {
        if (command.startsWith('EHLO')) return offering('PIPELINING', 'CHUNKING')
        if (command.startsWith('BDAT')) return reply
        return known.test(command) ? usual(command) : '500 what?'
      })
      const told = await send(server.url, await aLedger(), ...thirty)
      expect(told).toMatchObject(thirty.map(() => ({ status: 'sent', attempts: 1 })))
      expect(server.received.toSorted()).toEqual(thirty.toSorted())
    },
  )

  it.each(['BDAT', 'DATA'])(
    'tries those again whose mail was on its way by %s when the server said 421 of one, whatever it says of the others',
    async way => {
      const server = await aServerThatSays((command, { messages }) => {
        if (command.startsWith('EHLO'))
          return way === 'BDAT' ? offering('PIPELINING', 'CHUNKING') : offering('PIPELINING')
        if (messages < 4 || !/^(?:RCPT|DATA|message)/.test(command)) return usual(command)
        return command.startsWith('RCPT')
          ? '421-4.7.28 too much\r\n421 4.7.28 mail from here'
          : '503 5.5.1 no rcpt'
      })
      const kept = await aLedger()
      await confirm(kept, { file: people(...thirty) })
      await work(kept, [doorTo(server.url, { connections: 1 })], { isPatient: false })
      const counts = await kept.ledger.counts('2026-W03')
      expect(counts).toMatchObject({ failed: 0, uncertain: 0, queued: 0 })
    },
  )

  it.each(['501 5.5.4 no such parameter', '503 5.5.1 no BDAT now', '554 5.5.1 no'])(
    'goes on by DATA where a server took messages by BDAT, then says %s, and reads the message as commands',
    async reply => {
      const known = /^(?:MAIL|RCPT|DATA|RSET|QUIT|NOOP|message|the greeting)/
      const server = await aServerThatSays((command, { messages }) => {
        if (command.startsWith('EHLO')) return offering('PIPELINING', 'CHUNKING')
        if (command.startsWith('BDAT')) return messages >= 4 ? reply : '250 ok'
        return known.test(command) ? usual(command) : '500 5.5.2 what?'
      })
      const told = await send(server.url, await aLedger(), ...thirty)
      const { sent = [], uncertain = [], failed = [] } = Object.groupBy(told, ({ status }) => status)
      expect(sent.length + uncertain.length + failed.length).toBe(30)
      // Of the message itself, 554 may be said as well.
      expect(failed.length).toBe(reply.startsWith('554') ? 1 : 0)
      expect(uncertain.length).toBeLessThan(6)
      expect(new Set(server.received).size).toBe(server.received.length)
    },
  )

  it('takes 500 to one message of a server that took others by BDAT for a refusal; nobody gets it twice', async () => {
    let messages = 0
    const server = await aServerThatSays(command => {
      if (command.startsWith('EHLO')) return offering('PIPELINING', 'CHUNKING')
      if (command === 'message') messages += 1
      return command === 'message' && messages === 5 ? '500 line too long' : usual(command)
    })
    const told = await send(server.url, await aLedger(), ...thirty)
    expect(told.filter(({ status }) => status === 'sent')).toHaveLength(29)
    expect(new Set(server.received).size).toBe(server.received.length)
  })

  it.each(['the greeting', 'MAIL FROM', 'RCPT TO', 'DATA'])(
    'ends when connections break at %s five times in a row, and everybody waits',
    async at => {
      const server = await aServerThatDies(at)
      const kept = await aLedger()
      await confirm(kept, { file: people(...three) })
      expect(await work(kept, [doorTo(server.url)])).toMatchObject({
        status: 'paused',
        reason: expect.stringContaining(server.url),
      })
      expect((await deliveriesOf(kept)).map(({ status }) => status)).not.toContain('failed')
      expect(server.messages()).toBe(0)
    },
  )

  it('ends when five people in a row may have it or not', async () => {
    const server = await aServerThatDies('the reply')
    const kept = await aLedger()
    await confirm(kept, { file: people(...[1, 2, 3, 4, 5, 6, 7].map(number => `${number}@example.org`)) })
    expect(await work(kept, [doorTo(server.url)])).toMatchObject({ status: 'paused' })
    expect(await kept.ledger.counts('2026-W03')).toMatchObject({ uncertain: 5, queued: 2 })
  })

  it('goes on with the next people where the connection breaks at one of them', async () => {
    const server = await aServerThatSays(command =>
      command.startsWith('RCPT TO:<b@') ? undefined : usual(command),
    )
    const kept = await aLedger()
    await confirm(kept, { file: people(...three) })
    await work(kept, [doorTo(server.url)], { isPatient: false })
    expect(await deliveriesOf(kept)).toMatchObject([
      { status: 'sent' },
      { status: 'deferred', reply: 'the server closed the connection' },
      { status: 'sent' },
    ])
    expect(server.received).toEqual(['a@example.org', 'c@example.org'])
  })

  it('claims nobody before there is a connection', async () => {
    const kept = await aLedger()
    const before: number[] = []
    const server = await aServerThatSays(command => {
      const [row] = kept.database.sqlite
        .prepare("SELECT count(*) AS n FROM deliveries WHERE status = 'claimed'")
        .all()
      before.push(Number(row?.n))
      return usual(command)
    })
    await send(server.url, kept, 'a@example.org')
    expect(before.slice(0, 3)).toEqual([0, 0, 1])
  })

  it.each(['354 go on', 'lorem ipsum'])(
    'is not sure what "%s" after a message means, and never sends it again',
    async odd => {
      const server = await aServerThatSays(command => (command === 'message' ? odd : usual(command)))
      const kept = await aLedger()
      const both = ['a@example.org', 'b@example.org']
      expect(await send(server.url, kept, ...both)).toMatchObject(both.map(() => ({ status: 'uncertain' })))
      expect(await confirm(kept, { file: people(...both) })).toBe(0)
      expect(server.received).toEqual(both)
    },
  )

  it.each([
    ['in one line', `250 ${'x'.repeat(70_000)}`],
    ['in many', `${'250-lorem ipsum dolor\r\n'.repeat(4000)}250 ok`],
  ])('keeps the beginning of a reply that is too long to be one, %s', async (_name, long) => {
    const server = await aServerThatSays(command => {
      if (command.startsWith('EHLO')) return offering('PIPELINING')
      return command === 'message' ? long : usual(command)
    })
    expect(await send(server.url, await aLedger(), 'a@example.org')).toMatchObject([
      { status: 'uncertain', reply: expect.stringContaining(long.slice(0, 20)) },
    ])
  })

  it.each([
    ['450 4.2.1 later', 'sent', 2],
    ['550 5.7.1 no', 'failed', 1],
    ['421 4.3.2 busy', 'sent', 2],
  ])('takes %s after a message as a refusal: %s at try %s', async (reply, status, attempts) => {
    let isFirst = true
    const server = await aServerThatSays(command => {
      if (command !== 'message' || !isFirst) return usual(command)
      isFirst = false
      return reply
    })
    expect(await send(server.url, await aLedger(), 'a@example.org')).toMatchObject([{ status, attempts }])
  })

  it('opens another connection after as many messages as the account allows', async () => {
    const server = await aServerThatSays(usual)
    const many = Array.from({ length: 101 }, (_, at) => `${at}@example.org`)
    const kept = await aLedger()
    await confirm(kept, { file: people(...many) })
    await work(kept, [doorTo(server.url, { messagesPerConnection: 100 })])
    expect(server.received).toEqual(many)
    expect(server.connections()).toBe(2)
  })
})
