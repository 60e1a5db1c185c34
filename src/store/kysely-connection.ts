import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'

type Parameters = SQLInputValue[]

/** Kysely's SQLite over the one that comes with Node. Transactions take the right to write when they begin. */
export function nodeSqliteDialect(database: DatabaseSync): Dialect {
  const config = { database: { close: () => database.close(), prepare: preparing(database) } }
  const dialect = new SqliteDialect(config)
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new ImmediateDriver(config, database),
    createIntrospector: db => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  }
}

// A transaction that reads first and writes then fails at once where another program wrote between.
class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync

  constructor(config: ConstructorParameters<typeof SqliteDriver>[0], database: DatabaseSync) {
    super(config)
    this.#database = database
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  // On a full disk SQLite has rolled back already; an error about that would hide the one that tells why.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection)
  }
}

// Kysely leaves migrations outside transactions, though SQLite can undo them.
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

const mostStatements = 200

/** Prepares each statement once. */
function preparing(database: DatabaseSync) {
  const prepared = new Map<string, ReturnType<typeof asKyselyWants>>()
  return (sql: string) => {
    const known = prepared.get(sql)
    if (known) return known
    const statement = asKyselyWants(database.prepare(sql))
    if (prepared.size === mostStatements) prepared.clear()
    prepared.set(sql, statement)
    return statement
  }
}

const asKyselyWants = (statement: StatementSync) => ({
  reader: statement.columns().length > 0,
  all: (parameters: readonly unknown[]) => statement.all(...(parameters as Parameters)),
  run: (parameters: readonly unknown[]) => statement.run(...(parameters as Parameters)),
  iterate: (parameters: readonly unknown[]) => statement.iterate(...(parameters as Parameters)),
})
