import { readHeader } from '../../mime/header.ts'
import { fieldValue } from '../../mime/header-field.ts'
import type { Envelope } from './envelope.ts'

const maxHeaderBytes = 256 * 1024

/** What two renderings of one message to the same people have in common; undefined for a mail without a Message-ID. */
export function sameMessageKey(raw: Buffer, { to }: Envelope): string | undefined {
  const id = fieldValue(readHeader(raw, 0, Math.min(raw.length, maxHeaderBytes)), 'message-id')
  return id ? [id, ...to.map(address => address.toLowerCase()).sort()].join('\n') : undefined
}
