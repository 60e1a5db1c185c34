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
    const titles = bare.filter(({ isTitleOnly }) => isTitleOnly)
    return [
      ...bare.filter(({ isTitleOnly }) => !isTitleOnly).map(findingOf),
      ...(titles.length > 0 ? [findingOfTitles(titles)] : []),
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

// Forty titles without a link have one reason: nobody has told where the posts are published.
function findingOfTitles(titles: readonly PlacedEntry[]): Finding {
  const [first] = titles
  const names = titles.slice(0, shown).map(({ entry }) => `"${shortLine(entry.title, longestTitle)}"`)
  const more = titles.length > shown ? ` and ${titles.length - shown} more` : ''
  return {
    check: 'entry-without-source',
    severity: 'warning',
    what: `Titles stand alone, without a link: ${names.join(', ')}${more}`,
    ...(first && { where: first.where }),
    wayOut: 'Tell where the posts are published, as site.url in masthead.yaml, and compose again.',
  }
}
