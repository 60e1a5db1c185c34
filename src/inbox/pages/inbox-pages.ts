import { Hono } from 'hono'
import { DeliveryError } from '../../errors.ts'
import { reasonOf } from '../mailbox/captured-mail.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { openMail } from '../mailbox/open-mail.ts'
import { inboxCss } from './inbox-css.ts'
import { renderList } from './list-view.ts'
import { chooseBody } from './mail-body-view.ts'
import { createMailParts } from './mail-parts.ts'
import { renderMail } from './mail-view.ts'
import { refuseStrangers, requireToken } from './page-access.ts'
import { protectPages } from './page-headers.ts'
import { renderNotice, renderPage } from './page-layout.ts'

/** Where the mail is, and the secret that the path of every page starts with. */
export interface InboxPagesOptions {
  mailbox: Mailbox
  /** Letters, digits, `-` and `_`. */
  token: string
  title?: string
  /** Where to send mail, for the page of an empty inbox. */
  smtpUrl?: string
}

/** The web pages of the test inbox: all mail is hostile, and everything outside `/<token>/` is 404. */
export function createInboxPages({ token, ...options }: InboxPagesOptions): Hono {
  if (!/^[\w-]+$/.test(token)) throw unfitToken(token)
  const base = `/${token}`
  const app = new Hono()
  app.use(protectPages, refuseStrangers, requireToken(token))
  app.notFound(c =>
    c.text('Nothing here. The inbox is at the address that was printed when it started.\n', 404),
  )
  app.onError((error, c) => c.text(`Cannot read the inbox: ${reasonOf(error)}\n`, 500))
  app.get(base, c => c.redirect(`${base}/`))
  app.get(`${base}/inbox.css`, c => c.body(inboxCss, 200, { 'Content-Type': 'text/css; charset=utf-8' }))
  app.route('/', createReadingPages(base, options))
  app.route(base, createMailParts(options.mailbox))
  return app
}

function createReadingPages(base: string, options: Omit<InboxPagesOptions, 'token'>): Hono {
  const { mailbox, title = 'Test inbox', smtpUrl } = options
  const frame = { base, title }
  const pages = new Hono()
  pages.get(`${base}/`, async c => {
    const mails = await mailbox.list()
    const notice = renderNotice(
      frame,
      mails.length > 0 ? 'Choose a mail to read it.' : 'Mail that arrives is read here.',
    )
    const list = renderList(frame, mails, { smtpUrl })
    return c.html(renderPage(frame, { heading: 'All mail', shown: 'list', list, mail: notice }))
  })
  pages.get(`${base}/mail/:id`, async c => {
    const mail = await openMail(mailbox, c.req.param('id'))
    const list = renderList(frame, await mailbox.list(), { openId: mail?.row.id, smtpUrl })
    if (!mail) {
      const notice = renderNotice(
        frame,
        'This mail is not in the inbox. It may have made room for newer mail.',
      )
      return c.html(renderPage(frame, { heading: 'No such mail', shown: 'mail', list, mail: notice }), 404)
    }
    const reading = renderMail(frame, mail, chooseBody(mail.content, c.req.query()))
    return c.html(
      renderPage(frame, { heading: mail.row.subject || '(no subject)', shown: 'mail', list, mail: reading }),
    )
  })
  return pages
}

function unfitToken(token: string): DeliveryError {
  const found = token === '' ? 'an empty one' : 'characters that a URL cannot carry'
  return new DeliveryError(
    `Cannot open the pages of the test inbox: their token holds ${found}, expected letters, digits, "-" and "_"`,
  )
}
