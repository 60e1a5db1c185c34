import { constants } from 'node:fs'
import { access, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { isMailId } from './mail-id.ts'

/** A folder with one `<id>.eml` per mail, readable by its owner only; files of any other name are not its own. */
export class EmlFolder {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  /** Makes the folder where it is missing; throws where it cannot be read and written. */
  async prepare(): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 })
    await access(this.path, constants.R_OK | constants.W_OK | constants.X_OK)
  }

  /** Newest first. */
  async ids(): Promise<string[]> {
    const names = (await unlessMissing(readdir(this.path))) ?? []
    await this.#removeLeftovers(names)
    const ids = names.filter(name => name.endsWith('.eml')).map(name => name.slice(0, -'.eml'.length))
    return ids.filter(isMailId).sort().reverse()
  }

  /** The size of each mail in bytes; a mail never changes, and one whose size is known is not measured again. */
  async sizes(known: ReadonlyMap<string, number> = new Map()): Promise<Map<string, number>> {
    const sizes = new Map<string, number>()
    for (const id of await this.ids()) {
      const bytes = known.get(id) ?? (await unlessMissing(stat(this.#pathOf(id))))?.size
      if (bytes !== undefined) sizes.set(id, bytes)
    }
    return sizes
  }

  /** The stored bytes; undefined when there is no mail of this id. */
  async read(id: string): Promise<Buffer | undefined> {
    return isMailId(id) ? await unlessMissing(readFile(this.#pathOf(id))) : undefined
  }

  async write(id: string, stored: Buffer): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 })
    // A trial send is many mails at once, and one that a power cut takes can be sent again: no flush to the disk.
    await writeFileAtomic(this.#pathOf(id), stored, { mode: 0o600, fsync: false })
  }

  /** A mail that cannot be removed stays: it is offered again by `ids`. */
  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) if (isMailId(id)) await rm(this.#pathOf(id), { force: true }).catch(() => {})
  }

  // What a program that was killed left of its writing; a young one is being written.
  async #removeLeftovers(names: readonly string[]): Promise<void> {
    for (const name of names.filter(isLeftover)) {
      const path = join(this.path, name)
      const file = await stat(path).catch(() => undefined)
      if (file && Date.now() - file.mtimeMs > leftoverMs) await rm(path, { force: true }).catch(() => {})
    }
  }

  #pathOf(id: string): string {
    return join(this.path, `${id}.eml`)
  }
}

const leftoverMs = 60_000

function isLeftover(name: string): boolean {
  const [, id = '', marks = ''] = /^(?:([\w-]{26})\.eml|(marks\.json))\.\d+$/.exec(name) ?? []
  return isMailId(id) || marks !== ''
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
