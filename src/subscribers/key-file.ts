import { readFileSync, statSync } from 'node:fs'
import { chmod, link, mkdir, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { codeOf, SubscriberError } from '../errors.ts'
import { type Keyring, keyringOf } from './keyring.ts'

const wayOut =
  'It must be {"keys": ["…"]}, the newest first. Take it from a copy: with another key, links of past issues no longer work.'

/** The keys of a file; nothing where there is none. Throws a SubscriberError for one that cannot be read. */
export async function readKeyFile(path: string): Promise<Keyring | undefined> {
  const text = await readFile(path, 'utf8').catch(error => {
    if (codeOf(error) === 'ENOENT') return undefined
    throw new SubscriberError(`Cannot read the keys in "${path}" (${codeOf(error)})`, { cause: error })
  })
  return text === undefined ? undefined : keyringOf(secretsIn(text, path), path)
}

/** The keys of a file as they are now: another program may have made a new one, or ended an old one. */
export class KeyFile {
  readonly #path: string
  #keyring: Keyring
  #state: string

  constructor(path: string, keyring: Keyring) {
    this.#path = path
    this.#keyring = keyring
    this.#state = this.#stateNow()
  }

  /** Those of a file that is broken or gone for the moment are the last that could be read. */
  get keyring(): Keyring {
    const state = this.#stateNow()
    if (state === this.#state) return this.#keyring
    this.#state = state
    try {
      this.#keyring = keyringOf(secretsIn(readFileSync(this.#path, 'utf8'), this.#path), this.#path)
    } catch {
      // Whoever opens the file next is told.
    }
    return this.#keyring
  }

  #stateNow(): string {
    const { ino, mtimeMs, size } = statSync(this.#path, { throwIfNoEntry: false }) ?? {}
    return `${ino} ${mtimeMs} ${size}`
  }
}

/** Makes a file with one key, unless there is one by now: of two programs that make it, both get the key of the first. */
export async function makeKeyFile(path: string, secret: string): Promise<Keyring> {
  const aside = `${path}.${secret.slice(0, 8)}`
  const made = await writeKeyFile(aside, [secret])
  // A link fails where the file is there; a rename would write over the key of another program.
  const error = await link(aside, path).catch(error => error)
  await rm(aside)
  if (error === undefined) return made
  const known = codeOf(error) === 'EEXIST' ? await readKeyFile(path) : undefined
  if (known) return known
  throw new SubscriberError(`Cannot write the keys to "${path}" (${codeOf(error)})`, { cause: error })
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
