import { sql } from 'kysely'
import type { Audience, Grouping } from '../../deliveries/ledger.ts'
import { type DeliveryPlan, mostNamed } from '../../deliveries/plan.ts'
import { mailboxOf } from '../../subscribers/address.ts'
import { readersOfFile } from '../../subscribers/readers.ts'
import type { People, Recipient } from '../../subscribers/subscriber.ts'
import type { SubscriberStore } from '../../subscribers/subscriber-store.ts'
import type { Db } from '../database.ts'
import { matching } from '../matching-people.ts'

/** Rows that one statement takes. */
const pageSize = 1000

/**
 * A table of this connection alone, with everybody who may be meant: `kind` and `reason` say why somebody is left out,
 * `is_noted` whether the ledger notes that; of who is forgotten, and of lines that name nobody, it does not.
 */
export async function makePlannedTable(db: Db): Promise<void> {
  await sql`DROP TABLE IF EXISTS temp.planned`.execute(db)
  await sql`CREATE TEMP TABLE planned (
    id INTEGER PRIMARY KEY,
    mailbox TEXT NOT NULL,
    subscriber INTEGER,
    person TEXT,
    domain TEXT NOT NULL,
    provider TEXT NOT NULL DEFAULT 'others',
    kind TEXT,
    reason TEXT,
    is_noted INTEGER NOT NULL DEFAULT 1
  ) STRICT`.execute(db)
}

/** Puts everybody in who is meant, and why some of them are left out. */
export async function fillPlanned(
  db: Db,
  store: Pick<SubscriberStore, 'knownAmong'>,
  audience: Audience,
  now: Date,
): Promise<void> {
  if ('file' in audience) await fillFromFile(db, await readersOfFile(store, audience.file, now))
  else await fillFromList(db, audience.list, now)
}

const domainOf = (column: string) => sql`substr(${sql.ref(column)}, instr(${sql.ref(column)}, '@') + 1)`

async function fillFromList(
  db: Db,
  filter: Extract<Audience, { list: unknown }>['list'],
  now: Date,
): Promise<void> {
  const at = now.toISOString()
  const people = db
    .selectFrom('subscribers')
    .select([
      'mailbox',
      'id',
      domainOf('mailbox').as('domain'),
      sql`CASE WHEN paused_until > ${at} THEN 'paused' END`.as('kind'),
      sql`CASE WHEN paused_until > ${at} THEN 'paused until ' || substr(paused_until, 1, 10) END`.as(
        'reason',
      ),
    ])
    .where(matching({ ...filter, status: 'active' }))
    .orderBy('id')
  await sql`INSERT INTO temp.planned (mailbox, subscriber, domain, kind, reason) SELECT * FROM ${people}`.execute(
    db,
  )
}

async function fillFromFile(db: Db, { subscribers, leftOut = [], refused }: People): Promise<void> {
  const rows = [
    ...refused.map(({ line, address, reason }) => ({
      ...nobody,
      mailbox: address || `line ${line}`,
      reason,
      isNoted: 0,
    })),
    ...leftOut.map(({ address, reason }) => ({
      ...nobody,
      mailbox: mailboxOf(address),
      person: { address, name: '' },
      reason,
      isNoted: isForgotten(reason) ? 0 : 1,
    })),
    ...subscribers.map(({ id = null, address, name }) => ({
      ...nobody,
      mailbox: mailboxOf(address),
      id,
      person: { address, name },
    })),
  ]
  for (let from = 0; from < rows.length; from += pageSize) {
    const page = rows.slice(from, from + pageSize).map(row => ({ ...row, kind: kindOf(row.reason) }))
    await sql`INSERT INTO temp.planned (mailbox, subscriber, person, reason, kind, is_noted, domain)
      SELECT value ->> 'mailbox', value ->> 'id', value -> 'person', value ->> 'reason', value ->> 'kind',
        value ->> 'isNoted', ${domainOf('address')}
      FROM (SELECT value, value ->> 'mailbox' AS address FROM json_each(${JSON.stringify(page)}))`.execute(db)
  }
}

interface FileRow {
  mailbox: string
  id: number | null
  person?: Recipient
  reason: string | null
  isNoted: number
}

const nobody: FileRow = { mailbox: '', id: null, reason: null, isNoted: 1 }

const isForgotten = (reason: string): boolean => reason.startsWith('forgotten')

// What people have in common, without the day or the line that differs.
const kindOf = (reason: string | null): string | null =>
  reason?.replace(/ (?:on|until|as in line) \d.*$/, '').replace(/:.*$/, '') ?? null

/** Leaves out whomever the ledger knows to have the issue, or to be on the way to it. */
export async function leaveOutKnown(db: Db, issue: string): Promise<void> {
  const minute = sql`replace(substr(d.at, 1, 16), 'T', ' ') || ' UTC'`
  await sql`UPDATE temp.planned SET is_noted = 0,
    kind = CASE d.status WHEN 'sent' THEN 'has it' WHEN 'failed' THEN 'failed before'
      WHEN 'uncertain' THEN 'may have it' ELSE 'waits for it' END,
    reason = CASE d.status WHEN 'sent' THEN 'has it since ' || ${minute}
      WHEN 'failed' THEN 'failed on ' || ${minute} || ': ' || coalesce(d.reply, '')
      WHEN 'uncertain' THEN 'may have it: the server''s reply of ' || ${minute} || ' is not known'
      ELSE 'waits for it since ' || ${minute} END
    FROM main.deliveries d
    WHERE d.issue = ${issue} AND d.address = planned.mailbox AND d.status != 'cancelled'
      AND planned.reason IS NULL`.execute(db)
}

/** Notes for everybody who is planned whose mailbox theirs is. */
export async function groupPlanned(db: Db, grouping: Grouping): Promise<void> {
  const { rows } = await sql<{ domain: string; count: number }>`
    SELECT domain, count(*) AS count FROM temp.planned WHERE reason IS NULL GROUP BY domain`.execute(db)
  const providers = await grouping(new Map(rows.map(({ domain, count }) => [domain, count])))
  await sql`DROP TABLE IF EXISTS temp.grouped`.execute(db)
  await sql`CREATE TEMP TABLE grouped (domain TEXT PRIMARY KEY, provider TEXT NOT NULL) STRICT, WITHOUT ROWID`.execute(
    db,
  )
  await sql`INSERT INTO temp.grouped
    SELECT key, value FROM json_each(${JSON.stringify(Object.fromEntries(providers))})`.execute(db)
  await sql`UPDATE temp.planned SET provider = g.provider
    FROM temp.grouped g WHERE g.domain = planned.domain`.execute(db)
}

/** What is planned, in numbers, and the first of those who are left out. */
export async function readPlan(db: Db, issue: string): Promise<DeliveryPlan> {
  const counted = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(db)).rows
  const byProvider = await counted(
    sql<{ provider: string; count: number }>`SELECT provider, count(*) AS count FROM temp.planned
      WHERE reason IS NULL GROUP BY provider ORDER BY count DESC, provider`,
  )
  const reasons = await counted(
    sql<{ reason: string; count: number }>`SELECT kind AS reason, count(*) AS count FROM temp.planned
      WHERE reason IS NOT NULL GROUP BY kind ORDER BY count DESC, kind`,
  )
  const named = await counted(
    sql<{
      address: string
      reason: string
    }>`SELECT coalesce(person ->> 'address', mailbox) AS address, reason FROM temp.planned
      WHERE reason IS NOT NULL ORDER BY kind = 'has it', id LIMIT ${mostNamed}`,
  )
  const [strangers] = await counted(
    sql<{
      count: number
    }>`SELECT count(*) AS count FROM temp.planned WHERE reason IS NULL AND subscriber IS NULL`,
  )
  return {
    issue,
    recipients: sum(byProvider),
    byProvider,
    leftOut: sum(reasons),
    reasons,
    named,
    strangers: strangers?.count ?? 0,
  }
}

const sum = (rows: readonly { count: number }[]): number => rows.reduce((all, { count }) => all + count, 0)
