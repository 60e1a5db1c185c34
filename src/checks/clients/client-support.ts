import { fromHtml } from 'hast-util-from-html'
import type { Issue } from '../../issues/issue.ts'
import type { Check, CheckedMail } from '../check.ts'
import { placeOf } from '../issue-origin.ts'
import type { Finding } from '../report.ts'
import { tooLarge } from '../style-sheets.ts'
import { type Feature, readSupport } from './caniemail-file.ts'
import { traitsOf } from './feature-traits.ts'
import { usedTraits } from './used-traits.ts'

/** Renders an issue by a template that Masthead brings. */
export type RenderFrame = (issue: Issue) => Promise<string>

/**
 * What a mail uses and the chosen clients, such as `gmail` or `outlook.windows`, do not have at all. What Masthead's own
 * template and MJML write is known to read well without it, and is not told.
 */
export function clientSupport(clients: readonly string[], frame?: RenderFrame): Check {
  return {
    name: 'client-support',
    cannotRun: ({ received }) => tooLarge(received),
    async run({ received, origin }) {
      const used = usedTraits(received.tree)
      const own = origin && frame ? usedTraits(fromHtml(await frame(sampleOf(origin.issue)))) : new Map()
      return readSupport().data.flatMap(feature => {
        const traits = traitsOf(feature).filter(trait => used.has(trait) && !own.has(trait))
        const [first] = traits.toSorted((a, b) => (used.get(a) ?? 0) - (used.get(b) ?? 0))
        const without = first === undefined ? [] : clientsWithout(feature, clients)
        if (first === undefined || without.length === 0) return []
        return [findingOf(feature, first, used.get(first) ?? 1, without, origin)]
      })
    },
  }
}

// Everything that composing writes is in it once.
function sampleOf(issue: Issue): Issue {
  const link = 'https://example.org/'
  const body = `![Picture](${link}picture.png)\n\nText with a [link](${link}).\n\n- **Headline** — Text [link](${link})\n\nSources: [link](${link})`
  const entries = [{ title: 'Title', link, body, edited: false }]
  const text = 'Text.'
  return {
    ...issue,
    introduction: text,
    sections: [
      { title: 'Section', text, entries },
      { title: 'More', text, isMore: true, entries },
    ],
  }
}

/** The chosen clients that lack a feature in their newest version, such as `Outlook (Windows)`. */
export function clientsWithout({ stats }: Feature, clients: readonly string[]): string[] {
  const { family: families, platform: platforms } = readSupport().nicenames
  return Object.entries(stats).flatMap(([family, found]) => {
    const chosen = Object.keys(found).filter(
      name => clients.includes(family) || clients.includes(`${family}.${name}`),
    )
    const lacking = chosen.filter(name =>
      Object.values(found[name] ?? {})
        .at(-1)
        ?.startsWith('n'),
    )
    if (lacking.length === 0) return []
    const written = lacking.map(name => platforms[name] ?? name).join(', ')
    const isWhole = clients.includes(family) && lacking.length === chosen.length
    return [isWhole ? (families[family] ?? family) : `${families[family] ?? family} (${written})`]
  })
}

function findingOf(
  { title, url }: Feature,
  trait: string,
  line: number,
  clients: readonly string[],
  origin: CheckedMail['origin'],
): Finding {
  const tag = /^tag:([a-z\d]+)/.exec(trait)?.[1]
  const where = origin && tag !== undefined ? placeOf(origin, `<${tag}`) : undefined
  const place = where ? '' : `, first in line ${line} of the HTML`
  return {
    check: 'client-support',
    severity: 'warning',
    what: `${title} does not work in ${clients.join(', ')}${place}`,
    ...(where && { where }),
    wayOut: `Leave it out, or see that the mail reads well without it: ${url}`,
  }
}
