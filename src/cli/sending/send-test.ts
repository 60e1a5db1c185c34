import type { App } from '../../app.ts'
import { UsageError } from '../../errors.ts'
import type { Mail } from '../../mail/mail.ts'
import { readAddress } from '../../subscribers/address.ts'
import type { Context, ExitCode } from '../command.ts'
import type { Outgoing } from '../outgoing.ts'
import { people } from '../people-count.ts'

/** Sends a mail to some addresses, as a sample reader gets it; nobody counts as having the issue. */
export async function sendTest(
  { terminal }: Context,
  app: App,
  mail: Mail,
  written: readonly string[],
  { transport }: Outgoing,
): Promise<ExitCode> {
  const addresses = [
    ...new Set(written.flatMap(one => one.split(',')).map(one => readTestAddress(one.trim()))),
  ]
  const sending = await app.openSending()
  const sent: { address: string; reply: string }[] = []
  for (const address of addresses) {
    const { reply } = await transport.send(sending.sampleFor({ address, name: '' }, mail))
    sent.push({ address, reply })
    terminal.fact('Test', `${address}: ${reply}`)
  }
  terminal.say(
    `Sent to ${people(sent.length)} through ${transport.name}. Links to pages of readers are samples.`,
  )
  terminal.data({ issue: mail.issue, status: 'test', server: transport.name, deliveries: sent })
  return 0
}

function readTestAddress(written: string): string {
  const address = readAddress(written)
  if (address !== undefined) return address
  throw new UsageError(`--test: "${written}" is no address: expected one such as ada@example.org`)
}
