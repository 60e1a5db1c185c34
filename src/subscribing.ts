import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { type Database, openDatabase } from './store/database.ts'
import { ImportDatabase } from './store/import-database.ts'
import { LetterDatabase } from './store/letter-database.ts'
import { SubscriberDatabase } from './store/subscriber-database.ts'
import { readKeyFile } from './subscribers/key-file.ts'
import { type Keyring, keyringOf } from './subscribers/keyring.ts'
import type { LetterQueue } from './subscribers/letter-queue.ts'
import type { ImportStore } from './subscribers/lists/import-store.ts'
import { PageLinks } from './subscribers/page-links.ts'
import type { SubscriberStore } from './subscribers/subscriber-store.ts'

/** Opens the people of a workspace: its database, made as needed, and its keys. */
export async function openSubscribing(config: Config): Promise<Subscribing> {
  const keyring = await keyringOfWorkspace(config)
  const database = await openDatabase(databasePath(config))
  const store = new SubscriberDatabase(database, keyring)
  return new Subscribing(database, keyring, store, await store.newsletter())
}

/** A workspace as far as its people: who they are, the letters to them, and the links that only they have. */
export class Subscribing {
  readonly database: Database
  readonly keyring: Keyring
  readonly store: SubscriberStore
  readonly letters: LetterQueue
  readonly imports: ImportStore
  readonly links: PageLinks

  constructor(database: Database, keyring: Keyring, store: SubscriberStore, newsletter: string) {
    this.database = database
    this.keyring = keyring
    this.store = store
    this.letters = new LetterDatabase(database)
    this.imports = new ImportDatabase(database, keyring)
    this.links = new PageLinks(keyring, newsletter)
  }

  close(): void {
    this.database.close()
  }
}

/** Where the database of a workspace lies. */
export const databasePath = ({ directory }: Config): string => join(directory, '.masthead', 'masthead.db')

/** Where the keys of a workspace lie, unless the environment has them. */
export const keyFilePath = ({ directory }: Config): string => join(directory, '.masthead', 'keys.json')

const keyringOfWorkspace = async (config: Config): Promise<Keyring> =>
  config.keys
    ? keyringOf(config.keys, 'MASTHEAD_KEYS')
    : readKeyFile(keyFilePath(config), () => randomBytes(32).toString('base64url'))
