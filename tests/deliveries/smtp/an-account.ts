import type { EncodedMessage, Handover, Lane } from '../../../src/deliveries/smtp/lane.ts'
import type { SmtpAccount } from '../../../src/deliveries/smtp/smtp-account.ts'

/** An account at a server, which allows everything. */
export const anAccount = (url: string, more: Partial<SmtpAccount> = {}): SmtpAccount => ({
  name: 'smtp',
  url,
  isTlsRequired: true,
  weight: 1,
  connections: 1,
  messagesPerConnection: 1000,
  limits: {},
  ...more,
})

/** A message in several parts, of a size in lines. */
export const anEncodedMessage = (to: string, lines = 3): EncodedMessage => ({
  from: 'weekly@example.org',
  to,
  parts: [`To: ${to}\r\n`, `Message-ID: <${to}>\r\n\r\n`, 'a line of text\r\n'.repeat(lines)].map(text =>
    Buffer.from(text),
  ),
})

/** Sends messages over a lane, as many at once as it takes, and opens it again when it has ended. */
export async function sendAll(lane: Lane, messages: readonly EncodedMessage[]): Promise<Handover[]> {
  const handovers: Handover[] = []
  const left = [...messages.entries()]
  let opening = lane.open()
  let isOpening = false
  const reopen = async () => {
    if (!isOpening) opening = lane.open()
    isOpening = true
    await opening
    isOpening = false
  }
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [at, message] = next
      while (!lane.isOpen) await reopen()
      handovers[at] = await lane.send(message)
    }
  }
  await opening
  await Promise.all(Array.from({ length: lane.window }, worker))
  await lane.close()
  return handovers
}
