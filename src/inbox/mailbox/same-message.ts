import type { Envelope } from './envelope.ts'
import { fieldOf } from './mime/content-type.ts'

const maxHeaderBytes = 256 * 1024

/** What two renderings of one message to the same people have in common; undefined for a mail without a Message-ID. */
export function sameMessageKey(raw: Buffer, { to }: Envelope): string | undefined {
  const text = raw.toString('latin1', 0, maxHeaderBytes).replaceAll('\r', '')
  const headerEnd = text.startsWith('\n') ? 0 : text.indexOf('\n\n')
  const id = fieldOf(text.slice(0, headerEnd < 0 ? undefined : headerEnd), 'message-id')
  return id ? [id, ...to.map(address => address.toLowerCase()).sort()].join('\n') : undefined
}
