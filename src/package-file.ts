import { readFileSync } from 'node:fs'

let version: string | undefined

/** Which version of Masthead this is. */
export function packageVersion(): string {
  version ??= JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version as string
  return version
}
