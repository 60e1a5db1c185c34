import { emptyMail, type MailContent, parseMail, reasonOf } from './captured-mail.ts'
import { type Envelope, readEnvelope } from './envelope.ts'
import { type CapturedMail, rowOf } from './mail-row.ts'
import type { Mailbox } from './mailbox.ts'

/** A mail as its page shows it. */
export interface OpenMail {
  row: CapturedMail
  content: MailContent
  envelope: Envelope
  raw: Buffer
}

/** Reads one mail; undefined when the mailbox does not have it, with a `problem` when it cannot be read. */
export async function openMail(mailbox: Mailbox, id: string): Promise<OpenMail | undefined> {
  try {
    const raw = await mailbox.read(id)
    return raw && opened(id, raw, await parseMail(raw))
  } catch (error) {
    return opened(id, Buffer.alloc(0), emptyMail(reasonOf(error)))
  }
}

function opened(id: string, raw: Buffer, content: MailContent): OpenMail {
  return { row: rowOf(id, raw.length, content), content, envelope: readEnvelope(content.headers), raw }
}
