import { textAt } from '../headers/header.ts'
import { encodeText } from './permalink-address.ts'
import { below, type PermalinkFacts, type PermalinkPath, trimSlashes } from './permalink-facts.ts'

/** What `docusaurus.config` says of the addresses of its blog. */
export interface DocusaurusRule {
  generator: 'docusaurus'
  file: string
  /** The folder of the posts. */
  folder: string
  routeBasePath: string
  trailingSlash?: boolean
}

const markdown = /\.mdx?$/
const date = /(\d{4})[-/](\d{1,2})[-/](\d{1,2})[-/]?/

/** The path that Docusaurus gives a post of its blog; nothing for other files. */
export function docusaurusPath(
  facts: PermalinkFacts,
  rule: DocusaurusRule,
  path: string,
): PermalinkPath | undefined {
  const inside = below(rule.folder, path)
  if (inside === undefined || !markdown.test(inside)) return undefined
  const written = textAt(facts.header, ['slug'])
  const slug = written ?? encodeText(slugOf(inside))
  const end = rule.trailingSlash ? '/' : rule.trailingSlash === false || !slug.endsWith('/') ? '' : '/'
  return {
    path: `${rule.routeBasePath}/${trimSlashes(slug)}${end}`,
    from: written ? 'header "slug"' : `${rule.file}, as Docusaurus does`,
  }
}

function slugOf(path: string): string {
  const text = path.replace(markdown, '').replace(/\/index$/, '')
  const match = date.exec(text)
  if (!match) return text
  const [whole, year, month, day] = match
  return [year, month, day, text.slice(0, match.index) + text.slice(match.index + whole.length)].join('/')
}
