import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { DeliveryError } from '../../errors.ts'
import { reasonOf } from './captured-mail.ts'
import { EmlFolder } from './eml-folder.ts'
import { type Envelope, traceHeaders } from './envelope.ts'
import { mailId } from './mail-id.ts'
import { MailIndex } from './mail-index.ts'
import { type MailMarks, tagsOf } from './mail-marks.ts'
import type { ListedMail, Mailbox, MailboxEvent } from './mailbox.ts'
import { idsAboveLimits, type MailboxLimits } from './mailbox-limits.ts'
import { type Marks, MarksFile } from './marks-file.ts'
import { sameMessageKey } from './same-message.ts'
import { type Candidate, fitsSearch } from './search/fits-search.ts'
import { type Condition, readSearch } from './search/search-query.ts'

/** How much a mailbox keeps, and whether a message that arrives again takes the place of the one before it. */
export interface MailboxOptions extends MailboxLimits {
  /** Same Message-ID and same recipients, received by this program. */
  replaceSameMessage: boolean
}

/** The test mailbox: a folder with one `<id>.eml` per captured mail, and a file of what was noted about them. */
export class MailboxFolder implements Mailbox {
  readonly #folder: EmlFolder
  readonly #options: MailboxOptions
  readonly #index: MailIndex
  readonly #marks: MarksFile
  readonly #listeners = new Set<(event: MailboxEvent) => void>()
  readonly #idOfMessage = new Map<string, string>()
  #sizes: ReadonlyMap<string, number> = new Map()
  #lastRemoval: Promise<void> = Promise.resolve()
  #lastId = { time: Number.NaN, suffix: 0 }

  constructor(folder: string, options: Partial<MailboxOptions> = {}) {
    const { maxMails = 500, maxBytes = 200 * 1024 * 1024, replaceSameMessage = false } = options
    this.#folder = new EmlFolder(folder)
    this.#options = { maxMails, maxBytes, replaceSameMessage }
    this.#index = new MailIndex(id => this.#folder.read(id))
    this.#marks = new MarksFile(join(folder, 'marks.json'))
  }

  /** Makes the folder ready for mail; throws a `DeliveryError` where it cannot take any. */
  async prepare(): Promise<void> {
    await this.#folder.prepare().catch(cause => {
      throw this.#cannotKeep('mail', cause)
    })
  }

  /** Stores the received bytes behind trace headers, removes the oldest mails above the limits, and returns the id. */
  async save(raw: Buffer, envelope: Envelope, receivedAt: Date): Promise<string> {
    const id = this.#nextId(receivedAt)
    const replaces = this.#replacedBy(id, raw, envelope)
    const stored = Buffer.concat([traceHeaders(envelope, receivedAt), raw])
    try {
      await this.#folder.write(id, stored)
    } catch (cause) {
      throw this.#cannotKeep('a mail', cause)
    }
    if (replaces !== undefined) await this.#forget([replaces])
    this.#tell({ kind: 'arrived', id, ...(replaces !== undefined && { replaces }) })
    await this.#afterOtherRemovals(() => this.#makeRoom())
    return id
  }

  /** The mails, newest first; one that cannot be read is listed with its `problem`. */
  async list(): Promise<ListedMail[]> {
    return this.search('')
  }

  async search(query: string, timezone?: string): Promise<ListedMail[]> {
    const conditions = readSearch(query, timezone)
    const marks = await this.#marks.read()
    const mails: ListedMail[] = []
    // One after the other: together they may be 200 MB.
    for (const id of await this.#folder.ids()) {
      const mail = await this.#index.get(id)
      const noted = mail && marksOf(id, marks, mail.tags)
      const isFound = noted && (await this.#fits({ ...mail, marks: noted }, conditions))
      if (isFound) mails.push({ ...mail.row, ...noted })
    }
    return mails
  }

  subscribe(listener: (event: MailboxEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** A stored mail, trace headers first; undefined when the mailbox has none of this id. */
  async read(id: string): Promise<Buffer | undefined> {
    return await this.#folder.read(id)
  }

  /** Removes mails for good; ids that it does not have are passed over. */
  async remove(ids: readonly string[]): Promise<void> {
    await this.#afterOtherRemovals(() => this.#remove(ids))
  }

  /** Changes what is noted about mails, and tells of those that are no longer as they were. */
  async mark(ids: readonly string[], edit: (marks: MailMarks) => Partial<MailMarks>): Promise<void> {
    const wanted = new Set(ids)
    const existing = await this.#folder.ids()
    const tagsInHeader = new Map<string, readonly string[]>()
    for (const id of existing.filter(id => wanted.has(id)))
      tagsInHeader.set(id, (await this.#index.get(id))?.tags ?? [])
    const changed: string[] = []
    await this.#marks.change(marks => {
      for (const [id, tags] of tagsInHeader) if (editMarks(marks, id, tags, edit)) changed.push(id)
      const kept = new Set(existing)
      for (const id of [...marks.keys()].filter(id => !kept.has(id))) marks.delete(id)
      return changed.length > 0
    })
    if (changed.length > 0) this.#tell({ kind: 'changed', ids: changed })
  }

  // A long mail is read again only where its first words cannot tell.
  async #fits(mail: Candidate, conditions: readonly Condition[]): Promise<boolean> {
    const { row, searchable } = mail
    const inWords = conditions.filter(condition => 'field' in condition && condition.field === 'anything')
    const others = conditions.filter(condition => !inWords.includes(condition))
    if (!fitsSearch(mail, others)) return false
    const unclear = inWords.filter(
      ({ isExcluded, ...rest }) => !fitsSearch(mail, [{ ...rest, isExcluded: false }]),
    )
    const isKnown = !searchable.isCut || unclear.length === 0
    return fitsSearch(isKnown ? mail : { ...mail, searchable: await this.#index.allWords(row.id) }, inWords)
  }

  async #forget(ids: readonly string[]): Promise<void> {
    this.#index.forget(ids)
    await this.#folder.remove(ids)
  }

  // Another program may keep its mail in the same folder.
  async #makeRoom(): Promise<void> {
    this.#sizes = await this.#folder.sizes(this.#sizes)
    await this.#remove(idsAboveLimits(this.#sizes, this.#options))
  }

  async #remove(ids: readonly string[]): Promise<void> {
    const known = new Set(ids.length > 0 ? await this.#folder.ids() : [])
    const removed = ids.filter(id => known.has(id))
    if (removed.length === 0) return
    await this.#forget(removed)
    this.#tell({ kind: 'removed', ids: removed })
  }

  // Of two at once, both would tell of the same mail.
  #afterOtherRemovals(removal: () => Promise<void>): Promise<void> {
    const done = this.#lastRemoval.then(removal)
    this.#lastRemoval = done.catch(() => {})
    return done
  }

  #replacedBy(id: string, raw: Buffer, envelope: Envelope): string | undefined {
    const key = this.#options.replaceSameMessage ? sameMessageKey(raw, envelope) : undefined
    if (key === undefined) return undefined
    const replaced = this.#idOfMessage.get(key)
    this.#idOfMessage.set(key, id)
    return replaced
  }

  #nextId(receivedAt: Date): string {
    const time = receivedAt.getTime()
    // Mails of one millisecond keep their order.
    const suffix = time === this.#lastId.time ? this.#lastId.suffix + 1 : randomInt(0xf0_00_00)
    this.#lastId = { time, suffix }
    return mailId(receivedAt, suffix)
  }

  #cannotKeep(what: string, cause: unknown): DeliveryError {
    return new DeliveryError(`Cannot keep ${what} in "${this.#folder.path}": ${reasonOf(cause)}`, {
      wayOut: 'Name a folder that this program may write in, on a disk that is not full.',
      cause,
    })
  }

  #tell(event: MailboxEvent): void {
    for (const listener of this.#listeners) listener(event)
  }
}

function marksOf(id: string, marks: Marks, tagsInHeader: readonly string[]): MailMarks {
  const { isRead = false, tags = tagsInHeader } = marks.get(id) ?? {}
  return { isRead, tags }
}

/** Whether the edit changed anything. */
function editMarks(
  marks: Marks,
  id: string,
  tagsInHeader: readonly string[],
  edit: (marks: MailMarks) => Partial<MailMarks>,
): boolean {
  const before = marksOf(id, marks, tagsInHeader)
  const { isRead = before.isRead, tags: wanted = before.tags } = edit(before)
  const tags = tagsOf(wanted)
  if (isRead === before.isRead && tags.join() === before.tags.join()) return false
  marks.set(id, { isRead, tags })
  return true
}
