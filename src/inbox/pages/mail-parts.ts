import { type Context, Hono } from 'hono'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { type OpenMail, openMail } from '../mailbox/open-mail.ts'
import { mailPolicy } from './page-headers.ts'

// After the last byte of a mail, this still makes its links open outside the frame, which shows no other site.
const linksOpenNewTab = '<base target="_blank">'

/** One mail's parts as they are: its HTML, its text, its source, and the file to keep. */
export function createMailParts(mailbox: Mailbox): Hono {
  const parts = new Hono()
  const serve = (part: string, respond: (c: Context, mail: OpenMail) => Response | undefined) =>
    parts.get(`/mail/:id/${part}`, async c => {
      const mail = await openMail(mailbox, c.req.param('id'))
      return (
        (mail && respond(c, mail)) ?? c.text(`This mail has no ${part}, or is no longer in the inbox.\n`, 404)
      )
    })
  serve('html', htmlPart)
  serve('text', (c, { content }) => (content.text === undefined ? undefined : c.text(content.text)))
  serve('source', (c, { raw }) => c.body(bytesOf(raw), 200, { 'Content-Type': 'text/plain; charset=utf-8' }))
  serve('download', (c, { row, raw }) =>
    c.body(bytesOf(raw), 200, {
      'Content-Type': 'message/rfc822',
      'Content-Disposition': `attachment; filename="${row.id}.eml"`,
    }),
  )
  return parts
}

function htmlPart(c: Context, { content }: OpenMail): Response | undefined {
  if (content.html === undefined) return undefined
  const isFramed = c.req.query('links') === 'new-tab'
  return c.html(isFramed ? content.html + linksOpenNewTab : content.html, 200, {
    'Content-Security-Policy': mailPolicy,
  })
}

function bytesOf(raw: Buffer): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(raw)
}
