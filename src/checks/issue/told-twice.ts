import type { Entry } from '../../issues/entry.ts'
import { shortLine } from '../../issues/plain-line.ts'
import { sameStories, type Telling, tellingsOf } from '../../issues/tellings.ts'
import type { Check } from '../check.ts'
import type { IssueOrigin } from '../issue-origin.ts'
import type { Finding, Place } from '../report.ts'
import { partsOf } from './entry-parts.ts'
import { onlyOfIssues } from './only-of-issues.ts'
import { placedEntries } from './placed-entries.ts'

const longestTitle = 50

/** Stories that one entry tells alone, by the rules that composing goes by. */
export const toldTwice: Check = {
  name: 'told-twice',
  cannotRun: onlyOfIssues,
  run: ({ origin }) => (origin ? repetitionsIn(origin) : []),
}

function repetitionsIn(origin: IssueOrigin): Finding[] {
  const places = new Map<Entry, Place>()
  for (const { entry, where } of placedEntries(origin)) {
    const { post = '', title } = entry
    places.set({ post, title, digest: partsOf(entry) }, where)
  }
  const groups = sameStories([...places.keys()].flatMap(tellingsOf))
  const told = new Set<string>()
  return groups.flatMap(group => {
    const [first, second] = oneOfEach(group)
    if (!first || !second) return []
    const pair = `${places.get(first.entry)?.line} ${places.get(second.entry)?.line}`
    if (told.has(pair)) return []
    told.add(pair)
    return [findingOf(first, second, places)]
  })
}

const oneOfEach = (group: readonly Telling[]): Telling[] =>
  group.filter((telling, at) => group.findIndex(({ entry }) => entry === telling.entry) === at)

function findingOf(first: Telling, second: Telling, places: ReadonlyMap<Entry, Place>): Finding {
  const where = places.get(second.entry)
  const line = places.get(first.entry)?.line
  const [name, other] = [second, first].map(
    ({ headline, entry }) => `"${shortLine(headline || entry.title, longestTitle)}"`,
  )
  return {
    check: 'told-twice',
    severity: 'warning',
    what: `${name} and ${other}${line === undefined ? '' : ` (line ${line})`} tell the same story`,
    ...(where && { where }),
    wayOut: 'Keep one of them, and name the sources of both there.',
  }
}
