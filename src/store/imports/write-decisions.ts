import { sql } from 'kysely'
import type { ImportOrder } from '../../subscribers/lists/import-store.ts'
import type { Db } from '../database.ts'
import { left } from './import-tables.ts'

const decided = sql.raw(`temp.decisions AS d JOIN temp.arrivals AS a ON a.at = d.at
  JOIN temp.import_files AS f ON f.id = a.file`)

/** Does what was decided of some arrivals. */
export async function writeDecisions(db: Db, { at, isAsking }: ImportOrder): Promise<void> {
  const now = at.toISOString()
  await addPeople(db, now)
  await changePeople(db, now)
  await suppress(db, now)
  await record(db, now, isAsking)
  if (isAsking) await queueLetters(db, now)
}

const addPeople = (db: Db, now: string) =>
  sql`INSERT INTO subscribers
      (id, mailbox, address, name, language, timezone, tags, attributes, status, paused_until, since, changed)
    SELECT d.subscriber, a.mailbox, a.address, d.name, d.language, d.timezone, d.tags, d.attributes, d.status,
      a.paused_until, coalesce(a.since, ${now}), ${now}
    FROM ${decided} WHERE d.outcome = 'added' ORDER BY a.mailbox`.execute(db)

async function changePeople(db: Db, now: string): Promise<void> {
  await sql`UPDATE subscribers SET name = d.name, language = d.language, timezone = d.timezone, tags = d.tags,
      attributes = d.attributes, status = d.status, changed = ${now}
    FROM temp.decisions AS d WHERE d.outcome = 'updated' AND subscribers.id = d.subscriber`.execute(db)
  await sql`UPDATE subscribers SET status = d.status, changed = ${now}
    FROM temp.decisions AS d WHERE d.outcome = 'leaving' AND subscribers.id = d.subscriber`.execute(db)
}

// A file may have times of another zone, or of nonsense: nobody has left tomorrow.
const suppress = (db: Db, now: string) =>
  sql`INSERT INTO suppressions (mailbox, reason, at, place)
    SELECT a.mailbox, d.status, min(coalesce(a.left_at, ${now}), ${now}), f.name
    FROM ${decided} WHERE d.outcome IN ('added', 'leaving') AND d.status IN ${left}`.execute(db)

/** Records of consent: those that a file has of somebody new, then that of this import. */
async function record(db: Db, now: string, isAsking: boolean): Promise<void> {
  await sql`INSERT INTO consents (subscriber, at, act, how, place, text, details)
    SELECT d.subscriber, c.value ->> 'at', c.value ->> 'act', c.value ->> 'how', c.value ->> 'place',
      c.value ->> 'text', c.value -> 'details'
    FROM ${decided}, json_each(a.consents) AS c
    WHERE d.outcome = 'added' AND a.consents <> '[]' ORDER BY d.at, c.key`.execute(db)
  await sql`INSERT INTO consents (subscriber, at, act, how, place, text, details)
    SELECT d.subscriber, ${now},
      CASE WHEN d.outcome = 'leaving' THEN d.status
        WHEN ${isAsking ? 1 : 0} AND d.outcome = 'added' AND d.status = 'pending' THEN 'asked'
        ELSE 'imported' END,
      'file', f.name, '', a.details
    FROM ${decided} WHERE d.outcome IN ('added', 'updated', 'leaving') ORDER BY d.at`.execute(db)
}

const queueLetters = (db: Db, now: string) =>
  sql`INSERT INTO letters (subscriber, kind, at, attempts, not_before, status)
    SELECT d.subscriber, 'confirm', ${now}, 0, ${now}, 'queued'
    FROM temp.decisions AS d WHERE d.outcome = 'added' AND d.status = 'pending' ORDER BY d.at`.execute(db)
