import { parseReply } from '../replies/parse-reply.ts'
import type { Reply, Stage } from '../replies/reply.ts'
import type { SmtpError } from './open-connection.ts'

/** What the server said, in an error of nodemailer about a message; nothing where it said nothing. */
export const replyIn = (error: SmtpError): Reply | undefined =>
  error.response === undefined ? undefined : parseReply(error.response, stageOf(error))

function stageOf({ command, code }: SmtpError): Stage {
  if (command === 'MAIL FROM') return 'sender'
  if (command === 'RCPT TO') return 'recipient'
  if (command === 'DATA') return code === 'EMESSAGE' ? 'message' : 'data'
  return 'connect'
}
