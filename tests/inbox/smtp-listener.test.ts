import { once } from 'node:events'
import { connect } from 'node:net'
import { createTransport } from 'nodemailer'
import { describe, expect, it, vi } from 'vitest'
import { DeliveryError } from '../../src/errors.ts'
import { listenForMail } from '../../src/inbox/smtp-listener.ts'
import { aListener } from './a-mailbox.ts'

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
