import { type Context, Hono } from 'hono'
import type { MailAttachment } from '../mailbox/captured-mail.ts'
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
    return kind === 'txt' ? c.text(text) : showHtml(c, html, attachments)
  })
  return routes
}

function showHtml(c: Context, html: string | undefined, files: readonly MailAttachment[]): Response {
  if (!html) return c.text('This message does not contain a HTML part\n', 404)
  return c.html(withPictures(html, files), 200, { 'Content-Security-Policy': viewPolicy })
}

// A small mail can show a large picture a million times.
const maxPictureBytes = 10 * 1024 * 1024

// A page in a sandbox is a stranger to this server, which answers no stranger: its pictures come with it.
function withPictures(html: string, files: readonly MailAttachment[]): string {
  const pictures = files.filter(({ type, contentId }) => contentId !== '' && /^image\/[\w.+-]+$/.test(type))
  const byId = new Map(pictures.map(file => [file.contentId, file]))
  let room = maxPictureBytes
  return html.replace(/\bcid:([^\s"'<>)]{1,300})/gi, (written, id: string) => {
    const file = byId.get(id)
    room -= file?.bytes ?? 0
    return file && room >= 0
      ? `data:${file.type};base64,${Buffer.from(file.content).toString('base64')}`
      : written
  })
}
