import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { SubscriberError } from './errors.ts'
import { type Database, openDatabase } from './store/database.ts'
import { ImportDatabase } from './store/imports/import-database.ts'
import { LetterDatabase } from './store/letter-database.ts'
import { SubscriberDatabase } from './store/subscriber-database.ts'
import { readKeyFile, writeKeyFile } from './subscribers/key-file.ts'
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
  return new Subscribing(config, database, keyring, store, await store.newsletter())
}

/** A workspace as far as its people: who they are, the letters to them, and the links that only they have. */
export class Subscribing {
  readonly database: Database
  readonly keyring: Keyring
  readonly store: SubscriberStore
  readonly letters: LetterQueue
  readonly imports: ImportStore
  readonly links: PageLinks
  readonly #config: Config

  constructor(
    config: Config,
    database: Database,
    keyring: Keyring,
    store: SubscriberStore,
    newsletter: string,
  ) {
    this.#config = config
    this.database = database
    this.keyring = keyring
    this.store = store
    this.letters = new LetterDatabase(database)
    this.imports = new ImportDatabase(database, keyring)
    this.links = new PageLinks(keyring, newsletter)
  }

  /** Signs new links with a new key; links that are signed with an older one go on working. */
  async rotateKey(): Promise<Keyring> {
    return writeKeyFile(this.#ownKeyFile('added'), [newSecret(), ...this.keyring.map(({ secret }) => secret)])
  }

  /** Ends what a key stands for: its links, and the hashes of people who are forgotten; tells how many. */
  async dropKey(id: string): Promise<number> {
    const kept = this.keyring.filter(key => key.id !== id)
    const isThere = kept.length < this.keyring.length
    if (isThere && kept.length === 0)
      throw new SubscriberError(`"${id}" is the only key`, {
        wayOut: 'Make a new one first: masthead keys rotate',
      })
    if (!isThere && !(await this.store.forgottenByKey()).has(id))
      throw new SubscriberError(
        `There is no key "${id}": found ${this.keyring.map(key => key.id).join(', ')}`,
      )
    if (isThere)
      await writeKeyFile(
        this.#ownKeyFile('taken out'),
        kept.map(({ secret }) => secret),
      )
    return this.store.giveUpForgotten(id)
  }

  #ownKeyFile(act: string): string {
    if (this.#config.keys === undefined) return keyFilePath(this.#config)
    throw new SubscriberError(`The keys are those of MASTHEAD_KEYS, where one has to be ${act} by hand`, {
      wayOut: 'It holds them with commas between, the newest first.',
    })
  }

  close(): void {
    this.database.close()
  }
}

/** What makes and reads the links of a workspace's readers. */
export async function readPageLinks(config: Config): Promise<PageLinks> {
  const subscribing = await openSubscribing(config)
  subscribing.close()
  return subscribing.links
}

/** Where the database of a workspace lies. */
export const databasePath = ({ directory }: Config): string => join(directory, '.masthead', 'masthead.db')

/** Where the keys of a workspace lie, unless the environment has them. */
const keyFilePath = ({ directory }: Config): string => join(directory, '.masthead', 'keys.json')

const keyringOfWorkspace = async (config: Config): Promise<Keyring> =>
  config.keys ? keyringOf(config.keys, 'MASTHEAD_KEYS') : readKeyFile(keyFilePath(config), newSecret)

const newSecret = (): string => randomBytes(32).toString('base64url')
