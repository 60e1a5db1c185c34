import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { anInstallation } from './an-installation.ts'
import { aNewsletter, masthead, outgoingOf } from './bench-send/a-newsletter.ts'
import { aSink } from './bench-send/a-sink.ts'
import { memoryOf } from './bench-send/memory.ts'
import { compare, type Peer } from './bench-send/peers.ts'
import { sayFigures, sayMemory } from './bench-send/report.ts'
import { mastheadPeer, nodemailerPeer, type Place } from './bench-send/senders.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** A sink of one's own, such as 127.0.0.1:2525; replies are delayed only by the bench's own. */
    smtp: { type: 'string' },
    /** How many Masthead sends in each round; the others send as many as take about as long. */
    mails: { type: 'string', default: '15000' },
    rounds: { type: 'string', default: '3' },
    /** Measures the memory of a million recipients as well. */
    large: { type: 'boolean', default: false },
  },
})

const mails = Number(values.mails)
const rounds = Number(values.rounds)
const part = (share: number) => Math.max(100, Math.round(mails * share))

function peersOf(place: Place): Peer[] {
  return [
    nodemailerPeer('nodemailer', place, part(0.06), {}),
    nodemailerPeer('nodemailer, encoded once', place, part(0.15), { isEncoded: true }),
    mastheadPeer('masthead', place, mails, 'none'),
    nodemailerPeer('nodemailer, DKIM RSA', place, part(0.04), { isSigned: true }),
    mastheadPeer('masthead, DKIM RSA', place, part(0.3), 'rsa'),
    mastheadPeer('masthead, DKIM RSA and Ed25519', place, part(0.3), 'rsa and ed25519'),
  ]
}

const slowPeersOf = (place: Place): Peer[] => [
  nodemailerPeer('nodemailer, 20 ms', place, part(0.02), {}),
  mastheadPeer('masthead, 20 ms', place, part(0.3), 'none'),
]

const { program, remove } = await anInstallation()
const folder = await mkdtemp(join(tmpdir(), 'masthead-bench-'))
const [sink, slowSink] = await Promise.all([aSink(), aSink(20)])
try {
  const server = values.smtp ?? `127.0.0.1:${sink.port}`
  const newsletter = await aNewsletter(program, join(folder, 'rounds'), mails)
  for (const kind of ['--selector s1', '--ed25519 --selector e1'])
    await masthead(newsletter, ['dkim', ...kind.split(' ')])
  await masthead(newsletter, ['send', '--yes'], server)
  await writeFile(join(newsletter.directory, 'outgoing.json'), outgoingOf(newsletter))
  const fast = await compare(peersOf({ newsletter, server }), rounds)
  const slow = values.smtp
    ? []
    : await compare(slowPeersOf({ newsletter, server: `127.0.0.1:${slowSink.port}` }), rounds)
  const figures = [...fast, ...slow]
  if (!values.json) sayFigures(figures)
  const sizes = [10_000, 100_000, ...(values.large ? [1_000_000] : [])]
  const memory = []
  for (const people of sizes) {
    const figure = await memoryOf(program, join(folder, String(people)), people, server)
    memory.push(figure)
    if (!values.json) sayMemory(figure)
  }
  if (values.json) console.log(JSON.stringify({ rounds, figures, memory }))
} finally {
  await Promise.all([sink.close(), slowSink.close(), remove()])
  await rm(folder, { recursive: true, force: true })
}
