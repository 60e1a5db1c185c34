import { type Database, openDatabase } from '../database.ts'

const copied = ['subscribers', 'suppressions', 'forgotten']

/** A database in memory with the people of another one: what is done to it is done to nobody. */
export async function copyOfPeople(path: string): Promise<Database> {
  const copy = await openDatabase(':memory:')
  copy.sqlite.prepare('ATTACH ? AS people').run(path)
  for (const table of copied) copy.sqlite.exec(`INSERT INTO main.${table} SELECT * FROM people.${table}`)
  copy.sqlite.exec('DETACH people')
  return copy
}
