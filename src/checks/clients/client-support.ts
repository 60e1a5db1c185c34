import { fromHtml } from 'hast-util-from-html'
import type { Issue } from '../../issues/issue.ts'
import type { Check, CheckedMail } from '../check.ts'
import { placeOf } from '../issue-origin.ts'
import type { Finding } from '../report.ts'
import { tooLarge } from '../style-sheets.ts'
import { type Feature, readSupport } from './caniemail-file.ts'
import { traitsOf } from './feature-traits.ts'
import { usedTraits } from './used-traits.ts'

interface Lack {
  feature: Feature
  trait: string
  line: number
  /** The clients, as they are told. */
  without: string
}

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
      const lacks = readSupport().data.flatMap(feature => {
        const traits = traitsOf(feature).filter(trait => used.has(trait) && !own.has(trait))
        const [trait] = traits.toSorted((a, b) => (used.get(a) ?? 0) - (used.get(b) ?? 0))
        const without = trait === undefined ? [] : clientsWithout(feature, clients)
        if (trait === undefined || without.length === 0) return []
        return [{ feature, trait, line: used.get(trait) ?? 1, without: without.join(', ') }]
      })
      const groups = Map.groupBy(lacks, ({ line, without }) => `${line} ${without}`)
      return [...groups.values()].map(group => findingOf(group, origin))
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

// What one element brings, such as <ruby> with its <rt>, is one thing to mend.
function findingOf(lacks: readonly Lack[], origin: CheckedMail['origin']): Finding {
  const [first] = lacks
  const tag = lacks.map(({ trait }) => /^tag:([a-z\d]+)/.exec(trait)?.[1]).find(name => name !== undefined)
  const where = origin && tag !== undefined ? placeOf(origin, `<${tag}`) : undefined
  const place = where ? '' : `, first in line ${first?.line} of the HTML`
  const titles = lacks.map(({ feature }) => feature.title).join(', ')
  return {
    check: 'client-support',
    severity: 'warning',
    what: `${titles}: not supported in ${first?.without}${place}`,
    ...(where && { where }),
    wayOut: `Leave it out, or see that the mail reads well without it: ${first?.feature.url}`,
  }
}
