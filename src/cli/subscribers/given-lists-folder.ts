import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { SubscriberError } from '../../errors.ts'
import { isFolder } from '../../subscribers/lists/list-folder.ts'

/** A file of people, and how it is named in messages. */
interface ListPath {
  path: string
  shown: string
}

/** The files that were given, each once; in place of a folder, its `.csv` files by name. */
export async function listPaths(directory: string, given: readonly string[]): Promise<ListPath[]> {
  const found = new Map<string, string>()
  for (const shown of given) {
    const path = resolve(directory, shown)
    for (const file of (await isFolder(path)) ? await csvFilesOf(path, shown) : [''])
      found.set(join(path, file), join(shown, file))
  }
  return [...found].map(([path, shown]) => ({ path, shown }))
}

async function csvFilesOf(path: string, shown: string): Promise<string[]> {
  const files = (await readdir(path)).filter(name => /\.csv$/i.test(name)).toSorted()
  if (files.length === 0) throw new SubscriberError(`There is no .csv file in the folder "${shown}"`)
  return files
}
