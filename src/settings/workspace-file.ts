import { lstatSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, codeOf } from '../errors.ts'

const largest = 256 * 1024

/**
 * The bytes of a file of settings, and nothing where there is none; throws a ConfigError for a link to nowhere, for
 * what is no file, and for more than 256 KB.
 */
export function readWorkspaceFile(root: string, name: string): Uint8Array | undefined {
  const path = join(root, name)
  try {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return undefined
    const found = statSync(path)
    // To read from a pipe is to wait for ever.
    if (!found.isFile() && !found.isDirectory()) throw new ConfigError(`${name} is no file`)
    if (found.size > largest) throw new ConfigError(`${name} is larger than 256 KB, which no settings are`)
    return readFileSync(path)
  } catch (error) {
    if (error instanceof ConfigError) throw error
    const link = lstatSync(path).isSymbolicLink() ? ', which is a link' : ''
    throw new ConfigError(`Cannot read ${name}${link} (${codeOf(error)})`, { cause: error })
  }
}
