import { shortLine } from '../../issues/plain-line.ts'
import type { Check } from '../check.ts'
import type { Finding } from '../report.ts'
import { linksOf } from './entry-parts.ts'
import { onlyOfIssues } from './only-of-issues.ts'
import { type PlacedEntry, placedEntries } from './placed-entries.ts'

const shown = 3
const longestTitle = 60

/** Entries that lead to where more is said: to their post, or to a source. */
export const withoutSource: Check = {
  name: 'entry-without-source',
  cannotRun: onlyOfIssues,
  run({ origin }) {
    if (!origin) return []
    const bare = placedEntries(origin).filter(
      ({ entry }) => entry.link === undefined && linksOf(entry.body).length === 0,
    )
    const ofPosts = bare.filter(({ entry }) => entry.post !== undefined)
    return [
      ...bare.filter(placed => !ofPosts.includes(placed)).map(findingOf),
      ...(ofPosts.length > 0 ? [findingOfAll(ofPosts)] : []),
    ]
  },
}

const findingOf = ({ entry, where }: PlacedEntry): Finding => ({
  check: 'entry-without-source',
  severity: 'warning',
  what: `"${shortLine(entry.title, longestTitle)}" has neither a link nor a source`,
  where,
  wayOut: 'Make its heading a link, as in "### [Title](https://…)", or name a source below it.',
})

// Twenty posts without an address have one reason: nobody has told where they are published.
function findingOfAll(entries: readonly PlacedEntry[]): Finding {
  const [first] = entries
  const names = entries.slice(0, shown).map(({ entry }) => `"${shortLine(entry.title, longestTitle)}"`)
  const more = entries.length > shown ? ` and ${entries.length - shown} more` : ''
  return {
    check: 'entry-without-source',
    severity: 'warning',
    what: `Neither a link nor a source: ${names.join(', ')}${more}`,
    ...(first && { where: first.where }),
    wayOut:
      'Name the address of the site as site.url in masthead.yaml, with site.permalink where its addresses follow another rule, and compose again; or write links.',
  }
}
