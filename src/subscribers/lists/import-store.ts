import type { ImportPlan } from './import-plan.ts'
import type { List } from './list-file.ts'
import type { Listed } from './list-reading.ts'

/** How people are imported. */
export interface ImportOrder {
  at: Date
  /** Whether those who would be added as active are asked to confirm first. */
  isAsking: boolean
  /** Of those of whom neither the file nor the list knows one. */
  language?: string | undefined
}

/** Hears how many of all people are done. */
export type OnProgress = (done: number, all: number) => void

/** People who were read from files, kept beside the list until it is decided what becomes of them. */
export interface Staging {
  /** People of one file, in its order; of the same mailbox twice, the strongest status wins. */
  add(list: Pick<List, 'path' | 'name'>, people: readonly Listed[]): Promise<void>
  /** People of whom a line cannot be read: no other line of the files makes them get anything, whatever its order. */
  holdBack(mailboxes: readonly string[]): Promise<void>
  /** What an import would do now. Throws a SubscriberError where it cannot be told who was forgotten. */
  plan(order: ImportOrder, onProgress?: OnProgress): Promise<ImportPlan>
  /** Does all of it or nothing, and tells what was done: others may have changed the list since the plan. */
  apply(order: ImportOrder, onProgress?: OnProgress): Promise<ImportPlan>
  close(): Promise<void>
}

/** Where people are imported into. */
export interface ImportStore {
  stage(): Promise<Staging>
}
