import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What is known of one feature of HTML or CSS: by family and platform, `y`, `n`, `a` (in part) or `u` (unknown), oldest version first. */
export interface Feature {
  slug: string
  title: string
  url: string
  category: string
  stats: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>
}

interface Support {
  nicenames: { family: Readonly<Record<string, string>>; platform: Readonly<Record<string, string>> }
  data: readonly Feature[]
}

let known: Support | undefined

/** The data of caniemail.com, as its package on npm has them; its matcher, which crashes on some clients, is not used. */
export function readSupport(): Support {
  known ??= JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('caniemail/caniemail.json')), 'utf8'))
  return known as Support
}
