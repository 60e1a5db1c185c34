import { createHash } from 'node:crypto'
import type { MailFile } from '../../mime/read-mail.ts'
import type { MailAddress } from '../mailbox/captured-mail.ts'
import type { MailMarks } from '../mailbox/mail-marks.ts'
import { blindRecipients } from '../mailbox/mail-row.ts'
import type { ListedMail } from '../mailbox/mailbox.ts'
import type { OpenMail } from '../mailbox/open-mail.ts'
import { unsubscribeJson } from './unsubscribe-json.ts'

/** A mail in a list, in Mailpit's form. */
export function itemJson(mail: ListedMail) {
  return {
    ID: mail.id,
    MessageID: mail.messageId,
    Read: mail.isRead,
    From: addressJson(mail.from),
    To: mail.to.map(addressJson),
    Cc: mail.cc.map(addressJson),
    Bcc: mail.bcc.map(addressJson),
    ReplyTo: mail.replyTo.map(addressJson),
    Subject: mail.subject,
    Created: mail.receivedAt.toISOString(),
    Username: '',
    Tags: mail.tags,
    Size: mail.bytes,
    Attachments: mail.attachments,
    Snippet: mail.preview,
  }
}

/** A mail with all that is in it but the bytes of its files, in Mailpit's form. */
export function messageJson({ row, content, envelope, raw }: OpenMail, { tags }: MailMarks) {
  return {
    ID: row.id,
    MessageID: content.messageId,
    From: addressJson(content.from),
    To: content.to.map(addressJson),
    Cc: content.cc.map(addressJson),
    Bcc: blindRecipients(content).map(addressJson),
    ReplyTo: content.replyTo.map(addressJson),
    ReturnPath: envelope.from,
    Subject: content.subject,
    ListUnsubscribe: unsubscribeJson(content.headers),
    Date: (content.date ?? row.receivedAt).toISOString(),
    Tags: tags,
    Username: '',
    Text: content.text ?? '',
    HTML: content.html ?? '',
    Size: raw.length,
    Inline: content.attachments.filter(file => file.isInline).map(fileJson),
    Attachments: content.attachments.filter(file => !file.isInline).map(fileJson),
  }
}

function addressJson(person: MailAddress | undefined) {
  return { Name: person?.name ?? '', Address: person?.address ?? '' }
}

function fileJson({ partId, name, type, contentId, bytes, content }: MailFile) {
  const checksum = (kind: string) => createHash(kind).update(content).digest('hex')
  return {
    PartID: partId,
    FileName: name,
    ContentType: type,
    ContentID: contentId,
    Size: bytes,
    Checksums: { MD5: checksum('md5'), SHA1: checksum('sha1'), SHA256: checksum('sha256') },
  }
}
