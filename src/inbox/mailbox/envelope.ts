import type { MailHeader } from './captured-mail.ts'

/** Who a mail came from and who it was for, as said in SMTP, whatever its headers say. */
export interface Envelope {
  from: string
  to: readonly string[]
}

/** The lines that a delivering server writes in front of a mail, ending with its own Received. */
export function traceHeaders({ from, to }: Envelope, receivedAt: Date): Buffer {
  const lines = [
    `Return-Path: <${oneLine(from)}>`,
    ...to.map(recipient => `Delivered-To: ${oneLine(recipient)}`),
    `Received: from localhost by masthead with SMTP; ${rfc5322Date(receivedAt)}`,
  ]
  return Buffer.from(lines.map(line => `${line}\r\n`).join(''))
}

/** The envelope that `traceHeaders` wrote at the head of a stored mail. */
export function readEnvelope(headers: readonly MailHeader[]): Envelope {
  // The mail may carry the same headers from an earlier journey: only ours stand before our Received.
  const trace = headers.slice(0, Math.max(0, headers.findIndex(isHeader('Received'))))
  return {
    from: trace.find(isHeader('Return-Path'))?.value.replace(/^<|>$/g, '') ?? '',
    to: trace.filter(isHeader('Delivered-To')).map(header => header.value),
  }
}

function isHeader(name: string): (header: MailHeader) => boolean {
  return header => header.name.toLowerCase() === name.toLowerCase()
}

// A line break in an address would start a header of the sender's choice.
function oneLine(address: string): string {
  return address.replace(/\p{Cc}+/gu, '')
}

function rfc5322Date(time: Date): string {
  return time.toUTCString().replace('GMT', '+0000')
}
