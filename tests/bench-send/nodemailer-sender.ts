import { readFileSync } from 'node:fs'
import nodemailer from 'nodemailer'
import { readOutgoing } from '../../src/deliveries/dispatch.ts'
import { joinedBytes } from '../../src/mail/encoded/body-part.ts'
import { encodeMail } from '../../src/mail/encoded/encoded-mail.ts'
import { filledSlots, readerWords } from '../../src/mail/slots.ts'

/** What it is asked for, as JSON in its first argument. */
export interface NodemailerOrder {
  host: string
  port: number
  mails: number
  connections: number
  /** A file with what `writeOutgoing` wrote. */
  outgoing: string
  /** Whether nodemailer gets the whole message as bytes, encoded once but for what differs. */
  isEncoded: boolean
  /** A file with a private key in PEM. */
  dkimKey?: string
}

const order: NodemailerOrder = JSON.parse(process.argv[2] ?? '')
const { mail, sender, pagesUrl } = readOutgoing(readFileSync(order.outgoing, 'utf8'))
const encoded = encodeMail(mail, sender)
const transport = nodemailer.createTransport({
  pool: true,
  host: order.host,
  port: order.port,
  maxConnections: order.connections,
  ignoreTLS: true,
  ...(order.dkimKey !== undefined && {
    dkim: { domainName: 'example.org', keySelector: 's1', privateKey: readFileSync(order.dkimKey, 'utf8') },
  }),
})

const token = 'a'.repeat(60)

// Links of the length that a reader's have; working them out is left to nobody here.
function readerOf(number: number) {
  const reader = { address: `person${number}@mail${number % 997}.example.org`, name: `小明 ${number}` }
  const links = {
    unsubscribeUrl: `${pagesUrl}/unsubscribe/${number}.${token}?issue=${mail.issue}`,
    preferencesUrl: `${pagesUrl}/preferences/${number}.${token}?issue=${mail.issue}`,
  }
  return { reader, links }
}

function asStrings(number: number) {
  const { reader, links } = readerOf(number)
  return {
    from: sender,
    to: reader,
    subject: mail.subject,
    messageId: `<${number}.${mail.issue}@example.org>`,
    list: { id: { url: 'weekly.example.org', comment: sender.name } },
    headers: {
      'List-Unsubscribe': `<${links.unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    ...filledSlots(mail, { ...readerWords(reader, mail.language), ...links }),
  }
}

function asBytes(number: number) {
  const { reader, links } = readerOf(number)
  const { header, body } = encoded.write(reader, links, new Date())
  return {
    envelope: { from: sender.address, to: reader.address },
    raw: joinedBytes([Buffer.from(`${header}\r\n`), ...body]),
  }
}

const messageOf = order.isEncoded ? asBytes : asStrings
let next = 0

async function sendOn(): Promise<void> {
  while (next < order.mails) await transport.sendMail(messageOf(next++))
}

const started = performance.now()
// Twice as many as connections, so that none of them waits for a message to be made.
await Promise.all(Array.from({ length: order.connections * 2 }, sendOn))
const seconds = (performance.now() - started) / 1000
transport.close()
console.log(JSON.stringify({ seconds }))
