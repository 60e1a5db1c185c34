import { Hono } from 'hono'
import { reasonOf } from '../mailbox/captured-mail.ts'
import type { MailboxFolder } from '../mailbox/mailbox-folder.ts'
import { readBody, statusOf } from './request-body.ts'
import { composeMail, writtenMail } from './written-mail.ts'

const maxBytes = 25 * 1024 * 1024

/** Puts a mail into the mailbox that comes as JSON. */
export function createSendRoutes(mailbox: MailboxFolder): Hono {
  const routes = new Hono()
  routes.onError((error, c) => c.json({ Error: reasonOf(error) }, statusOf(error)))
  routes.post('/send', async c => {
    const { raw, envelope } = await composeMail(await readBody(c, writtenMail))
    if (raw.length > maxBytes) return c.json({ Error: 'The message is larger than 25 MB' }, 413)
    return c.json({ ID: await mailbox.save(raw, envelope, new Date()) })
  })
  return routes
}
