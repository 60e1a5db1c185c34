import type { DkimSigner } from './dkim-signer.ts'
import { relaxedBodyOf } from './relaxed.ts'

/** A whole message, its lines ending in CRLF, with its signatures before it. */
export async function signedMessage(message: Buffer, signer: DkimSigner): Promise<Buffer> {
  const gap = message.indexOf('\r\n\r\n')
  const header = gap < 0 ? message : message.subarray(0, gap + 2)
  const body = gap < 0 ? Buffer.alloc(0) : message.subarray(gap + 4)
  const signatures = await signer.sign(header.toString('utf8'), [relaxedBodyOf(body)])
  return Buffer.concat([Buffer.from(signatures), message])
}
