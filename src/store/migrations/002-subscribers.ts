import { type Kysely, sql } from 'kysely'

// Numbers are never given twice: a link of somebody who was forgotten must not become another's.
const tables = [
  sql`CREATE TABLE newsletter (id TEXT PRIMARY KEY) STRICT`,
  sql`INSERT INTO newsletter (id) VALUES (lower(hex(randomblob(16))))`,
  sql`CREATE TABLE subscribers (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mailbox TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT,
    timezone TEXT,
    tags TEXT NOT NULL CHECK (json_valid(tags)),
    attributes TEXT NOT NULL CHECK (json_valid(attributes)),
    status TEXT NOT NULL CHECK (status IN ('pending', 'active', 'unsubscribed', 'bounced', 'complained')),
    paused_until TEXT,
    since TEXT NOT NULL,
    changed TEXT NOT NULL
  ) STRICT`,
  sql`CREATE TABLE consents (
    id INTEGER PRIMARY KEY,
    subscriber INTEGER NOT NULL,
    at TEXT NOT NULL,
    act TEXT NOT NULL,
    how TEXT NOT NULL,
    place TEXT NOT NULL,
    text TEXT NOT NULL,
    details TEXT NOT NULL CHECK (json_valid(details))
  ) STRICT`,
  sql`CREATE INDEX consents_by_subscriber ON consents (subscriber)`,
  sql`CREATE TABLE suppressions (
    mailbox TEXT PRIMARY KEY,
    reason TEXT NOT NULL CHECK (reason IN ('unsubscribed', 'bounced', 'complained')),
    at TEXT NOT NULL,
    place TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  sql`CREATE TABLE keys (id TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  sql`CREATE TABLE forgotten (
    hash TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  sql`CREATE TABLE letters (
    id INTEGER PRIMARY KEY,
    subscriber INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('confirm', 'welcome', 'known')),
    at TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    not_before TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('queued', 'failed')),
    reply TEXT
  ) STRICT`,
  sql`CREATE INDEX letters_by_time ON letters (status, not_before)`,
  sql`CREATE INDEX letters_by_subscriber ON letters (subscriber)`,
]

// What no program may do, whatever it believes.
const guards = [
  sql`CREATE TRIGGER consents_stay BEFORE UPDATE ON consents
    BEGIN SELECT RAISE(ABORT, 'A record of consent is never changed'); END`,
  sql`CREATE TRIGGER consents_remain BEFORE DELETE ON consents
    WHEN EXISTS (SELECT 1 FROM subscribers WHERE id = OLD.subscriber)
    BEGIN SELECT RAISE(ABORT, 'A record of consent goes only with its subscriber'); END`,
  ...['INSERT ON subscribers', 'UPDATE OF status, mailbox ON subscribers'].map(
    (event, at) => sql`CREATE TRIGGER ${sql.ref(`suppressed_stay_${at}`)} BEFORE ${sql.raw(event)}
    WHEN NEW.status IN ('pending', 'active') AND EXISTS (SELECT 1 FROM suppressions WHERE mailbox = NEW.mailbox)
    BEGIN SELECT RAISE(ABORT, 'This mailbox is suppressed'); END`,
  ),
  sql`CREATE TRIGGER suppressed_leave AFTER INSERT ON suppressions
    WHEN EXISTS (SELECT 1 FROM subscribers WHERE mailbox = NEW.mailbox AND status IN ('pending', 'active'))
    BEGIN SELECT RAISE(ABORT, 'A suppressed mailbox cannot stay subscribed'); END`,
]

/** People, the record of their consent, who must never be written to again, and letters that are on their way. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...tables, ...guards]) await statement.execute(db)
}
