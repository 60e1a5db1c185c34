/** The first names that have the same key; none where each has its own. */
export function firstClash(names: readonly string[], keyOf: (name: string) => string): string[] {
  const groups = Map.groupBy(names, keyOf)
  return [...groups.values()].find(same => same.length > 1) ?? []
}
