import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { SubscriberError } from './errors.ts'
import { type Database, openDatabase } from './store/database.ts'
import { ImportDatabase } from './store/imports/import-database.ts'
import { LetterDatabase } from './store/letter-database.ts'
import { SubscriberDatabase } from './store/subscriber-database.ts'
import { noteKeys, usedKeys } from './store/used-keys.ts'
import { makeKeyFile, readKeyFile, writeKeyFile } from './subscribers/key-file.ts'
import { type Keyring, keyringOf } from './subscribers/keyring.ts'
import type { LetterQueue } from './subscribers/letter-queue.ts'
import type { ImportStore } from './subscribers/lists/import-store.ts'
import { PageLinks } from './subscribers/page-links.ts'
import type { SubscriberStore } from './subscribers/subscriber-store.ts'

/**
 * Opens the people of a workspace: its database and its keys, made as needed. Throws a SubscriberError where a key is
 * missing that was used, unless `isKeyMissed` says that this does not matter: without it, links of past issues lead
 * nowhere, and nobody knows any more who was forgotten.
 */
export async function openSubscribing(config: Config, { isKeyMissed = true } = {}): Promise<Subscribing> {
  const database = await openDatabase(databasePath(config))
  try {
    const used = isKeyMissed ? await usedKeys(database) : []
    const keyring = await keyringOfWorkspace(config, used)
    const lost = used.find(id => !keyring.some(key => key.id === id))
    if (lost !== undefined) throw lostKey(lost, config)
    const store = new SubscriberDatabase(database, keyring)
    await noteKeys(database, keyring)
    return new Subscribing(config, database, keyring, store, await store.newsletter())
  } catch (error) {
    database.close()
    throw error
  }
}

const lostKey = (id: string, config: Config): SubscriberError =>
  new SubscriberError(
    `The key "${id}" is missing in ${config.keys ? 'MASTHEAD_KEYS' : `"${keyFilePath(config)}"`}: links of past issues are signed with it, and who was forgotten is known by it`,
    {
      wayOut: `Put it back, behind the newest. If it is lost for good: masthead keys drop ${id} --yes`,
    },
  )

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
    const path = this.#ownKeyFile('added')
    return this.database.write(async () => {
      const known = (await readKeyFile(path)) ?? []
      return writeKeyFile(path, [newSecret(), ...known.map(({ secret }) => secret)])
    })
  }

  /** Ends what a key stands for: its links, and the hashes of people who are forgotten; tells how many. */
  async dropKey(id: string): Promise<number> {
    const isThere = this.keyring.some(key => key.id === id)
    if (!isThere && !(await this.store.lostKeys()).includes(id))
      throw new SubscriberError(
        `There is no key "${id}": found ${this.keyring.map(key => key.id).join(', ')}`,
      )
    if (isThere) await this.#takeOut(id)
    return this.store.giveUpKey(id)
  }

  #takeOut(id: string): Promise<Keyring> {
    const path = this.#ownKeyFile('taken out')
    return this.database.write(async () => {
      const kept = ((await readKeyFile(path)) ?? []).filter(key => key.id !== id)
      if (kept.length === 0)
        throw new SubscriberError(`"${id}" is the only key`, {
          wayOut: 'Make a new one first: masthead keys rotate',
        })
      return writeKeyFile(
        path,
        kept.map(({ secret }) => secret),
      )
    })
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

async function keyringOfWorkspace(config: Config, used: readonly string[]): Promise<Keyring> {
  if (config.keys) return keyringOf(config.keys, 'MASTHEAD_KEYS')
  const path = keyFilePath(config)
  const keyring = await readKeyFile(path)
  if (keyring) return keyring
  // A new key would hide that the old one is lost.
  if (used[0] !== undefined) throw lostKey(used[0], config)
  return makeKeyFile(path, newSecret())
}

const newSecret = (): string => randomBytes(32).toString('base64url')
