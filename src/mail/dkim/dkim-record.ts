import { createPublicKey } from 'node:crypto'
import type { DkimKey } from './dkim-signer.ts'

/** What has to stand in the DNS, so that signatures can be verified. */
export interface DkimRecord {
  /** Such as `s1._domainkey.example.org`. */
  name: string
  type: 'TXT'
  value: string
}

/** The record of the public part of a key. */
export function dkimRecord({ domain, selector, privateKey }: DkimKey): DkimRecord {
  const key = createPublicKey(privateKey)
  const isRsa = key.asymmetricKeyType === 'rsa'
  // Of an Ed25519 key the bare 32 bytes (RFC 8463).
  const bytes = isRsa
    ? key.export({ type: 'spki', format: 'der' })
    : Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')
  return {
    name: `${selector}._domainkey.${domain}`,
    type: 'TXT',
    value: `v=DKIM1; k=${isRsa ? 'rsa' : 'ed25519'}; p=${bytes.toString('base64')}`,
  }
}

/** The record as a line of a zone file, where no text is longer than 255 characters. */
export function zoneLine({ name, type, value }: DkimRecord): string {
  const texts = (value.match(/.{1,250}/g) ?? []).map(text => `"${text}"`)
  return `${name}. IN ${type} ${texts.length > 1 ? `( ${texts.join(' ')} )` : texts.join('')}`
}
