import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { DeliveryError } from '../errors.ts'
import { reasonOf } from './mailbox/captured-mail.ts'
import { MailboxFolder } from './mailbox/mailbox-folder.ts'
import { createInboxPages, type InboxPagesOptions } from './pages/inbox-pages.ts'
import { listenForMail } from './smtp-listener.ts'
import { isPortTaken, startListening } from './start-listening.ts'

const host = '127.0.0.1'

/** A mailbox that takes mail over SMTP, until it is closed. */
export interface OpenMailbox {
  mailbox: MailboxFolder
  /** The ids of the mails that came in since it is open, in their order. */
  received: readonly string[]
  smtpUrl: string
  close(): Promise<void>
}

/** A mailbox with its web page. */
export interface OpenInbox extends OpenMailbox {
  /** The address to open in a browser; its path is the secret. */
  pageUrl: string
}

/** Takes mail at an SMTP port of this machine into a folder, without a page to read it; port 0 is any free one. */
export async function openMailbox({
  folder,
  smtpPort,
}: {
  folder: string
  smtpPort: number
}): Promise<OpenMailbox> {
  const mailbox = new MailboxFolder(folder)
  const received: string[] = []
  const { url, close } = await listenForMail({
    port: smtpPort,
    host,
    deliver: async (raw, envelope) => void received.push(await mailbox.save(raw, envelope, new Date())),
  })
  return { mailbox, received, smtpUrl: url, close }
}

/** Where an inbox keeps its mail and listens, and what its page can do besides. */
export interface InboxOptions extends Pick<InboxPagesOptions, 'token' | 'resender' | 'review'> {
  folder: string
  httpPort: number
  smtpPort: number
}

/** Opens the test inbox of a folder; when the HTTP port is taken, the page is at another one, which `pageUrl` tells. */
export async function openInbox(options: InboxOptions): Promise<OpenInbox> {
  const { mailbox, received, smtpUrl, close } = await openMailbox(options)
  try {
    const pages = createInboxPages({ ...options, mailbox, smtpUrl })
    const server = createServer(getRequestListener(pages.fetch, { overrideGlobalObjects: false }))
    const port = await listenForBrowsers(server, options.httpPort)
    const pageUrl = `http://${host}:${port}/${options.token}/`
    return {
      mailbox,
      received,
      smtpUrl,
      pageUrl,
      close: async () => void (await Promise.all([close(), stop(server)])),
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function listenForBrowsers(server: Server, port: number): Promise<number> {
  try {
    return await startListening(server, port, host).catch(error => {
      if (isPortTaken(error)) return startListening(server, 0, host)
      throw error
    })
  } catch (cause) {
    throw new DeliveryError(`Cannot show the test inbox on ${host}:${port}: ${reasonOf(cause)}`, {
      wayOut: 'Choose another HTTP port; 0 takes any free one.',
      cause,
    })
  }
}

function stop(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    // Browsers keep connections open for minutes after the last page.
    server.closeAllConnections()
  })
}
