import { createWriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Cost, measuredRun } from './measured-run.ts'

/** A workspace with one issue, some 44 KB of HTML and 8 KB of text in Chinese, and so many people. */
export interface Newsletter {
  /** What runs in it. */
  program: string
  directory: string
  people: number
}

export const issue = '2026-W03'
const entries = 50
const connections = 10

/** Which signatures its mails have. */
export type Signing = 'none' | 'rsa' | 'rsa and ed25519'

/** Makes one; nobody has the issue yet. */
export async function aNewsletter(program: string, directory: string, people: number): Promise<Newsletter> {
  await mkdir(join(directory, 'content'), { recursive: true })
  const newsletter = { program, directory, people }
  await writeSettings(newsletter, 'none')
  for (let at = 0; at < entries; at += 1)
    await writeFile(join(directory, 'content', `2026-01-${13 + (at % 5)}-post-${at}.md`), post(at))
  await pipeline(Readable.from(list(people)), createWriteStream(join(directory, 'people.csv')))
  await masthead(newsletter, ['compose', '--week', issue])
  await masthead(newsletter, ['subscribers', 'import', 'people.csv', '--yes'])
  return newsletter
}

function post(at: number): string {
  const header = `title: "第 ${at} 篇：标题和真实的差不多长"\ndate: 2026-01-${13 + (at % 5)}\ncategories: [栏目 ${at % 3}]`
  return `---\n${header}\ndescription: "第 ${at} 篇文章的摘要，说的是这一周发生的事，和真实的差不多长。"\n---\n\n正文。\n`
}

function* list(people: number): Generator<string> {
  yield 'email,name\n'
  for (let at = 0; at < people; at += 1)
    yield `person${at}@mail${at % 997}.example.org,${at % 2 ? '小明' : 'Ada'} ${at}\n`
}

/** Writes masthead.yaml. */
export async function writeSettings({ directory }: Newsletter, signing: Signing): Promise<void> {
  const keys = {
    none: '',
    rsa: 'dkim: { selector: s1 }\n',
    'rsa and ed25519': 'dkim: { selector: s1, ed25519: { selector: e1 } }\n',
  }
  await writeFile(
    join(directory, 'masthead.yaml'),
    `name: 周报\nlanguage: zh-CN\ntimezone: Asia/Shanghai\ncontent: content\nfrom: 周报 <weekly@example.org>
address: 示例市示例路 1 号\npages: { url: "https://letters.example.org" }\nlimits: { kilobytes: 60 }
sending: { connections: ${connections} }\n${keys[signing]}`,
  )
}

/** Runs the program in the workspace. */
export const masthead = (
  { program, directory }: Newsletter,
  args: readonly string[],
  server?: string,
): Promise<Cost & { output: string }> =>
  measuredRun([program, ...args], directory, {
    ...(server !== undefined && { MASTHEAD_SMTP_URL: `smtp://${server}` }),
  })

const open = ({ directory }: Newsletter): DatabaseSync =>
  new DatabaseSync(join(directory, '.masthead', 'masthead.db'))

/** Makes the first so many wait for the issue as if nothing had been sent, and the others have it. */
export function queueAgain(newsletter: Newsletter, mails: number): void {
  const database = open(newsletter)
  database.exec(`BEGIN;
    UPDATE deliveries SET status = 'sent', not_before = NULL, first_try = NULL;
    UPDATE deliveries SET status = 'queued', not_before = '2026-01-01T00:00:00.000Z', attempts = 0,
      account = NULL, reply = NULL WHERE id <= (SELECT min(id) FROM deliveries) - 1 + ${mails};
    UPDATE dispatches SET status = 'paused';
    DELETE FROM paces;
    COMMIT; PRAGMA wal_checkpoint(TRUNCATE)`)
  database.close()
}

/** How long the ledger says it took, from the first claim to the last reply; throws where somebody was not sent it. */
export function secondsOfLedger(newsletter: Newsletter, mails: number): number {
  const database = open(newsletter)
  const row = database
    .prepare(`SELECT count(*) AS count, min(first_try) AS first, max(at) AS last FROM deliveries
      WHERE status = 'sent' AND first_try IS NOT NULL`)
    .get()
  database.close()
  if (row?.count !== mails) throw new Error(`${row?.count} of ${mails} have it`)
  return (Date.parse(String(row.last)) - Date.parse(String(row.first))) / 1000
}

/** The mail as it was confirmed, by `writeOutgoing`. */
export function outgoingOf(newsletter: Newsletter): string {
  const database = open(newsletter)
  const row = database.prepare('SELECT mail FROM dispatches').get()
  database.close()
  return String(row?.mail)
}
