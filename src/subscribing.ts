import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { SubscriberError } from './errors.ts'
import { type Database, openDatabase } from './store/database.ts'
import { ImportDatabase } from './store/imports/import-database.ts'
import { LetterDatabase } from './store/letter-database.ts'
import { SubscriberDatabase } from './store/subscriber-database.ts'
import { noteKeys, usedKeys } from './store/used-keys.ts'
import { KeptKeys } from './subscribers/kept-keys.ts'
import { KeyFile, makeKeyFile, readKeyFile, writeKeyFile } from './subscribers/key-file.ts'
import { type Keyring, type Keys, keyringOf } from './subscribers/keyring.ts'
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
    const used = await usedKeys(database)
    const keys = await keysOfWorkspace(config, used)
    if (isKeyMissed) {
      const lost = used.find(id => !keys?.keyring.some(key => key.id === id))
      if (lost !== undefined) throw lostKey(lost, config)
      if (keys) await noteKeys(database, keys.keyring)
    }
    return await subscribingWith(config, database, keys)
  } catch (error) {
    database.close()
    throw error
  }
}

async function subscribingWith(config: Config, database: Database, keys: Keys | undefined) {
  // Where the keys are lost, one that signs nothing stands in for them until they are put back or given up.
  const standIn = keys ?? { keyring: keyringOf([newSecret()], 'a new key') }
  const store = new SubscriberDatabase(database, standIn)
  const newsletter = await store.newsletter()
  return new Subscribing({ config, database, keys: standIn, hasKeys: keys !== undefined, store, newsletter })
}

const lostKey = (id: string, config: Config): SubscriberError =>
  new SubscriberError(
    `The key "${id}" is missing in ${config.keys ? 'MASTHEAD_KEYS' : `"${keyFilePath(config)}"`}: links of past issues are signed with it, and who was forgotten is known by it`,
    {
      wayOut: `Put it back, behind the newest. If it is lost for good: masthead keys drop ${id} --yes`,
    },
  )

interface SubscribingParts {
  config: Config
  database: Database
  keys: Keys
  hasKeys: boolean
  store: SubscriberStore
  newsletter: string
}

/** A workspace as far as its people: who they are, the letters to them, and the links that only they have. */
export class Subscribing {
  readonly database: Database
  /** Whether the keys are there. */
  readonly hasKeys: boolean
  readonly store: SubscriberStore
  readonly letters: LetterQueue
  readonly imports: ImportStore
  readonly links: PageLinks
  readonly keys: Keys
  readonly #config: Config
  readonly #newsletter: string

  constructor({ config, database, keys, hasKeys, store, newsletter }: SubscribingParts) {
    this.#config = config
    this.keys = keys
    this.database = database
    this.hasKeys = hasKeys
    this.store = store
    this.letters = new LetterDatabase(database)
    this.imports = new ImportDatabase(database, keys.keyring)
    this.links = new PageLinks(keys, newsletter)
    this.#newsletter = newsletter
  }

  /** Makes links for thousands of people: a new key is used within a second. */
  linksForMany(clock: () => Date): PageLinks {
    return new PageLinks(new KeptKeys(this.keys, clock), this.#newsletter)
  }

  get keyring(): Keyring {
    return this.keys.keyring
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

// A new key would hide that the old one is lost, so that none is made where one was used.
async function keysOfWorkspace(config: Config, used: readonly string[]): Promise<Keys | undefined> {
  if (config.keys) return { keyring: keyringOf(config.keys, 'MASTHEAD_KEYS') }
  const path = keyFilePath(config)
  const keyring =
    (await readKeyFile(path)) ?? (used.length === 0 ? await makeKeyFile(path, newSecret()) : undefined)
  return keyring && new KeyFile(path, keyring)
}

const newSecret = (): string => randomBytes(32).toString('base64url')
