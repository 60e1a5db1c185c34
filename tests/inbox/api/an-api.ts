import { MailpitClient } from 'mailpit-api'
import type { Options } from 'nodemailer/lib/mailer'
import { onTestFinished } from 'vitest'
import { openInbox } from '../../../src/inbox/inbox-server.ts'
import { aFolder, send } from '../a-mailbox.ts'

export const token = 'a-token-of-the-test'

/** An inbox on free ports, with a client that knows its page and one that knows its host and password. */
export async function anApi() {
  const folder = await aFolder()
  const inbox = await openInbox({ folder, token, httpPort: 0, smtpPort: 0 })
  onTestFinished(() => inbox.close())
  const { origin } = new URL(inbox.pageUrl)
  return {
    ...inbox,
    folder,
    origin,
    client: new MailpitClient(inbox.pageUrl),
    clientWith: (password: string) => new MailpitClient(origin, { auth: { username: 'any', password } }),
    send: (mail: Options) => send(inbox.smtpUrl, mail),
  }
}
