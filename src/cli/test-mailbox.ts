import { join, relative } from 'node:path'
import type { App } from '../app.ts'
import { createEtherealAccount } from '../deliveries/ethereal.ts'
import { openSmtp } from '../deliveries/smtp-transport.ts'
import type { Receipt, Transport } from '../deliveries/transport.ts'
import { DeliveryError } from '../errors.ts'
import { openInbox, openMailbox } from '../inbox/inbox-server.ts'
import { readToken } from '../inbox/token-file.ts'
import type { Mail } from '../mail/mail.ts'
import type { Subscriber } from '../subscribers/subscriber.ts'
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

/** The embedded inbox, with its page or without. */
export async function openEmbedded(app: App, { page }: { page: boolean }): Promise<TestMailbox> {
  const { directory, inbox } = app.config
  const folder = app.inboxFolder
  const token = await readToken(join(directory, '.masthead', 'token'))
  const open = page
    ? await openInbox({ folder, token, httpPort: inbox.port, smtpPort: 0 })
    : await openMailbox({ folder, smtpPort: 0 })
  const transport = openSmtp(open.smtpUrl, { secure: false })
  return {
    transport,
    address: reader,
    ...('pageUrl' in open && { pageUrl: String(open.pageUrl) }),
    files: () => open.received.map(id => relative(directory, join(folder, `${id}.eml`))),
    async close() {
      transport.close()
      await open.close()
    },
  }
}

/** A test mailbox elsewhere: `ethereal`, or the address of an SMTP server such as Mailpit's. */
export async function openElsewhere(to: string): Promise<TestMailbox> {
  const account = to === 'ethereal' ? await createEtherealAccount() : { address: reader, smtpUrl: to }
  const transport = openSmtp(account.smtpUrl, { secure: to === 'ethereal' })
  return { transport, address: account.address, files: () => [], close: async () => transport.close() }
}

/** Opens the mailbox that was asked for; where Ethereal cannot be reached, says so and opens the embedded one. */
export async function openTestMailbox(
  app: App,
  terminal: Terminal,
  { to, page }: { to: string | undefined; page: boolean },
): Promise<TestMailbox> {
  if (to === undefined || to === 'inbox') return openEmbedded(app, { page })
  try {
    return await openElsewhere(to)
  } catch (error) {
    if (to !== 'ethereal' || !(error instanceof DeliveryError)) throw error
    terminal.warn(`${error.message}. The mail goes to the embedded inbox instead.`)
    return openEmbedded(app, { page })
  }
}

/** Sends a mail to a test mailbox, as one reader gets it. */
export async function sendPreview(
  app: App,
  mail: Mail,
  { transport }: TestMailbox,
  reader: Subscriber,
): Promise<Receipt> {
  const sending = await app.openSending()
  return transport.send(sending.messageTo(reader, mail))
}
