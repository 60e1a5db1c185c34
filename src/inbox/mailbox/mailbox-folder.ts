import { randomInt } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { DeliveryError } from '../../errors.ts'
import { parseMail, reasonOf } from './captured-mail.ts'
import { type Envelope, traceHeaders } from './envelope.ts'
import { isMailId, mailId } from './mail-id.ts'
import { type CapturedMail, rowOf, rowOfProblem } from './mail-row.ts'
import type { Mailbox, MailboxEvent } from './mailbox.ts'
import { idsAboveLimits, type MailboxLimits } from './mailbox-limits.ts'

/** The test mailbox: a folder with one `<id>.eml` per captured mail, readable by its owner only. */
export class MailboxFolder implements Mailbox {
  readonly #folder: string
  readonly #limits: MailboxLimits
  // A stored mail never changes, so what was learnt about it holds until it is removed.
  readonly #rows = new Map<string, CapturedMail>()
  readonly #sizes = new Map<string, number>()
  #isMeasured = false
  readonly #listeners = new Set<(event: MailboxEvent) => void>()
  #lastId = { time: Number.NaN, suffix: 0 }

  constructor(folder: string, { maxMails = 500, maxBytes = 200 * 1024 * 1024 }: Partial<MailboxLimits> = {}) {
    this.#folder = folder
    this.#limits = { maxMails, maxBytes }
  }

  /** Stores the received bytes behind trace headers, removes the oldest mails above the limits, and returns the id. */
  async save(raw: Buffer, envelope: Envelope, receivedAt: Date): Promise<string> {
    const id = this.#nextId(receivedAt)
    const stored = Buffer.concat([traceHeaders(envelope, receivedAt), raw])
    try {
      await this.#write(id, stored)
    } catch (cause) {
      throw new DeliveryError(`Cannot keep a mail in "${this.#folder}": ${reasonOf(cause)}`, { cause })
    }
    this.#tell({ kind: 'arrived', id })
    await this.#removeSurplus()
    return id
  }

  /** The mails, newest first; one that cannot be read is listed with its `problem`. */
  async list(): Promise<CapturedMail[]> {
    const rows: CapturedMail[] = []
    // One after the other: together they may be 200 MB.
    for (const id of await this.#ids()) {
      const row = this.#rows.get(id) ?? (await this.#readRow(id))
      if (row) rows.push(row)
    }
    return rows
  }

  /** The mails whose sender, recipients, subject or first words have every word of the query, in any case. */
  async search(query: string): Promise<CapturedMail[]> {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean)
    return (await this.list()).filter(mail => words.every(word => textOf(mail).includes(word)))
  }

  subscribe(listener: (event: MailboxEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** A stored mail, trace headers first; undefined when the mailbox has none of this id. */
  async read(id: string): Promise<Buffer | undefined> {
    if (!isMailId(id)) return undefined
    return await unlessMissing(readFile(this.#path(id)))
  }

  async #readRow(id: string): Promise<CapturedMail | undefined> {
    try {
      const raw = await this.read(id)
      if (!raw) return undefined
      const row = rowOf(id, raw.length, await parseMail(raw))
      this.#rows.set(id, row)
      return row
    } catch (error) {
      return rowOfProblem(id, 0, reasonOf(error))
    }
  }

  async #write(id: string, stored: Buffer): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 })
    if (!this.#isMeasured) await this.#measure()
    // A trial send is many mails at once, and one that a power cut takes can be sent again: no flush to the disk.
    await writeFileAtomic(this.#path(id), stored, { mode: 0o600, fsync: false })
    this.#sizes.set(id, stored.length)
  }

  async #removeSurplus(): Promise<void> {
    const surplus = idsAboveLimits(this.#sizes, this.#limits)
    // All are forgotten before the first is removed: another mail may arrive meanwhile.
    for (const id of surplus) {
      this.#sizes.delete(id)
      this.#rows.delete(id)
    }
    // The new mail is stored by now: refusing it because an old one cannot be removed would store it twice.
    for (const id of surplus) await rm(this.#path(id), { force: true }).catch(() => {})
    if (surplus.length > 0) this.#tell({ kind: 'removed', ids: surplus })
  }

  async #measure(): Promise<void> {
    for (const id of await this.#ids()) {
      const file = await unlessMissing(stat(this.#path(id)))
      if (file) this.#sizes.set(id, file.size)
    }
    this.#isMeasured = true
  }

  // Files of any other name are not ours: never listed, never removed.
  async #ids(): Promise<string[]> {
    const names = (await unlessMissing(readdir(this.#folder))) ?? []
    const ids = names.filter(name => name.endsWith('.eml')).map(name => name.slice(0, -'.eml'.length))
    return ids.filter(isMailId).sort().reverse()
  }

  #nextId(receivedAt: Date): string {
    const time = receivedAt.getTime()
    // Mails of one millisecond keep their order.
    const suffix = time === this.#lastId.time ? this.#lastId.suffix + 1 : randomInt(0xf0_00_00)
    this.#lastId = { time, suffix }
    return mailId(receivedAt, suffix)
  }

  #tell(event: MailboxEvent): void {
    for (const listener of this.#listeners) listener(event)
  }

  #path(id: string): string {
    return join(this.#folder, `${id}.eml`)
  }
}

function textOf({ from, to, subject, preview }: CapturedMail): string {
  const people = [...(from ? [from] : []), ...to].flatMap(({ name, address }) => [name, address])
  return [...people, subject, preview].join('\n').toLowerCase()
}

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
