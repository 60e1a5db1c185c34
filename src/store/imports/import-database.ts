import type { Keyring } from '../../subscribers/keyring.ts'
import type { ImportStore, Staging } from '../../subscribers/lists/import-store.ts'
import type { Database } from '../database.ts'
import { teachMerging } from './decide-arrivals.ts'
import { makeImportTables } from './import-tables.ts'
import { StagedPeople } from './staged-people.ts'

/** Imports into SQLite. */
export class ImportDatabase implements ImportStore {
  readonly #database: Database
  readonly #keyring: Keyring

  constructor(database: Database, keyring: Keyring) {
    this.#database = database
    this.#keyring = keyring
  }

  async stage(): Promise<Staging> {
    await makeImportTables(this.#database.tables)
    teachMerging(this.#database)
    return new StagedPeople(this.#database, this.#keyring)
  }
}
