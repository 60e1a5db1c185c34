import type { DkimSigner } from '../mail/dkim/dkim-signer.ts'
import type { MessageBytes } from '../mail/encoded/body-part.ts'
import { encodeMail } from '../mail/encoded/encoded-mail.ts'
import { readerPages } from '../mail/reader-pages.ts'
import type { PageLinks } from '../subscribers/page-links.ts'
import type { Recipient } from '../subscribers/subscriber.ts'
import type { OutgoingMail } from './dispatch.ts'
import type { EncodedMessage } from './smtp/lane.ts'

/** Writes the message that one reader gets; throws a DeliveryError where it cannot be written. */
export type WriteMessage = (reader: Recipient) => Promise<EncodedMessage>

/** What messages are written with, beside their mail. */
interface WriterParts {
  links: PageLinks
  signer: DkimSigner | undefined
  clock: () => Date
}

/** What writes a mail for its readers, encoded once for all of them. */
export function messageWriter(
  { mail, sender, pagesUrl }: OutgoingMail,
  { links, signer, clock }: WriterParts,
): WriteMessage {
  const encoded = encodeMail(mail, sender)
  return async reader => {
    const { id, address } = reader
    const pages =
      pagesUrl === undefined || id === undefined
        ? undefined
        : readerPages(links, pagesUrl, { id, address }, mail)
    const { messageId, header, body, relaxedBody } = encoded.write(reader, pages, clock())
    const signatures = signer ? await signer.sign(header, relaxedBody) : ''
    const head = `${signatures}${header}\r\n`
    const isAscii = Buffer.byteLength(head) === head.length
    const parts = [isAscii ? head : Buffer.from(head), ...body]
    return { from: sender.address, to: address, messageId, parts, shared: sharedOf(body) }
  }
}

// What is written for one reader is text.
const sharedOf = (body: readonly MessageBytes[]): number =>
  body.reduce((sum, piece) => sum + (typeof piece === 'string' ? 0 : piece.length), 0)
