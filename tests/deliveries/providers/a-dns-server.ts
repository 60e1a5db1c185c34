import { createSocket } from 'node:dgram'
import { once } from 'node:events'

/** Mail exchangers by domain: hosts with their preference; none for a domain without, `broken` for one that cannot be asked. */
export type Zone = Record<
  string,
  readonly (readonly [preference: number, host: string])[] | 'broken' | 'silent'
>

/** A name server on this machine that knows these domains, and no others. */
export async function aDnsServer(zone: Zone) {
  const socket = createSocket('udp4')
  const asked: string[] = []
  socket.on('message', (question, from) => {
    const domain = readName(question)
    asked.push(domain)
    if (zone[domain] !== 'silent') socket.send(answer(question, zone[domain]), from.port, from.address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: () => socket.close(),
  }
}

function readName(question: Buffer): string {
  const labels: string[] = []
  for (let at = 12; question[at]; at += (question[at] ?? 0) + 1)
    labels.push(question.subarray(at + 1, at + 1 + (question[at] ?? 0)).toString())
  return labels.join('.')
}

// RFC 1035: the header, the question as it came, and one record for each exchanger.
function answer(question: Buffer, hosts: Zone[string] | undefined): Buffer {
  const records = Array.isArray(hosts) ? hosts.map(([preference, host]) => record(preference, host)) : []
  const end = question.indexOf(0, 12) + 5
  const code = hosts === 'broken' ? 2 : hosts === undefined ? 3 : 0
  const header = Buffer.from(question.subarray(0, 12))
  header.writeUInt16BE(0x8180 + code, 2)
  header.writeUInt16BE(records.length, 6)
  header.writeUInt32BE(0, 8)
  return Buffer.concat([header, question.subarray(12, end), ...records])
}

function record(preference: number, host: string): Buffer {
  const labels = host.split('.').map(label => Buffer.from([label.length, ...Buffer.from(label)]))
  const name = Buffer.concat([...labels, Buffer.from([0])])
  const head = Buffer.from([0xc0, 12, 0, 15, 0, 1, 0, 0, 0, 60, 0, name.length + 2, 0, preference])
  return Buffer.concat([head, name])
}
