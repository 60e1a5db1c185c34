import { generateKeyPair, randomBytes } from 'node:crypto'
import { link, mkdir, open, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { ConfigError, codeOf } from '../../errors.ts'
import type { KeyKind } from './private-key.ts'

const largest = 64 * 1024

/** What stands in a file of a key; nothing where there is no such file. Throws a ConfigError for one that cannot be read. */
export async function readKeyText(path: string): Promise<string | undefined> {
  try {
    // To open a pipe is to wait for ever.
    const found = await stat(path)
    if (!found.isFile()) throw new ConfigError(`The DKIM key "${path}" is no file`)
    if (found.size > largest) throw new ConfigError(`The DKIM key "${path}" is larger than 64 KB`)
    await using file = await open(path)
    return await file.readFile('utf8')
  } catch (error) {
    if (error instanceof ConfigError) throw error
    if (codeOf(error) === 'ENOENT') return undefined
    throw new ConfigError(`Cannot read the DKIM key "${path}" (${codeOf(error)})`, { cause: error })
  }
}

/** Whether others on this machine can read a file; nobody knows on Windows. */
export async function isReadableByOthers(path: string): Promise<boolean> {
  return process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0
}

/** Makes a key in a file that only its owner can read; false where there is a file already, which stays. */
export async function makeKeyFile(path: string, kind: KeyKind): Promise<boolean> {
  const pem = await newKey(kind)
  const aside = `${path}.${randomBytes(4).toString('hex')}`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(aside, pem, { mode: 0o600, flag: 'wx', flush: true })
    return await isFirst(aside, path)
  } catch (error) {
    throw new ConfigError(`Cannot write the DKIM key "${path}" (${codeOf(error)})`, { cause: error })
  } finally {
    await rm(aside).catch(() => {})
  }
}

// A link fails where a file is there; a rename would write over it, and over the key whose record is published.
const isFirst = (aside: string, path: string): Promise<boolean> =>
  link(aside, path).then(
    () => true,
    error => {
      if (codeOf(error) === 'EEXIST') return false
      throw error
    },
  )

async function newKey(kind: KeyKind): Promise<string> {
  const { privateKey } =
    kind === 'rsa' ? await generate('rsa', { modulusLength: 2048 }) : await generate('ed25519')
  return String(privateKey.export({ type: 'pkcs8', format: 'pem' }))
}

const generate = promisify(generateKeyPair)
