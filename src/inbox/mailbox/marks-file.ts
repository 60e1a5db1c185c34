import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as v from 'valibot'
import writeFileAtomic from 'write-file-atomic'
import { tagsOf } from './mail-marks.ts'

const form = v.object({
  mails: v.record(v.string(), v.object({ read: v.boolean(), tags: v.optional(v.array(v.string())) })),
})

/** The notes about mails, by their ids. A mail without tags of its own has `undefined` there. */
export type Marks = Map<string, { isRead: boolean; tags: readonly string[] | undefined }>

/** The file that keeps what was read and tagged; a damaged one is begun anew. */
export class MarksFile {
  readonly #path: string
  #lastChange: Promise<unknown> = Promise.resolve()

  constructor(path: string) {
    this.#path = path
  }

  async read(): Promise<Marks> {
    const text = await readFile(this.#path, 'utf8').catch(() => '{}')
    const parsed = v.safeParse(form, parseJson(text))
    const mails = parsed.success ? Object.entries(parsed.output.mails) : []
    return new Map(mails.map(([id, { read, tags }]) => [id, { isRead: read, tags: tags && tagsOf(tags) }]))
  }

  /** Changes what the file says, where the edit says that it did; it is read again for each: others may write it too. */
  change(edit: (marks: Marks) => boolean): Promise<void> {
    const change = this.#lastChange.then(async () => {
      const marks = await this.read()
      if (edit(marks)) await this.#write(marks)
    })
    this.#lastChange = change.catch(() => {})
    return change
  }

  async #write(marks: Marks): Promise<void> {
    const mails = Object.fromEntries([...marks].map(([id, { isRead, tags }]) => [id, { read: isRead, tags }]))
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 })
    await writeFileAtomic(this.#path, `${JSON.stringify({ mails })}\n`, { mode: 0o600, fsync: false })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
