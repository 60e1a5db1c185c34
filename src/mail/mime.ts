import Mailer from 'nodemailer/lib/mailer'
import type { Message } from './message.ts'

// The same writer as that of the SMTP transport; it ends in memory.
const writer = new Mailer<Buffer>({
  name: 'masthead',
  version: '1',
  send: ({ message }, done) => message.build((error, bytes) => done(error, bytes)),
})

/** A message as its bytes go out, before a transport signs it or escapes its dots. */
export const mimeOf = (message: Message): Promise<Buffer> =>
  writer.sendMail({ ...message, disableFileAccess: true, disableUrlAccess: true })
