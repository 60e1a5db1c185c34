import Mailer from 'nodemailer/lib/mailer'
import type MimeNode from 'nodemailer/lib/mime-node'
import type { Message } from './message.ts'

// The same writer as that of the SMTP transport; it ends in memory.
const writer = new Mailer<Buffer>({
  name: 'masthead',
  version: '1',
  send: ({ message }, done) => {
    bytesOf(message).then(bytes => done(null, bytes), done)
  },
})

/** A message as its bytes go out, before a transport signs it or escapes its dots. */
export const mimeOf = (message: Message): Promise<Buffer> =>
  writer.sendMail({ ...message, disableFileAccess: true, disableUrlAccess: true })

/** What nodemailer has put together, with line ends as SMTP has them: a text keeps its own until then. */
export async function bytesOf(node: MimeNode): Promise<Buffer> {
  const bytes = await node.build()
  return Buffer.from(bytes.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1')
}
