import { Hono } from 'hono'
import { DeliveryError } from '../../errors.ts'
import { reasonOf } from '../mailbox/captured-mail.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { createBrowserFiles } from './browser-file.ts'
import { createFramedMails, createMailParts } from './mail-parts.ts'
import { createMailboxEvents } from './mailbox-events.ts'
import { frameTokenOf, refuseStrangers, requireToken } from './page-access.ts'
import { protectPages } from './page-headers.ts'
import { createReadingPages } from './reading-pages.ts'
import type { Resender } from './resender.ts'
import { type Review, rememberReviews } from './reviews.ts'

/** Where the mail is, the secret that the path of every page starts with, and what else can be done with a mail. */
export interface InboxPagesOptions {
  mailbox: Mailbox
  /** Letters, digits, `-` and `_`. */
  token: string
  title?: string | undefined
  /** Where to send mail, for the page of an empty inbox. */
  smtpUrl?: string | undefined
  /** Makes a mail again as another subscriber gets it. */
  resender?: Resender | undefined
  /** Checks a mail; its report stands beside the mail. */
  review?: Review | undefined
}

/** The web pages of the test inbox: all mail is hostile, and everything outside `/<token>/` is 404. */
export function createInboxPages({ token, review, ...options }: InboxPagesOptions): Hono {
  if (!/^[\w-]+$/.test(token)) throw unfitToken(token)
  const base = `/${token}`
  const frameBase = `/${frameTokenOf(token)}`
  const app = new Hono()
  app.use(protectPages, refuseStrangers, requireToken(token))
  app.notFound(c =>
    c.text('Nothing here. The inbox is at the address that was printed when it started.\n', 404),
  )
  app.onError((error, c) => c.text(`Cannot read the inbox: ${reasonOf(error)}\n`, 500))
  app.get(base, c => c.redirect(`${base}/`))
  app.route(base, createBrowserFiles())
  app.route(base, createMailboxEvents(options.mailbox))
  app.route(base, createMailParts(options.mailbox))
  app.route(frameBase, createFramedMails(options.mailbox))
  app.route(
    '/',
    createReadingPages({ ...options, base, frameBase, review: review && rememberReviews(review) }),
  )
  return app
}

function unfitToken(token: string): DeliveryError {
  const found = token === '' ? 'an empty one' : 'characters that a URL cannot carry'
  return new DeliveryError(
    `Cannot open the pages of the test inbox: their token holds ${found}, expected letters, digits, "-" and "_"`,
  )
}
