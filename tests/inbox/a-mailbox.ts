import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Options } from 'nodemailer/lib/mailer'
import { onTestFinished } from 'vitest'
import { MailboxFolder } from '../../src/inbox/mailbox/mailbox-folder.ts'
import type { MailboxLimits } from '../../src/inbox/mailbox/mailbox-limits.ts'
import { listenForMail, type SmtpListenerOptions } from '../../src/inbox/smtp-listener.ts'

export const morning = new Date('2026-01-16T08:30:00.123Z')

/** A folder that is gone after the test. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'masthead-inbox-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

export async function aMailbox(limits?: Partial<MailboxLimits>): Promise<MailboxFolder> {
  return new MailboxFolder(join(await aFolder(), 'inbox'), limits)
}

/** A mailbox that holds one mail, whose text is exactly this. */
export async function aMailboxWith(raw: string | Buffer) {
  const mailbox = await aMailbox()
  const envelope = { from: 'editor@example.org', to: ['reader@example.com'] }
  return { mailbox, id: await mailbox.save(Buffer.from(raw), envelope, morning) }
}

/** A listener on a free port, with a way to send it mail as a mail program does. */
export async function aListener(
  options: Partial<SmtpListenerOptions> & Pick<SmtpListenerOptions, 'deliver'>,
) {
  const listener = await listenForMail({ port: 0, ...options })
  onTestFinished(() => listener.close())
  return { ...listener, send: (mail: Options) => send(listener.url, mail) }
}

export async function send(smtpUrl: string, mail: Options): Promise<void> {
  const envelope = { from: 'editor@example.org', to: ['reader@example.com'] }
  await createTransport(smtpUrl).sendMail({ envelope, ...mail })
}
