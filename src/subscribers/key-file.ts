import { chmod, mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { codeOf, SubscriberError } from '../errors.ts'
import { type Keyring, keyringOf } from './keyring.ts'

const wayOut =
  'It must be {"keys": ["…"]}, the newest first. Take it from a copy: with another key, links of past issues no longer work.'

/** The keys of a file, made with one key of `newSecret` where there is none; only its owner can read it. */
export async function readKeyFile(path: string, newSecret: () => string): Promise<Keyring> {
  const text = await readFile(path, 'utf8').catch(error => {
    if (codeOf(error) === 'ENOENT') return undefined
    throw new SubscriberError(`Cannot read the keys in "${path}" (${codeOf(error)})`, { cause: error })
  })
  if (text === undefined) return writeKeyFile(path, [newSecret()])
  return keyringOf(secretsIn(text, path), path)
}

/** Writes the secrets of keys, newest first. */
export async function writeKeyFile(path: string, secrets: readonly string[]): Promise<Keyring> {
  const keyring = keyringOf(secrets, path)
  await mkdir(dirname(path), { recursive: true })
  await writeFileAtomic(path, `${JSON.stringify({ keys: secrets }, null, 2)}\n`, { mode: 0o600 })
  await chmod(path, 0o600)
  return keyring
}

function secretsIn(text: string, path: string): string[] {
  try {
    const { keys } = JSON.parse(text)
    if (Array.isArray(keys) && keys.every(key => typeof key === 'string')) return keys
  } catch (cause) {
    throw new SubscriberError(`The keys in "${path}" are not JSON`, { wayOut, cause })
  }
  throw new SubscriberError(`There are no keys in "${path}"`, { wayOut })
}
