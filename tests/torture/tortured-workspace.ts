import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'

export const issue = '2026-W03'

const program = fileURLToPath(new URL('../../src/cli/masthead.js', import.meta.url))
const fasterTime = new URL('./faster-time.ts', import.meta.url).href
/** Five minutes of the program's waits pass in a quarter of a second; it waits three seconds for a reply. */
const time = { since: Date.now(), factor: 1200, haste: 40 }

const connections = 2
/** On three accounts, each of whose connections takes six messages before it has answered the first. */
export const mostUnderWay = 3 * connections * 6

/** A delivery as the database has it. */
export interface Row {
  address: string
  status: string
  reply: string | null
}

/** How a program ended, and what it printed as data. */
export interface Ended {
  exitCode: number | null
  stdout: string
}

/** A workspace whose programs are killed; what they print is kept beside it. */
export class TorturedWorkspace {
  readonly directory: string
  /** Errors of programs, which none of this is a reason for. */
  readonly complaints: string[] = []
  readonly #output: WriteStream

  constructor(directory: string) {
    this.directory = directory
    this.#output = createWriteStream(`${directory}.output`, { flags: 'a' })
  }

  /** Writes the settings, the issue and the list. */
  async fill(ports: readonly number[], addresses: readonly string[]): Promise<void> {
    const files = {
      'masthead.yaml': settingsFor(ports),
      'content/a.md': post,
      'people.csv': `email\n${addresses.join('\n')}\n`,
    }
    for (const [file, text] of Object.entries(files)) {
      await mkdir(join(this.directory, file, '..'), { recursive: true })
      await writeFile(join(this.directory, file), text)
    }
    await this.done('compose', '--week', issue)
    await this.done('subscribers', 'import', 'people.csv', '--yes')
  }

  /** Starts the program. */
  start(...args: string[]): ChildProcess {
    const all = ['--import', fasterTime, program, '-C', this.directory, ...args]
    this.#output.write(`\n$ masthead ${args.join(' ')}\n`)
    const child = spawn(process.execPath, all, {
      env: { PATH: process.env.PATH, FASTER_TIME: JSON.stringify(time) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout?.on('data', piece => this.#output.write(piece))
    child.stderr?.on('data', piece => this.#hear(piece))
    return child
  }

  /** Runs the program to its end. */
  async run(...args: string[]): Promise<Ended> {
    const child = this.start(...args)
    let stdout = ''
    child.stdout?.on('data', piece => {
      stdout += piece
    })
    const [exitCode] = await once(child, 'close')
    return { exitCode, stdout }
  }

  /** Runs the program, which has to succeed. */
  async done(...args: string[]): Promise<string> {
    const { exitCode, stdout } = await this.run(...args)
    if (exitCode !== 0) throw new Error(`masthead ${args.join(' ')} ended with ${exitCode}: ${stdout}`)
    return stdout
  }

  /** Whether a plan was confirmed, and each delivery, as the disk has them. */
  ledger(): { isConfirmed: boolean; rows: Row[] } {
    return this.#read(database => ({
      isConfirmed: database.prepare('SELECT 1 FROM dispatches').get() !== undefined,
      rows: database.prepare('SELECT address, status, reply FROM deliveries').all() as unknown as Row[],
    }))
  }

  /** Who is suppressed because a mailbox is said not to exist. */
  bounced(): string[] {
    const query = "SELECT mailbox FROM suppressions WHERE reason = 'bounced'"
    return this.#read(database =>
      database
        .prepare(query)
        .all()
        .map(({ mailbox }) => String(mailbox)),
    )
  }

  /** The same workspace in another folder. */
  async copy(directory: string): Promise<TorturedWorkspace> {
    await cp(this.directory, directory, { recursive: true })
    return new TorturedWorkspace(directory)
  }

  close(): void {
    this.#output.end()
  }

  #hear(piece: Buffer): void {
    this.#output.write(piece)
    if (/Error:|[Ee]rror, please report/.test(piece.toString())) this.complaints.push(piece.toString())
  }

  #read<Result>(look: (database: DatabaseSync) => Result): Result {
    const database = new DatabaseSync(join(this.directory, '.masthead', 'masthead.db'), { timeout: 5000 })
    try {
      return look(database)
    } finally {
      database.close()
    }
  }
}

const settingsFor = (ports: readonly number[]): string => `name: Tortured
language: en
timezone: UTC
from: Tortured <weekly@example.org>
address: 1 Example Street, Example
pages: { url: "https://letters.example-weekly.org/" }
sending:
  connections: ${connections}
  accounts:
${ports.map((port, at) => `    account-${at}: { smtp: "smtp://127.0.0.1:${port}", weight: ${at + 1} }`).join('\n')}
`

const post = `---
title: A post
date: 2026-01-13
---

One sentence that says something about the week.
`
