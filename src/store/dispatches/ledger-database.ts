import { sql, type Transaction } from 'kysely'
import { atOnce } from '../../deliveries/attempt.ts'
import {
  type Delivery,
  type DeliveryCounts,
  type DeliveryStatus,
  deliveryStatuses,
} from '../../deliveries/delivery.ts'
import type { Dispatch, DispatchStatus } from '../../deliveries/dispatch.ts'
import type {
  Approval,
  Audience,
  DeliveryFilter,
  DispatchChange,
  Grouping,
  Ledger,
  Move,
  PlannedDeliveries,
  Turn,
} from '../../deliveries/ledger.ts'
import type { Pace } from '../../deliveries/pacing/pace.ts'
import { DeliveryError } from '../../errors.ts'
import type { Keys } from '../../subscribers/keyring.ts'
import type { SubscriberStore } from '../../subscribers/subscriber-store.ts'
import { countByStatus, rowsOfIssue } from '../count-by-status.ts'
import type { Database } from '../database.ts'
import type { Tables } from '../tables.ts'
import { confirmPlan } from './confirm-plan.ts'
import { readCounts, readDelivery, readDispatch } from './delivery-rows.ts'
import { LedgerTurn, readPace } from './ledger-turn.ts'
import { fillPlanned, groupPlanned, leaveOutKnown, makePlannedTable, readPlan } from './planned-readers.ts'

/** How many deliveries are read at a time. */
const pageSize = 1000

/** The ledger in SQLite. */
export class LedgerDatabase implements Ledger {
  readonly #database: Database
  readonly #keys: Keys
  readonly #store: Pick<SubscriberStore, 'knownAmong'>
  readonly #paces = new Map<string, Pace>()
  #version: unknown

  constructor(database: Database, keys: Keys, store: Pick<SubscriberStore, 'knownAmong'>) {
    this.#database = database
    this.#keys = keys
    this.#store = store
  }

  async plan(issue: string, audience: Audience, now: Date, grouping: Grouping): Promise<PlannedDeliveries> {
    const db = this.#database.tables
    await makePlannedTable(db)
    await fillPlanned(db, this.#store, audience, now)
    await leaveOutKnown(db, issue)
    await groupPlanned(db, grouping)
    return {
      plan: await readPlan(db, issue),
      confirm: order => this.#database.write(trx => confirmPlan(trx, issue, order)),
    }
  }

  async dispatches(): Promise<Dispatch[]> {
    const rows = await this.#dispatches().orderBy('confirmed', 'desc').execute()
    return rows.map(readDispatch)
  }

  async dispatchOf(issue: string): Promise<Dispatch | undefined> {
    const row = await this.#dispatches().where('issue', '=', issue).executeTakeFirst()
    return row && readDispatch(row)
  }

  #dispatches() {
    return this.#database.tables
      .selectFrom('dispatches')
      .select(['issue', 'status', 'hash', 'confirmed', 'begins', 'changed', 'reason'])
  }

  async mailOf(issue: string): Promise<string> {
    const row = await this.#database.tables
      .selectFrom('dispatches')
      .select('mail')
      .where('issue', '=', issue)
      .executeTakeFirst()
    if (!row) throw new DeliveryError(`Nothing of issue ${issue} was confirmed`)
    return row.mail
  }

  async change(
    issue: string,
    from: readonly DispatchStatus[],
    { status, at, reason }: DispatchChange,
  ): Promise<boolean> {
    const { numUpdatedRows } = await this.#database.write(trx =>
      trx
        .updateTable('dispatches')
        .set({ status, changed: at.toISOString(), reason: reason ?? null })
        .where('issue', '=', issue)
        .where('status', 'in', from)
        .executeTakeFirst(),
    )
    return numUpdatedRows > 0n
  }

  async counts(issue: string): Promise<DeliveryCounts> {
    const db = this.#database.tables
    return readCounts(await countByStatus(db, await rowsOfIssue(db, issue)))
  }

  async *deliveries(
    issue: string,
    { statuses = deliveryStatuses }: DeliveryFilter = {},
  ): AsyncIterable<Delivery> {
    for (let last = ''; ; ) {
      const rows = await this.#database.tables
        .selectFrom('deliveries')
        .leftJoin('subscribers', 'subscribers.mailbox', 'deliveries.address')
        .selectAll('deliveries')
        .select('subscribers.address as written')
        .where('issue', '=', issue)
        .where('deliveries.address', '>', last)
        .where('deliveries.status', 'in', statuses)
        .orderBy('deliveries.address')
        .limit(pageSize)
        .execute()
      yield* rows.map(readDelivery)
      if (rows.length < pageSize) return
      last = rows.at(-1)?.address ?? last
    }
  }

  async move(issue: string, from: readonly DeliveryStatus[], to: Move): Promise<number> {
    const { status, at, reply } = to
    const isNew = status === 'queued'
    const now = at.toISOString()
    const { numUpdatedRows } = await this.#database.write(trx =>
      trx
        .updateTable('deliveries')
        .set({
          status,
          at: now,
          not_before: isNew ? atOnce.toISOString() : null,
          ...(isNew ? { attempts: 0, first_try: null } : { reply }),
        })
        .where('issue', '=', issue)
        .where('status', 'in', from)
        .$if(isNew, query => query.where('address', 'not in', suppressedIn(trx)))
        .executeTakeFirst(),
    )
    return Number(numUpdatedRows)
  }

  async pace(scope: string): Promise<Pace> {
    return readPace(this.#database.tables, scope)
  }

  async turn<Result>(issue: string, work: (turn: Turn) => Promise<Result>): Promise<Result> {
    try {
      return await this.#database.write(async trx => {
        await this.#forgetChangedPaces(trx)
        return work(new LedgerTurn({ trx, issue, keyring: this.#keys.keyring, paces: this.#paces }))
      })
    } catch (error) {
      this.#paces.clear()
      throw error
    }
  }

  // Changes whenever another connection has written.
  async #forgetChangedPaces(db: Database['tables']): Promise<void> {
    const { rows } = await sql<{ data_version: number }>`PRAGMA data_version`.execute(db)
    if (rows[0]?.data_version !== this.#version) this.#paces.clear()
    this.#version = rows[0]?.data_version
  }

  async remove(issue: string): Promise<void> {
    await this.#database.write(async trx => {
      for (const table of ['deliveries', 'dispatches', 'approvals'] as const)
        await trx.deleteFrom(table).where('issue', '=', issue).execute()
    })
  }

  async approvalOf(issue: string): Promise<Approval | undefined> {
    const row = await this.#database.tables
      .selectFrom('approvals')
      .selectAll()
      .where('issue', '=', issue)
      .executeTakeFirst()
    return row && { hash: row.hash, at: new Date(row.at) }
  }

  async approve(issue: string, { hash, at }: Approval): Promise<void> {
    const row = { issue, hash, at: at.toISOString() }
    await this.#database.write(trx => trx.replaceInto('approvals').values(row).execute())
  }
}

const suppressedIn = (trx: Transaction<Tables>) => trx.selectFrom('suppressions').select('mailbox')
