import { once } from 'node:events'
import { connect } from 'node:net'
import fc from 'fast-check'
import { createTransport } from 'nodemailer'
import { describe, expect, it, vi } from 'vitest'
import { DeliveryError } from '../../src/errors.ts'
import { readChaos } from '../../src/inbox/chaos.ts'
import type { Envelope } from '../../src/inbox/mailbox/envelope.ts'
import { openMail } from '../../src/inbox/mailbox/open-mail.ts'
import { listenForMail } from '../../src/inbox/smtp-listener.ts'
import { aListener, aMailbox } from './a-mailbox.ts'

const nobody = async (_raw: Buffer) => {}
const transaction = ['MAIL FROM:<a@b.c>', 'RCPT TO:<d@e.f>', 'DATA']

describe('listenForMail', () => {
  it('delivers the bytes that were sent, dots and 8-bit characters included', async () => {
    const deliver = vi.fn(nobody)
    const { send } = await aListener({ deliver })
    const raw =
      'From: 编辑 <e@example.org>\r\nSubject: 云原生周报\r\n\r\n.one\r\n..two\r\n.\r\n主权 AI\r\n\r\n'
    await send({ raw })
    expect(deliver.mock.calls[0]?.[0].toString()).toBe(raw)
  })

  it('tells the envelope apart from the headers', async () => {
    const deliver = vi.fn(nobody)
    const { send } = await aListener({ deliver })
    const envelope = { from: 'bounces@example.org', to: ['a@example.com', '李雷@例子.com'] }
    await send({ envelope, from: 'x@example.org', to: 'y@example.org', text: 'Hello' })
    expect(deliver).toHaveBeenCalledWith(expect.anything(), {
      from: 'bounces@example.org',
      to: ['a@example.com', '李雷@例子.com'],
    })
  })

  it('takes any credentials over a plain connection', async () => {
    const { port } = await aListener({ deliver: nobody })
    const transport = createTransport({ port, host: '127.0.0.1', auth: { user: 'anyone', pass: 'anything' } })
    await expect(transport.verify()).resolves.toBe(true)
  })

  it('refuses a mail that says that it is too large', async () => {
    const deliver = vi.fn(nobody)
    const { send } = await aListener({ deliver, maxBytes: 1000 })
    await expect(send({ raw: 'x'.repeat(2000) })).rejects.toMatchObject({ responseCode: 552 })
    expect(deliver).not.toHaveBeenCalled()
  })

  it('refuses a mail that turns out too large, and serves the next one', async () => {
    const deliver = vi.fn(nobody)
    const { port } = await aListener({ deliver, maxBytes: 1000 })
    const large = [...transaction, 'x'.repeat(200_000), '.']
    const replies = await converse(port, ['EHLO x', ...large, ...transaction, 'short', '.', 'QUIT', ''])
    expect(replies.filter(code => code === '552')).toHaveLength(1)
    expect(deliver).toHaveBeenCalledOnce()
  })

  it('asks the sender to try again when the mail cannot be kept', async () => {
    const { send } = await aListener({ deliver: () => Promise.reject(new Error('disk\r\nfull')) })
    await expect(send({ text: 'Hello' })).rejects.toMatchObject({
      responseCode: 451,
      response: '451 disk full',
    })
  })

  it('delivers nothing when the sender vanishes in the middle', async () => {
    const deliver = vi.fn(nobody)
    const { port, send } = await aListener({ deliver })
    await converse(port, ['EHLO x', ...transaction, 'half a ma'])
    await send({ raw: 'a whole mail' })
    expect(deliver.mock.calls.map(([raw]) => String(raw))).toEqual(['a whole mail\r\n'])
  })

  it('says which port is taken and what to do', async () => {
    const { port } = await aListener({ deliver: nobody })
    const error = await listenForMail({ port, deliver: nobody }).catch(error => error)
    expect(error).toBeInstanceOf(DeliveryError)
    expect(error.message).toBe(`Cannot listen for mail on 127.0.0.1:${port}: another program uses this port`)
    expect(error.wayOut).toContain('another SMTP port')
  })
})

/** Says these lines as one would with telnet, and returns the codes of the replies once the connection has ended. */
async function converse(port: number, lines: string[]): Promise<string[]> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8')
  const [greeting] = await once(socket, 'data')
  socket.end(lines.join('\r\n'))
  const replies = [greeting, ...(await socket.toArray())].join('')
  return [...replies.matchAll(/^(\d{3}) /gm)].map(([, code = '']) => code)
}

describe('a listener that was told to misbehave', () => {
  const misbehaving = (rules: string, deliver = vi.fn(nobody)) =>
    aListener({ deliver, chaos: { rules: readChaos(rules), chance: () => 0 } })
  const letter = [...transaction, 'Hello', '.', 'QUIT', '']

  it.each([
    ['connect=421', ['421']],
    ['from=450', ['220', '250', '450', '503', '503']],
    ['rcpt=550', ['220', '250', '250', '550', '503']],
  ])('refuses by %s', async (rules, codes) => {
    const { port } = await misbehaving(rules)
    expect((await converse(port, ['EHLO x', ...letter])).slice(0, codes.length)).toEqual(codes)
  })

  it('refuses credentials', async () => {
    const { port } = await misbehaving('auth=535')
    const transport = createTransport({ port, host: '127.0.0.1', auth: { user: 'anyone', pass: 'anything' } })
    await expect(transport.verify()).rejects.toMatchObject({ responseCode: 535 })
  })

  it.each(['data=451', 'message=451'])('keeps nothing of a mail that it refuses by %s', async rules => {
    const deliver = vi.fn(nobody)
    const { send } = await misbehaving(rules, deliver)
    await expect(send({ text: 'Hello' })).rejects.toMatchObject({ responseCode: 451 })
    expect(deliver).not.toHaveBeenCalled()
  })

  it.each([
    ['connect=drop', 0],
    ['rcpt=drop', 0],
    ['data=drop', 0],
    ['message=drop', 1],
  ])('closes the connection by %s', async (rules, kept) => {
    const deliver = vi.fn(nobody)
    const { send } = await misbehaving(rules, deliver)
    await expect(send({ text: 'Hello' })).rejects.toThrow()
    expect(deliver).toHaveBeenCalledTimes(kept)
  })

  it.each(['connect', 'from', 'data', 'message'])(
    'says nothing by %s=stall, and ends all the same',
    async stage => {
      const { port, close } = await misbehaving(`${stage}=stall`)
      const socket = connect(port, '127.0.0.1')
        .setEncoding('utf8')
        .on('error', () => {})
      if (stage !== 'connect') {
        await once(socket, 'data')
        socket.write(['EHLO x', ...letter].join('\r\n'))
        await once(socket, 'data')
      } else await once(socket, 'connect')
      await Promise.all([close(), once(socket.resume(), 'close')])
    },
  )

  it('behaves again when the rules are gone', async () => {
    const chaos = { rules: readChaos('rcpt=450'), chance: () => 0 }
    const { send } = await aListener({ deliver: nobody, chaos })
    await expect(send({ text: 'Hello' })).rejects.toMatchObject({ responseCode: 450 })
    chaos.rules = []
    await send({ text: 'Hello' })
  })
})

describe('whatever bytes come', () => {
  const bytes = fc.uint8Array({ maxLength: 3000 })
  const lines = fc.constantFrom(
    'MAIL FROM:<a@b.c>',
    'RCPT TO:<d@e.f>',
    'DATA',
    '.',
    'RSET',
    'AUTH PLAIN',
    'BDAT 5',
    '\0',
    'EHLO [',
    'HELP',
  )
  const talk = fc.array(
    fc.oneof(
      lines.map(line => Buffer.from(`${line}\r\n`)),
      bytes.map(raw => Buffer.from(raw)),
    ),
    { maxLength: 12 },
  )

  it('the listener goes on, and what was received can be listed and read', async () => {
    const mailbox = await aMailbox()
    const deliver = (raw: Buffer, envelope: Envelope) => mailbox.save(raw, envelope, new Date())
    const { port, send } = await aListener({ deliver })
    await fc.assert(
      fc.asyncProperty(talk, bytes, async (said, body) => {
        const whole = [...transaction, Buffer.from(body).toString('latin1'), '.', 'QUIT', ''].join('\r\n')
        await Promise.all([
          converseInBytes(port, Buffer.concat(said)),
          converseInBytes(port, Buffer.from(whole, 'latin1')),
        ])
      }),
      { numRuns: 25 },
    )
    await send({ subject: 'still here' })
    const mails = await mailbox.list()
    expect(mails[0]?.subject).toBe('still here')
    for (const { id } of mails) expect(await openMail(mailbox, id)).toBeDefined()
  })
})

async function converseInBytes(port: number, said: Buffer): Promise<void> {
  const socket = connect(port, '127.0.0.1').on('error', () => {})
  const ended = once(socket, 'close').catch(() => {})
  await once(socket, 'data')
  socket.resume().end(said)
  await ended
}
