import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

const levels = 4

/** A folder and those above it that a site may be published from: up to `top`, or to the folder of the git repository. */
export function foldersAbove(folder: string, top: string): string[] {
  const folders = [folder]
  for (let at = folder; folders.length <= levels; folders.push(at)) {
    if (at === top || existsSync(join(at, '.git')) || dirname(at) === at) break
    at = dirname(at)
  }
  return folders
}
