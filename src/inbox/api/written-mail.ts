import MailComposer from 'nodemailer/lib/mail-composer'
import * as v from 'valibot'
import { UsageError } from '../../errors.ts'
import type { Envelope } from '../mailbox/envelope.ts'
import { tagsOf } from '../mailbox/mail-marks.ts'

const address = v.pipe(
  v.string(),
  v.regex(/^[^\s@<>,;"]{1,200}@[^\s@<>,;"]{1,200}$/, 'an address such as a@example.com'),
)
const person = v.object({ Email: address, Name: v.nullish(v.string(), '') })
const people = v.nullish(v.array(person), [])
const text = v.nullish(v.string(), '')

const file = v.object({
  // Browsers write data URLs.
  Content: v.pipe(
    v.string(),
    v.transform(content => content.slice(content.lastIndexOf(',') + 1)),
  ),
  Filename: text,
  ContentType: text,
  ContentID: text,
})

/** A mail as `POST /send` takes it. */
export const writtenMail = v.object({
  From: person,
  To: people,
  Cc: people,
  Bcc: v.nullish(v.array(address), []),
  ReplyTo: people,
  Subject: text,
  Text: text,
  HTML: text,
  Headers: v.nullish(v.record(v.string(), v.string()), {}),
  Tags: v.nullish(v.array(v.string()), []),
  Attachments: v.nullish(v.array(file), []),
})

type WrittenMail = v.InferOutput<typeof writtenMail>

const ownHeaders = 'to from cc bcc reply-to date subject content-type mime-version x-tags'.split(' ')

/** The message that was written as JSON, and who it is for; throws a UsageError that names what is wrong. */
export async function composeMail(mail: WrittenMail): Promise<{ raw: Buffer; envelope: Envelope }> {
  const recipients = [...mail.To, ...mail.Cc].map(({ Email }) => Email)
  const to = [...new Set([...recipients, ...mail.Bcc])]
  const tags = tagsOf(mail.Tags)
  const composer = new MailComposer({
    from: mailboxOf(mail.From),
    to: mail.To.map(mailboxOf),
    cc: mail.Cc.map(mailboxOf),
    replyTo: mail.ReplyTo.map(mailboxOf),
    subject: mail.Subject,
    text: mail.Text,
    ...(mail.HTML !== '' && { html: mail.HTML }),
    headers: { ...checkHeaders(mail.Headers), ...(tags.length > 0 && { 'X-Tags': tags.join(', ') }) },
    attachments: mail.Attachments.map(attachmentOf),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return { raw: await composer.compile().build(), envelope: { from: mail.From.Email, to } }
}

function checkHeaders(headers: Record<string, string>): Record<string, string> {
  for (const name of Object.keys(headers)) {
    if (!/^[\w-]{1,100}$/.test(name))
      throw new UsageError(`"Headers": "${name}" cannot be the name of a header`)
    if (ownHeaders.includes(name.toLowerCase()))
      throw new UsageError(`"Headers": "${name}" has a key of its own`)
  }
  return headers
}

function mailboxOf({ Email, Name }: { Email: string; Name: string }) {
  return { address: Email, name: Name }
}

function attachmentOf({ Content, Filename, ContentType, ContentID }: WrittenMail['Attachments'][number]) {
  return {
    content: Buffer.from(Content, 'base64'),
    filename: Filename,
    ...(ContentType !== '' && { contentType: ContentType }),
    ...(ContentID !== '' && { cid: ContentID, contentDisposition: 'inline' as const }),
  }
}
