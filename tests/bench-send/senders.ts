import { join, resolve } from 'node:path'
import {
  issue,
  masthead,
  type Newsletter,
  queueAgain,
  type Signing,
  secondsOfLedger,
  writeSettings,
} from './a-newsletter.ts'
import { measuredRun } from './measured-run.ts'
import type { NodemailerOrder } from './nodemailer-sender.ts'
import type { Peer } from './peers.ts'

/** Whose mail goes where. */
export interface Place {
  newsletter: Newsletter
  /** Such as `127.0.0.1:2525`. */
  server: string
}

const connections = 10

/** nodemailer's pool, with the issue of the newsletter. */
export function nodemailerPeer(
  name: string,
  { newsletter: { directory }, server }: Place,
  mails: number,
  { isEncoded = false, isSigned = false },
): Peer {
  const [host = '', port] = server.split(':')
  const order: NodemailerOrder = {
    host,
    port: Number(port),
    mails,
    connections,
    outgoing: join(directory, 'outgoing.json'),
    isEncoded,
    ...(isSigned && { dkimKey: join(directory, '.masthead', 'dkim-s1.pem') }),
  }
  return {
    name,
    mails,
    async send() {
      const program = [resolve('tests/bench-send/nodemailer-sender.ts'), JSON.stringify(order)]
      const { output, ...cost } = await measuredRun(program, directory)
      return { ...cost, seconds: JSON.parse(output).seconds }
    },
  }
}

/** `masthead resume`, as it is. */
export function mastheadPeer(
  name: string,
  { newsletter, server }: Place,
  mails: number,
  signing: Signing,
): Peer {
  return {
    name,
    mails,
    async send() {
      await writeSettings(newsletter, signing)
      queueAgain(newsletter, mails)
      const { output: _, ...cost } = await masthead(newsletter, ['resume', issue], server)
      return { ...cost, seconds: secondsOfLedger(newsletter, mails) }
    },
  }
}
