import type { App } from '../app.ts'
import type { Transport } from '../deliveries/transport.ts'
import type { Rehearsal } from '../exits.ts'

/** What mail goes out through, until it is closed. */
export interface Outgoing {
  transport: Transport
  /** Whether it ends in the test inbox. */
  isRehearsal: boolean
  /** Where a rehearsal goes. */
  rehearsal?: Rehearsal
  /** Where the test inbox can be looked at, if it was opened with its page. */
  pageUrl?: string
  close(): Promise<void>
}

/** The configured SMTP server, else the embedded test inbox, with its page or without. */
export async function openOutgoing(app: App, { page }: { page: boolean }): Promise<Outgoing> {
  const server = await (await app.openSending()).openServer()
  if (server) return { transport: server, isRehearsal: false, close: async () => server.close() }
  const { openEmbedded } = await import('./test-mailbox.ts')
  const inbox = await openEmbedded(app, { page })
  const { transport, pageUrl, smtpUrl } = inbox
  return {
    transport,
    isRehearsal: true,
    rehearsal: { smtpUrl },
    ...(pageUrl && { pageUrl }),
    close: () => inbox.close(),
  }
}
