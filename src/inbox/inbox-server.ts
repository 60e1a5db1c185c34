import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { DeliveryError } from '../errors.ts'
import { createInboxApi, isApiPath } from './api/inbox-api.ts'
import type { Chaos } from './chaos.ts'
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

/** Where mail is kept and taken, and how. */
export interface MailboxChoice {
  folder: string
  /** 0 takes any free port. */
  smtpPort: number
  /** What goes wrong on purpose; it may be changed while the mailbox is open. */
  chaos?: Chaos
  /** Whether a message that comes again, to the same people, takes the place of the one before it. */
  replaceSameMessage?: boolean
}

/**
 * Takes mail at an SMTP port of this machine into a folder, without a page to read it; port 0 is any free one. Throws a
 * `DeliveryError` where the folder or the port cannot be had.
 */
export async function openMailbox({
  folder,
  smtpPort,
  chaos = { rules: [], chance: Math.random },
  replaceSameMessage = false,
}: MailboxChoice): Promise<OpenMailbox> {
  const mailbox = new MailboxFolder(folder, { replaceSameMessage })
  await mailbox.prepare()
  const received: string[] = []
  const { url, close } = await listenForMail({
    port: smtpPort,
    host,
    chaos,
    deliver: async (raw, envelope) => void received.push(await mailbox.save(raw, envelope, new Date())),
  })
  return { mailbox, received, smtpUrl: url, close }
}

/** Where an inbox keeps its mail and listens, and what its page can do besides. */
export interface InboxChoice extends MailboxChoice, Pick<InboxPagesOptions, 'token' | 'resender' | 'review'> {
  httpPort: number
  /** Whether another port than `httpPort` is no way out. */
  isHttpPortFixed?: boolean
}

/**
 * Opens the test inbox of a folder, with its pages and its API. When the HTTP port is taken and not fixed, they are at
 * another one, which `pageUrl` tells.
 */
export async function openInbox({
  httpPort,
  isHttpPortFixed = false,
  chaos = { rules: [], chance: Math.random },
  ...options
}: InboxChoice): Promise<OpenInbox> {
  const { token } = options
  const { mailbox, received, smtpUrl, close } = await openMailbox({ ...options, chaos })
  try {
    const pages = createInboxPages({ ...options, mailbox, smtpUrl })
    const api = createInboxApi({ mailbox, token, chaos })
    const serve: typeof pages.fetch = (request, ...rest) =>
      (isApiPath(new URL(request.url).pathname, token) ? api : pages).fetch(request, ...rest)
    const server = createServer(getRequestListener(serve, { overrideGlobalObjects: false }))
    const port = await listenForBrowsers(server, httpPort, { isFixed: isHttpPortFixed })
    const pageUrl = `http://${host}:${port}/${token}/`
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

async function listenForBrowsers(
  server: Server,
  port: number,
  { isFixed }: { isFixed: boolean },
): Promise<number> {
  try {
    return await startListening(server, port, host).catch(error => {
      if (isPortTaken(error) && !isFixed) return startListening(server, 0, host)
      throw error
    })
  } catch (cause) {
    const found = isPortTaken(cause) ? 'another program uses this port' : reasonOf(cause)
    throw new DeliveryError(`Cannot show the test inbox on ${host}:${port}: ${found}`, {
      wayOut: 'Stop the other program, or choose another HTTP port; 0 takes any free one.',
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
