import { mkdir, mkdtemp, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { codeOf, isSystemError, SubscriberError } from '../../errors.ts'
import type { Write } from './export-people.ts'

/**
 * Writes files of a folder aside, which take their places when all of them are whole; only their owner can read them.
 * Throws a SubscriberError where one is there already, unless `force`, or cannot be written.
 */
export async function writeListFiles<Result>(
  paths: readonly string[],
  { force }: { force: boolean },
  produce: (writes: readonly Write[]) => Promise<Result>,
): Promise<Result> {
  if (!force) for (const path of paths) await assertNew(path)
  const folder = dirname(paths[0] ?? '.')
  try {
    await mkdir(folder, { recursive: true })
    const aside = await mkdtemp(join(folder, '.export-'))
    try {
      return await writeAside(paths, aside, produce)
    } finally {
      await rm(aside, { recursive: true, force: true })
    }
  } catch (error) {
    if (!isSystemError(error)) throw error
    throw new SubscriberError(`Cannot write to "${folder}" (${codeOf(error)})`, { cause: error })
  }
}

/** Whether a path is that of a folder that there is. */
export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isDirectory(),
    () => false,
  )

async function writeAside<Result>(
  paths: readonly string[],
  aside: string,
  produce: (writes: readonly Write[]) => Promise<Result>,
): Promise<Result> {
  const places = paths.map(path => ({ path, temporary: join(aside, basename(path)) }))
  const files = await Promise.all(places.map(({ temporary }) => open(temporary, 'wx', 0o600)))
  let result: Result
  try {
    result = await produce(files.map(file => async text => void (await file.writeFile(text))))
    for (const file of files) await file.sync()
  } finally {
    await Promise.all(files.map(file => file.close()))
  }
  for (const { path, temporary } of places) await rename(temporary, path)
  return result
}

async function assertNew(path: string): Promise<void> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  )
  if (isThere)
    throw new SubscriberError(`"${path}" is there already`, {
      wayOut: 'Name another place, or say --force to write over it.',
    })
}
