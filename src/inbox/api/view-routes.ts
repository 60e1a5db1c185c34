import { Hono } from 'hono'
import { inlineImages } from '../html/inline-images.ts'
import { withoutLinkElements } from '../html/links-ahead.ts'
import type { MailboxFolder } from '../mailbox/mailbox-folder.ts'
import { findMail, markRead } from './message-routes.ts'

// What a mail shows comes with it: no script, no form, nothing from elsewhere. Links open where they are clicked.
const viewPolicy = [
  'sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation',
  "default-src 'none'",
  'img-src data:',
  "style-src 'unsafe-inline'",
  'font-src data:',
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The HTML and the text of a mail by themselves, `<id>.html` and `<id>.txt`. */
export function createViewRoutes(mailbox: MailboxFolder): Hono {
  const routes = new Hono()
  routes.get('/:file', async c => {
    const [, id = '', kind] = /^(.+)\.(html|txt)$/.exec(c.req.param('file')) ?? []
    const mail = kind === undefined ? undefined : await findMail(c, mailbox, id)
    if (!mail) return c.text('No such message.\n', 404)
    await markRead(mailbox, mail.row.id)
    const { html, text = '', attachments } = mail.content
    if (kind === 'txt') return c.text(text)
    if (!html) return c.text('This message does not contain a HTML part\n', 404)
    // A page in a sandbox is a stranger to this server, which answers no stranger: its pictures come with it.
    return c.html(inlineImages(withoutLinkElements(html), attachments), 200, {
      'Content-Security-Policy': viewPolicy,
    })
  })
  return routes
}
