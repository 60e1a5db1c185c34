import { generateKeyPairSync } from 'node:crypto'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { dkimRecord } from '../../../src/mail/dkim/dkim-record.ts'
import type { DkimKey } from '../../../src/mail/dkim/dkim-signer.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const ed25519 = generateKeyPairSync('ed25519').privateKey

/** One key of each kind. */
export const keys: DkimKey[] = [
  { domain: 'example.org', selector: 's1', privateKey: rsa },
  { domain: 'example.org', selector: 'e1', privateKey: ed25519 },
]

/** What an independent program says of the signatures of a message: algorithm and result of each. */
export async function verdictsOn(message: Buffer, published: readonly DkimKey[] = keys): Promise<string[]> {
  const records = new Map(published.map(dkimRecord).map(({ name, value }) => [name, value]))
  const resolver = async (name: string) => [[records.get(name) ?? '']]
  const { results } = await dkimVerify(message, { resolver })
  return results.map(({ algo, status }) => `${algo} ${status.result}`)
}
