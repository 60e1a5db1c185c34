import Mailer from 'nodemailer/lib/mailer'
import type { Message } from './message.ts'

// The same writer as that of the SMTP transport; it ends in memory.
const writer = new Mailer<Buffer>({
  name: 'masthead',
  version: '1',
  send: ({ message }, done) => message.build((error, bytes) => done(error, bytes)),
})

/** A message as its bytes go out, before a transport signs it or escapes its dots. */
export async function mimeOf(message: Message): Promise<Buffer> {
  const bytes = await writer.sendMail({ ...message, disableFileAccess: true, disableUrlAccess: true })
  // As SMTP has them: a text keeps its own line ends until then.
  return Buffer.from(bytes.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1')
}
