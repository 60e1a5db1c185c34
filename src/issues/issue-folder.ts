import { lstat, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { codeOf, IssueChangedError, IssueError } from '../errors.ts'
import { removeInterruptedWrites } from '../posts/content/interrupted-file.ts'
import { decodeIssue } from './decode-issue.ts'
import type { IssueHead } from './issue.ts'
import type { IssueFile } from './issue-file.ts'
import type { IssueOutline } from './issue-outline.ts'

/** How many changes this program has written aside. */
let changes = 0

const safeId = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u

/** The folder `issues/` of a workspace: one folder for each issue. */
export class IssueFolder {
  readonly root: string

  constructor(root: string) {
    this.root = root
  }

  /** Where a file of an issue is; throws an IssueError for an id that could lead out of the folder. */
  pathOf(id: string, file = 'issue.md'): string {
    if (!safeId.test(id))
      throw new IssueError(`"${id}" is no name of an issue: expected one such as 2026-W03`)
    return join(this.root, id, file)
  }

  /** The text of an issue's file; nothing when there is no such issue. */
  async readText(id: string): Promise<string | undefined> {
    const path = this.pathOf(id)
    try {
      await this.refuseLink(id)
      const found = await stat(path)
      // To read from a pipe is to wait for ever.
      if (!found.isFile() && !found.isDirectory()) throw new IssueError(`${path} is no file`)
      return decodeIssue(await readFile(path), path)
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined
      if (error instanceof IssueError) throw error
      throw new IssueError(`Cannot read ${path} (${codeOf(error)})`, { cause: error })
    }
  }

  /** An issue, whose header has the name of its folder as its id; nothing when there is no such issue. */
  async read(id: string): Promise<IssueFile | undefined> {
    const text = await this.readText(id)
    if (text === undefined) return undefined
    // Listing posts needs the outlines of issues only, and not the parser of Markdown.
    const { parseIssueFile } = await import('./issue-file.ts')
    const file = parseIssueFile(text, this.pathOf(id))
    this.#demandOwnName(file.head, id)
    return file
  }

  /** Every issue there is, oldest first by number. */
  async readAll(): Promise<IssueFile[]> {
    const files = await Promise.all((await this.ids()).map(id => this.read(id)))
    return files.filter(file => file !== undefined).toSorted((a, b) => a.head.number - b.head.number)
  }

  /** The outline of every issue there is. */
  async readOutlines(): Promise<IssueOutline[]> {
    const ids = await this.ids()
    if (ids.length === 0) return []
    const { readOutline } = await import('./issue-outline.ts')
    const outlines = ids.map(async id => {
      const text = await this.readText(id)
      return text === undefined ? [] : [readOutline(text, this.pathOf(id))]
    })
    return (await Promise.all(outlines)).flat()
  }

  /** Of every issue, when its file was last changed, and what tells this state of the file from another. */
  async states(): Promise<{ id: string; changed: Date; state: string }[]> {
    const states = (await this.ids()).map(async id => {
      const found = await stat(this.pathOf(id)).catch((): undefined => undefined)
      if (!found?.isFile()) return []
      return [{ id, changed: found.mtime, state: `${found.mtimeMs} ${found.size} ${found.ino}` }]
    })
    return (await Promise.all(states)).flat()
  }

  /** The issue whose days end last; of two such, the one with the higher number. */
  async readNewest(): Promise<IssueFile | undefined> {
    const when = ({ head }: IssueFile) => `${head.window.to} ${String(head.number).padStart(9)}`
    return (await this.readAll()).toSorted((a, b) => (when(a) < when(b) ? -1 : 1)).at(-1)
  }

  /** Replaces the text of an issue that was `before`; throws an IssueChangedError where somebody has saved another one since. */
  async change(id: string, before: string | undefined, text: string): Promise<void> {
    const path = this.pathOf(id)
    changes += 1
    const aside = `${path}.${process.pid}${changes}`
    try {
      await mkdir(join(this.root, id), { recursive: true })
      await writeFileAtomic(aside, text)
      // Between these two lines lies less than it takes to save a file.
      if ((await this.readText(id)) !== before) throw new IssueChangedError(path)
      await rename(aside, path)
      removeInterruptedWrites(path)
    } catch (error) {
      await rm(aside, { force: true })
      if (error instanceof IssueError) throw error
      throw new IssueError(`Cannot write ${path} (${codeOf(error)})`, { cause: error })
    }
  }

  /** Writes into the header of an issue that it went out, for `--since-last`; tells whether there is such an issue. */
  async markSent(id: string): Promise<boolean> {
    const text = await this.readText(id)
    if (text === undefined) return false
    const { cutHeader } = await import('./issue-outline.ts')
    const { changeHead, readHead } = await import('./issue-head.ts')
    const { opening, yaml, closing, rest } = cutHeader(text, this.pathOf(id))
    const head = readHead(yaml, this.pathOf(id))
    this.#demandOwnName(head, id)
    if (head.status !== 'sent')
      await this.change(id, text, opening + changeHead(yaml, { status: 'sent' }) + closing + rest)
    return true
  }

  /** Writes a file of an issue aside and renames it, so that it is never half there. */
  async write(id: string, text: string, file = 'issue.md'): Promise<string> {
    const path = this.pathOf(id, file)
    try {
      await mkdir(join(this.root, id), { recursive: true })
      await writeFileAtomic(path, text)
      removeInterruptedWrites(path)
    } catch (error) {
      throw new IssueError(`Cannot write ${path} (${codeOf(error)})`, { cause: error })
    }
    return path
  }

  #demandOwnName({ id: named }: IssueHead, id: string): void {
    if (named.normalize() === id.normalize()) return
    throw new IssueError(`${this.pathOf(id)}: "id" in the header is "${named}", and its folder "${id}"`, {
      wayOut: 'Make them the same: who has been sent an issue is remembered by that name.',
    })
  }

  // As with posts: a link could lead out of the workspace.
  private async refuseLink(id: string): Promise<void> {
    const folder = join(this.root, id)
    if ((await lstat(folder)).isSymbolicLink())
      throw new IssueError(`${folder} is a link, which is not followed`, {
        wayOut: 'Put the folder of the issue itself there.',
      })
  }

  private async ids(): Promise<string[]> {
    try {
      const entries = await readdir(this.root, { withFileTypes: true })
      return entries.filter(entry => entry.isDirectory() && safeId.test(entry.name)).map(entry => entry.name)
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return []
      throw new IssueError(`Cannot open ${this.root} (${codeOf(error)})`, { cause: error })
    }
  }
}
