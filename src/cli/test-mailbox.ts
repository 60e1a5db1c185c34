import { join, relative } from 'node:path'
import type { App } from '../app.ts'
import { createEtherealAccount } from '../deliveries/ethereal.ts'
import { openSmtp } from '../deliveries/smtp/smtp-transport.ts'
import type { Receipt, Transport } from '../deliveries/transport.ts'
import { DeliveryError } from '../errors.ts'
import { openInbox, openMailbox } from '../inbox/inbox-server.ts'
import type { Resender } from '../inbox/pages/resender.ts'
import type { Review } from '../inbox/pages/reviews.ts'
import { readToken } from '../inbox/token-file.ts'
import type { Mail } from '../mail/mail.ts'
import type { Recipient } from '../subscribers/subscriber.ts'
import type { Terminal } from './terminal.ts'

/** A mailbox that mail can be looked at in, open until it is closed. */
export interface TestMailbox {
  transport: Transport
  /** Whose mailbox it is. */
  address: string
  /** Where the page of the embedded inbox is, while it is open. */
  pageUrl?: string
  /** The files of the mails that came in, relative to the workspace. */
  files(): string[]
  close(): Promise<void>
}

const reader = 'reader@localhost'

/** An issue as it is shown in a test mailbox now, and the readers whose mails are shown. */
export interface Showing {
  app: App
  mail: Mail
  readers: readonly Recipient[]
}

/** What a test mailbox is opened for. */
export interface Purpose {
  /** Whether people look at the mail in a page. */
  page: boolean
  /** The issue that the page can show as other readers get it. */
  showing?: Showing
  /** Whether a mail that is rendered again takes the place of the one before it. */
  replaceSameMessage?: boolean
}

/** The embedded inbox, with its page or without. */
export async function openEmbedded(
  app: App,
  { page, showing, replaceSameMessage = false }: Purpose,
): Promise<TestMailbox & { smtpUrl: string }> {
  const { directory, inbox } = app.config
  const folder = app.inboxFolder
  const token = await readToken(join(directory, '.masthead', 'token'))
  const resender: Resender = {
    canResend: id => showing !== undefined && open.received.includes(id),
    async resend(_id, as) {
      if (!showing) return undefined
      showing.readers = [...showing.readers.filter(({ address }) => address !== as.address), as]
      await sendPreview(showing.app, showing.mail, transport, as)
      return open.received.at(-1)
    },
  }
  const review: Review = async raw => (await app.openChecking()).reviewOf(raw)
  const kept = { folder, smtpPort: 0, replaceSameMessage }
  const open = page
    ? await openInbox({ ...kept, token, httpPort: inbox.port, resender, review })
    : await openMailbox(kept)
  const transport = openSmtp(open.smtpUrl, { secure: false })
  return {
    transport,
    address: reader,
    smtpUrl: open.smtpUrl,
    ...('pageUrl' in open && { pageUrl: String(open.pageUrl) }),
    files: () => open.received.map(id => relative(directory, join(folder, `${id}.eml`))),
    async close() {
      transport.close()
      await open.close()
    },
  }
}

/** A test mailbox elsewhere: `ethereal`, or the address of an SMTP server such as Mailpit's. */
async function openElsewhere(to: string): Promise<TestMailbox> {
  const account = to === 'ethereal' ? await createEtherealAccount() : { address: reader, smtpUrl: to }
  const transport = openSmtp(account.smtpUrl, { secure: to === 'ethereal' })
  return { transport, address: account.address, files: () => [], close: async () => transport.close() }
}

/** Opens the mailbox that was asked for; where Ethereal cannot be reached, says so and opens the embedded one. */
export async function openTestMailbox(
  app: App,
  terminal: Terminal,
  to: string | undefined,
  purpose: Purpose,
): Promise<TestMailbox> {
  if (to === undefined || to === 'inbox') return openEmbedded(app, purpose)
  try {
    return await openElsewhere(to)
  } catch (error) {
    if (to !== 'ethereal' || !(error instanceof DeliveryError)) throw error
    terminal.warn(`${error.message}. The mail goes to the embedded inbox instead.`)
    return openEmbedded(app, purpose)
  }
}

/** Sends a mail to a test mailbox, as one reader gets it. */
export async function sendPreview(
  app: App,
  mail: Mail,
  transport: Transport,
  reader: Recipient,
): Promise<Receipt> {
  const sending = await app.openSending()
  return transport.send(sending.sampleFor(reader, mail))
}
