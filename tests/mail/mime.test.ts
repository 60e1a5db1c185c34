import { expect, it } from 'vitest'
import { openSmtp } from '../../src/deliveries/smtp/smtp-transport.ts'
import { writeMessage } from '../../src/mail/message.ts'
import { mimeOf } from '../../src/mail/mime.ts'
import { aMailServer } from '../a-mail-server.ts'
import { aMail } from './mail-settings.ts'

it('mimeOf writes the bytes that go out over SMTP, but for the marks between the parts', async () => {
  const mail = aMail({
    language: 'zh-CN',
    subject: '周报 #3',
    html: '<p>你好</p>\n.\n<p>Hello</p>',
    text: '你好\n.\n',
  })
  const person = { address: 'a@example.org', name: '甲' }
  const sender = { name: '周报', address: 'weekly@example.org' }
  const date = new Date('2026-01-18T08:00:00Z')
  const message = writeMessage(mail, person, sender, undefined, date)
  const server = await aMailServer()
  const transport = openSmtp(server.url, { secure: false })
  await transport.send(message)
  transport.close()
  const unmarked = (raw: Buffer | undefined) =>
    String(raw?.toString('latin1')).replace(/--_NmP-[\w-]+/g, '--mark')
  expect(unmarked(await mimeOf(message))).toBe(unmarked(server.mails[0]?.raw))
})
