import type { Database } from '../../src/store/database.ts'
import { ImportDatabase } from '../../src/store/imports/import-database.ts'
import type { Keyring } from '../../src/subscribers/keyring.ts'
import type { ImportPlan } from '../../src/subscribers/lists/import-plan.ts'
import type { ImportOrder } from '../../src/subscribers/lists/import-store.ts'
import type { Arrival } from '../../src/subscribers/lists/list-format.ts'
import { aKeyring, minute } from './a-subscriber-store.ts'

/** A file of an import, and its people from line 2 on. */
export type AFile = [name: string, ...arrivals: Arrival[]]

const usual: ImportOrder = { at: minute(30), isAsking: false }

/** Imports files, and tells what was planned and what was done. */
export async function imported(
  database: Database,
  files: readonly AFile[],
  order: Partial<ImportOrder> = {},
  keyring: Keyring = aKeyring,
): Promise<{ plan: ImportPlan; done: ImportPlan }> {
  const staging = await new ImportDatabase(database, keyring).stage()
  for (const [name, ...arrivals] of files)
    await staging.add(
      { path: name, name },
      arrivals.map((arrival, at) => ({ line: at + 2, arrival })),
    )
  const plan = await staging.plan({ ...usual, ...order })
  const done = await staging.apply({ ...usual, ...order })
  await staging.close()
  return { plan, done }
}
