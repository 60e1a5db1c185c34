import { type Keyring, keyedHash } from './keyring.ts'

/** What is kept of a mailbox that was forgotten, by each key that it may have been hashed with: 64 hexadecimal digits. */
export const forgottenHashes = (keyring: Keyring, mailbox: string): string[] =>
  keyring.map(key => keyedHash(key, 'forgotten', mailbox).toString('hex'))
