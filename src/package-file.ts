import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'

const file = findPackageJSON(import.meta.url) ?? ''

/** Where the code lies that runs: what was written, or what was built from it. */
export const codeFolder = import.meta.dirname

/** The mail templates and pages that Masthead brings. */
export const packageTemplates = join(dirname(file), 'templates')

/** The styles and scripts of the test inbox, which browsers get as they were written. */
export const browserFiles = join(dirname(file), 'src', 'inbox', 'pages', 'browser')

let version: string | undefined

/** Which version of Masthead this is. */
export function packageVersion(): string {
  version ??= JSON.parse(readFileSync(file, 'utf8')).version as string
  return version
}
