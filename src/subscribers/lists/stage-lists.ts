import { Refusals } from './import-plan.ts'
import type { Staging } from './import-store.ts'
import type { List } from './list-file.ts'
import type { Arrival } from './list-format.ts'

/** What is done to people while they are read. */
export interface Reading {
  /** Of everybody, besides those of the files. */
  tags: readonly string[]
  onBytes?: (bytes: number) => void
}

/** Reads the people of lists into a staging, and tells which lines were refused. */
export async function stageLists(
  lists: readonly List[],
  staging: Staging,
  { tags, onBytes }: Reading,
): Promise<Refusals> {
  const refusals = new Refusals()
  for (const list of lists)
    for await (const { people, refused } of list.read(onBytes)) {
      refusals.add(list.path, refused)
      await staging.holdBack(refused.flatMap(({ mailboxes }) => mailboxes))
      const tagged =
        tags.length === 0
          ? people
          : people.map(({ line, arrival }) => ({ line, arrival: withTags(arrival, tags) }))
      await staging.add(list, tagged)
    }
  return refusals
}

const withTags = (arrival: Arrival, tags: readonly string[]): Arrival => ({
  ...arrival,
  profile: { ...arrival.profile, tags: [...(arrival.profile.tags ?? []), ...tags] },
})
