import { type MailContent, parseMail, reasonOf } from './captured-mail.ts'
import { tagsOf } from './mail-marks.ts'
import { type CapturedMail, rowOf, rowOfProblem } from './mail-row.ts'
import { type SearchableMail, searchableMail } from './search/searchable-mail.ts'

/** What is known of a mail without reading its file again. */
export interface IndexedMail {
  row: CapturedMail
  searchable: SearchableMail
  /** The tags that its header `X-Tags` gives. */
  tags: readonly string[]
}

// For five hundred mails, some tens of megabytes; longer mails are read again when words are searched in them.
const maxWords = 40_000
const maxTextBytes = 400_000
// A hostile text of 25 MB would take seconds at each search.
const maxSearchedBytes = 4 * 1024 * 1024

/** Remembers what was learnt of each mail: a stored mail never changes. */
export class MailIndex {
  readonly #read: (id: string) => Promise<Buffer | undefined>
  readonly #mails = new Map<string, IndexedMail>()

  constructor(read: (id: string) => Promise<Buffer | undefined>) {
    this.#read = read
  }

  /** A mail that cannot be read is there with its `problem`; undefined when there is none of this id. */
  async get(id: string): Promise<IndexedMail | undefined> {
    const known = this.#mails.get(id)
    if (known) return known
    try {
      const raw = await this.#read(id)
      if (!raw) return undefined
      const mail = indexed(id, raw.length, await parseMail(raw, { maxTextBytes }))
      this.#mails.set(id, mail)
      return mail
    } catch (error) {
      return { ...nothingIn(id), row: rowOfProblem(id, 0, reasonOf(error)) }
    }
  }

  /** All words of a mail, up to 4 MB of each text. */
  async allWords(id: string): Promise<SearchableMail> {
    const raw = await this.#read(id).catch(() => undefined)
    return raw
      ? searchableMail(await parseMail(raw, { maxTextBytes: maxSearchedBytes }), maxSearchedBytes)
      : nothingIn(id).searchable
  }

  forget(ids: readonly string[]): void {
    for (const id of ids) this.#mails.delete(id)
  }
}

function indexed(id: string, bytes: number, content: MailContent): IndexedMail {
  const row = rowOf(id, bytes, content)
  const known = content.problem === undefined ? content : { ...content, subject: row.subject }
  const searchable = searchableMail(known, maxWords)
  const tags = content.headers.filter(({ name }) => name.toLowerCase() === 'x-tags')
  return {
    row,
    searchable: { ...searchable, isCut: searchable.isCut || bytes > maxTextBytes },
    tags: tagsOf(tags.flatMap(({ value }) => value.slice(0, maxWords).split(','))),
  }
}

function nothingIn(id: string): IndexedMail {
  const fields = { from: '', to: '', cc: '', bcc: '', 'reply-to': '', 'message-id': '' }
  const name = `${id}.eml`.toLowerCase()
  return {
    row: rowOfProblem(id, 0, ''),
    searchable: { ...fields, subject: name, anything: name, isCut: false },
    tags: [],
  }
}
