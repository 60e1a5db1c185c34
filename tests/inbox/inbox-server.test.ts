import { createServer } from 'node:http'
import { connect } from 'node:net'
import { createTransport } from 'nodemailer'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openInbox, openMailbox } from '../../src/inbox/inbox-server.ts'
import { startListening } from '../../src/inbox/start-listening.ts'
import { aFolder, send } from './a-mailbox.ts'

async function anInbox(ports: { httpPort?: number; smtpPort?: number } = {}) {
  const inbox = await openInbox({
    folder: await aFolder(),
    token: 'a-secret',
    httpPort: 0,
    smtpPort: 0,
    ...ports,
  })
  onTestFinished(() => inbox.close())
  return inbox
}

async function aTakenPort(): Promise<number> {
  const server = createServer()
  onTestFinished(() => void server.close())
  return await startListening(server, 0, '127.0.0.1')
}

describe('openInbox', () => {
  it('shows a mail that was sent to it, in any script', async () => {
    const { smtpUrl, pageUrl } = await anInbox()
    await send(smtpUrl, {
      from: '"编辑部" <e@example.org>',
      to: '李雷 <a@example.com>',
      subject: '云原生周报 #3',
      text: '你好',
    })
    const page = await (await fetch(pageUrl)).text()
    for (const words of ['编辑部', '云原生周报 #3', '你好', 'a@example.com']) expect(page).toContain(words)
  })

  it('serves the HTML that was sent', async () => {
    const { smtpUrl, pageUrl, mailbox } = await anInbox()
    const html =
      '<!doctype html>\n<!--[if mso]><table><![endif]-->\n<p style="color:red">主权 AI 推动本地回归</p>\n'
    await send(smtpUrl, { html })
    const [mail] = await mailbox.list()
    const shown = await (await fetch(`${pageUrl}mail/${mail?.id}/html`)).text()
    expect(shown).toBe(html.replaceAll('\n', '\r\n'))
  })

  it('takes another port for the page when its own is taken', async () => {
    const httpPort = await aTakenPort()
    const { pageUrl } = await anInbox({ httpPort })
    expect(new URL(pageUrl).port).not.toBe(String(httpPort))
    expect((await fetch(pageUrl)).status).toBe(200)
  })

  it('leaves nothing open when its SMTP port is taken', async () => {
    const smtpPort = await aTakenPort()
    await expect(anInbox({ smtpPort })).rejects.toThrow(`Cannot listen for mail on 127.0.0.1:${smtpPort}`)
  })

  it('closes while browser and mail program stay connected', async () => {
    const inbox = await openInbox({ folder: await aFolder(), token: 'a-secret', httpPort: 0, smtpPort: 0 })
    const browser = connect(Number(new URL(inbox.pageUrl).port), '127.0.0.1')
    browser.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n')
    await new Promise(resolve => browser.once('data', resolve))
    const pool = createTransport({ url: inbox.smtpUrl, pool: true })
    await pool.sendMail({ to: 'a@example.com', from: 'e@example.org', text: 'Hello' })
    await inbox.close()
    await expect(fetch(inbox.pageUrl)).rejects.toThrow()
  })
})

describe('a page that stays open', () => {
  it('hears of mail, and does not keep the inbox from closing', async () => {
    const inbox = await openInbox({ folder: await aFolder(), token: 'a-secret', httpPort: 0, smtpPort: 0 })
    const { body } = await fetch(`${inbox.pageUrl}events`)
    const events = body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await events?.read())?.value).toBe('event: ready\ndata: \n\n')
    await send(inbox.smtpUrl, { subject: 'Hello', text: 'Hello' })
    expect((await events?.read())?.value).toContain(`"id":"${inbox.received[0]}"`)
    await inbox.close()
    await expect(fetch(inbox.pageUrl)).rejects.toThrow()
  })
})

describe('openMailbox', () => {
  it('takes mail without a page', async () => {
    const { smtpUrl, mailbox, close } = await openMailbox({ folder: await aFolder(), smtpPort: 0 })
    onTestFinished(close)
    await send(smtpUrl, { subject: 'Once', text: 'Hello' })
    expect(await mailbox.list()).toMatchObject([{ subject: 'Once', preview: 'Hello' }])
  })
})
