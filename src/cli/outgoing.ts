import type { App } from '../app.ts'
import type { Transport } from '../deliveries/transport.ts'

/** What mail goes out through, until it is closed. */
export interface Outgoing {
  transport: Transport
  /** Whether it ends in the test inbox. */
  isRehearsal: boolean
  close(): Promise<void>
}

/** The configured SMTP server, else the embedded test inbox. */
export async function openOutgoing(app: App): Promise<Outgoing> {
  const server = await (await app.openSending()).openServer()
  if (server) return { transport: server, isRehearsal: false, close: async () => server.close() }
  const { openEmbedded } = await import('./test-mailbox.ts')
  const inbox = await openEmbedded(app, { page: false })
  return { transport: inbox.transport, isRehearsal: true, close: () => inbox.close() }
}
