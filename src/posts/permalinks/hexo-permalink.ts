import { dayOf } from '../days.ts'
import { textAt } from '../headers/header.ts'
import { readFileName } from './hexo-file-name.ts'
import { hexoSlug } from './hexo-slug.ts'
import { encodeText } from './permalink-address.ts'
import { dateWord, type Moment } from './permalink-dates.ts'
import { below, type PermalinkFacts, type PermalinkPath } from './permalink-facts.ts'
import { fillPattern } from './permalink-pattern.ts'

/** What Hexo's `_config.yml` says of addresses. */
export interface HexoRule {
  generator: 'hexo'
  file: string
  permalink: string
  /** Stands in `masthead.yaml`, and takes the place of the one above. */
  pattern?: string
  permalinkDefaults: Record<string, string>
  newPostName: string
  defaultCategory: string
  categoryMap: Record<string, string>
  filenameCase: string
  sourceFolder: string
  hasAssetFolders: boolean
  trailingIndex: boolean
  trailingHtml: boolean
}

/** The path that Hexo gives a file below `source/_posts`; nothing for others, and where it depends on Hexo's database. */
export function hexoPath(facts: PermalinkFacts, rule: HexoRule, path: string): PermalinkPath | undefined {
  const inSource = below(rule.sourceFolder, path)
  const inPosts = inSource && below('_posts', inSource)
  if (!inPosts) return undefined
  const { file, permalink, pattern } = rule
  const written = textAt(facts.header, ['permalink'])
  if (written) return { path: finish(written, rule), from: 'header "permalink"' }
  const named = readFileName(inPosts, rule.newPostName)
  const filled = named && fillPattern(pattern ?? permalink, name => wordOf(name, facts, rule, named))
  const from =
    pattern === undefined ? `${file}, permalink: ${permalink}` : `masthead.yaml, permalink: ${pattern}`
  return filled === undefined ? undefined : { path: finish(filled, rule), from }
}

function wordOf(
  word: string,
  facts: PermalinkFacts,
  rule: HexoRule,
  named: Record<string, string>,
): string | undefined {
  const text =
    postWord(word, facts, rule, named.title ?? '') ??
    dateWord(word, momentOf(facts, named), rule.pattern === undefined ? dateWordsOfHexo : undefined) ??
    (taken.includes(word) ? undefined : ownWord(word, facts, rule, named))
  return text === undefined ? undefined : encodeText(text)
}

const dateWordsOfHexo = 'year month day hour minute second i_month i_day'.split(' ')

// Hexo makes these itself, from its database or from the time zone of its machine.
const taken = [
  'timestamp',
  'hash',
  'category',
  'date',
  'updated',
  'year',
  'month',
  'day',
  'hour',
  'minute',
  'second',
]

function postWord(word: string, facts: PermalinkFacts, rule: HexoRule, slug: string): string | undefined {
  if (word === 'title' || word === 'slug') return slug
  if (word === 'name') return slug.slice(slug.lastIndexOf('/') + 1)
  if (word === 'post_title') return hexoSlug(textAt(facts.header, ['title']) ?? '', '1')
  return word === 'category' ? categoryOf(facts, rule) : undefined
}

function ownWord(
  word: string,
  { header }: PermalinkFacts,
  { permalinkDefaults }: HexoRule,
  named: Record<string, string>,
): string | undefined {
  for (const values of [named, header.values, permalinkDefaults]) {
    const value = Object.hasOwn(values, word) ? values[word] : undefined
    if (typeof value === 'string' && value !== '') return value
  }
  return undefined
}

// A list is one path of categories. Of several paths Hexo takes the one that came last into its database.
function categoryOf({ header }: PermalinkFacts, rule: HexoRule): string | undefined {
  const written = header.values.categories || header.values.category
  const list = Array.isArray(written) ? written : typeof written === 'string' ? [written] : []
  const [only] = list
  const nested = list.some(Array.isArray)
  if (nested && list.length > 1) return undefined
  const path = (nested && Array.isArray(only) ? only : list).filter(
    name => typeof name === 'string' && name !== '',
  )
  if (path.length === 0) return rule.defaultCategory
  return path.map(name => hexoSlug(nameIn(rule.categoryMap, String(name)), rule.filenameCase)).join('/')
}

const nameIn = (map: Record<string, string>, name: string): string =>
  (Object.hasOwn(map, name) && map[name]) || name

function momentOf({ header, date }: PermalinkFacts, named: Record<string, string>): Moment | undefined {
  if (textAt(header, ['date'])) return date?.from === 'header' ? date : undefined
  const { year, month = named.i_month, day = named.i_day } = named
  const written = dayOf(Number(year), Number(month), Number(day))
  return written === undefined ? undefined : { day: written }
}

function finish(path: string, { hasAssetFolders, trailingIndex, trailingHtml }: HexoRule): string {
  const whole = hasAssetFolders && !/(\/|\.html)$/.test(path) ? `${path}/` : path
  if (whole.endsWith('index.html')) return trailingIndex ? whole : whole.slice(0, -'index.html'.length)
  return !trailingHtml && whole.endsWith('.html') ? whole.slice(0, -'.html'.length) : whole
}
