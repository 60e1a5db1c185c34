import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Report } from '../../checks/report.ts'
import { MastheadError } from '../../errors.ts'
import { allParts } from '../../mime/mime-part.ts'
import { readMimeTree } from '../../mime/mime-tree.ts'
import { reasonOf } from '../mailbox/captured-mail.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { type OpenMail, openMail } from '../mailbox/open-mail.ts'
import type { Markup, PageFrame } from './markup.ts'
import { renderNotice, renderPage } from './page-layout.ts'
import { type Resender, subscriberOf } from './resender.ts'
import { choiceFor, queryOf, readChoice, type ViewChoice } from './view-choice.ts'
import { renderFoldedReport, renderNoReport, renderReport } from './views/checks-view.ts'
import { renderList } from './views/list-view.ts'
import { renderMail } from './views/mail-view.ts'
import { renderResendForm } from './views/resend-view.ts'
import type { ShownMail } from './views/shown-mail.ts'
import { renderView } from './views/view.ts'

/** What the pages that are read need. */
export interface ReadingOptions {
  /** The secret path, such as `/3f9c…`. */
  base: string
  /** Where framed mails are. */
  frameBase: string
  mailbox: Mailbox
  title?: string | undefined
  smtpUrl?: string | undefined
  resender?: Resender | undefined
  review?: ((id: string, raw: Buffer) => Promise<Report>) | undefined
}

/** The list, each mail in its views, what the checks say of it, and the way to have it made again. */
export function createReadingPages(options: ReadingOptions): Hono {
  const { base, mailbox } = options
  const pages = new Hono()
  pages.get(`${base}/`, c => showList(c, options))
  pages.get(`${base}/list`, async c =>
    c.html(await listOf(options, readChoice(c.req.query()), c.req.query('open'))),
  )
  pages.get(`${base}/mail/:id`, async c => showMail(c, options, await openMail(mailbox, c.req.param('id'))))
  pages.get(`${base}/mail/:id/checks`, async c => {
    const mail = await openMail(mailbox, c.req.param('id'))
    return mail && options.review ? c.html(await reportOf(options, mail, renderFoldedReport)) : c.notFound()
  })
  pages.post(`${base}/mail/:id/resend`, bodyLimit({ maxSize: 16 * 1024 }), c =>
    resend(c, options, c.req.param('id')),
  )
  return pages
}

const frameOf = ({ base, title = 'Test inbox' }: ReadingOptions): PageFrame => ({ base, title })

const mailsOf = ({ mailbox }: ReadingOptions, { search }: ViewChoice) =>
  search ? mailbox.search(search) : mailbox.list()

async function listOf(options: ReadingOptions, choice: ViewChoice, openId?: string): Promise<Markup> {
  const { smtpUrl } = options
  return renderList(frameOf(options), { mails: await mailsOf(options, choice), openId, choice, smtpUrl })
}

async function showList(c: Context, options: ReadingOptions): Promise<Response> {
  const frame = frameOf(options)
  const choice = readChoice(c.req.query())
  const mails = await mailsOf(options, choice)
  const notice = mails.length > 0 ? 'Choose a mail to read it.' : 'Mail that arrives is read here.'
  return c.html(
    renderPage(frame, {
      heading: choice.search || 'All mail',
      shown: 'list',
      search: choice.search,
      list: renderList(frame, { mails, choice, smtpUrl: options.smtpUrl }),
      mail: renderNotice(frame, notice),
    }),
  )
}

async function showMail(c: Context, options: ReadingOptions, mail: OpenMail | undefined): Promise<Response> {
  if (!mail)
    return showNotice(c, options, 'This mail is not in the inbox. It may have made room for newer mail.', 404)
  const { row, content, raw } = mail
  const canCheck = options.review !== undefined
  const choice = choiceFor(content, readChoice(c.req.query()), canCheck)
  const path = `${options.base}/mail/${row.id}`
  const root = readMimeTree(raw)
  const canResend = await isMadeAgain(options, row.id)
  const shown: ShownMail = {
    mail,
    path,
    framePath: `${options.frameBase}/mail/${row.id}`,
    parts: allParts(root),
    choice,
    canCheck,
    resendForm: canResend ? renderResendForm(path, queryOf(choice)) : '',
  }
  const view = choice.view === 'checks' ? await reportOf(options, mail) : renderView(shown, root)
  return c.html(
    renderPage(frameOf(options), {
      heading: row.subject || '(no subject)',
      shown: 'mail',
      search: choice.search,
      list: await listOf(options, choice, row.id),
      mail: renderMail(frameOf(options), shown, view),
      mailId: row.id,
    }),
  )
}

async function reportOf(
  { review }: ReadingOptions,
  { row, raw }: OpenMail,
  render: (report: Report) => Markup = renderReport,
): Promise<Markup> {
  try {
    return review ? render(await review(row.id, raw)) : renderNoReport('No checks are at hand.')
  } catch (error) {
    return renderNoReport(reasonOf(error))
  }
}

// A mail can be read also where its issue cannot.
async function isMadeAgain({ resender }: ReadingOptions, id: string): Promise<boolean> {
  try {
    return (await resender?.canResend(id)) ?? false
  } catch {
    return false
  }
}

async function resend(c: Context, options: ReadingOptions, id: string): Promise<Response> {
  const { resender, mailbox, base } = options
  const mail = await openMail(mailbox, id)
  if (!mail || !resender || !(await isMadeAgain(options, id)))
    return showNotice(c, options, 'This mail cannot be made again.', 404)
  const as = subscriberOf(await c.req.parseBody(), mail.row.to[0]?.address)
  if ('problem' in as) return showNotice(c, options, as.problem, 422)
  try {
    const made = await resender.resend(id, as)
    if (made === undefined) return showNotice(c, options, 'This mail cannot be made again.', 422)
    return c.redirect(`${base}/mail/${made}${queryOf(readChoice(c.req.query()))}`, 303)
  } catch (error) {
    return showNotice(c, options, reasonOf(error), 422, error instanceof MastheadError ? error.wayOut : '')
  }
}

async function showNotice(
  c: Context,
  options: ReadingOptions,
  sentence: string,
  status: 404 | 422,
  wayOut = '',
): Promise<Response> {
  const frame = frameOf(options)
  const { search } = readChoice(c.req.query())
  const list = await listOf(options, readChoice(c.req.query()))
  const heading = status === 404 ? 'No such mail' : 'Not sent'
  return c.html(
    renderPage(frame, { heading, shown: 'mail', search, list, mail: renderNotice(frame, sentence, wayOut) }),
    status,
  )
}
