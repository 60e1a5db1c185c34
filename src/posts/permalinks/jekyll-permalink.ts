import { TZDate } from '@date-fns/tz/date'
import { dayOf } from '../days.ts'
import { type HeaderValue, textAt } from '../headers/header.ts'
import { encodeText } from './permalink-address.ts'
import { dateWord, type Moment } from './permalink-dates.ts'
import { below, type PermalinkFacts, type PermalinkPath, partsOf } from './permalink-facts.ts'
import { fillPattern } from './permalink-pattern.ts'

/** What Jekyll's `_config.yml` says of addresses. */
export interface JekyllRule {
  generator: 'jekyll'
  file: string
  /** A style such as `pretty`, or a pattern. */
  permalink: string
  /** Stands in `masthead.yaml`, and takes the place of the one above. */
  pattern?: string
  collectionsFolder: string
  /** By label; those that are not written out as pages are left out. */
  collections: Record<string, { permalink?: string }>
  /** Of `defaults`: the address of the files below `path`, of one type or all. */
  defaults: readonly { path: string; type?: string; permalink: string }[]
  exclude: readonly string[]
  /** IANA name; without it, that of the machine that builds the site. */
  timezone?: string
}

const longestDate = 60
const dateWordsOfJekyll =
  'year month day hour minute second i_day i_month short_month long_month short_year w_year week w_day short_day long_day y_day'.split(
    ' ',
  )

const styles: Record<string, string> = {
  date: '/:categories/:year/:month/:day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
  none: '/:categories/:title:output_ext',
}

interface Document {
  facts: PermalinkFacts
  type: string
  /** Relative to the folder of the collections. */
  path: string
  folders: string[]
  name: string
  slug: string
  day?: string
}

/** The path that Jekyll gives a file of its site; nothing for one that it does not publish, or where that depends on its machine. */
export function jekyllPath(facts: PermalinkFacts, rule: JekyllRule, path: string): PermalinkPath | undefined {
  const document = documentAt(facts, rule, path)
  if (!document) return undefined
  const { template, from } = templateOf(document, rule)
  const paths = momentsOf(document, rule).map(moment => fill(template, document, moment, rule))
  const [first] = paths
  return first !== undefined && paths.every(other => other === first) ? { path: first, from } : undefined
}

function documentAt(facts: PermalinkFacts, rule: JekyllRule, path: string): Document | undefined {
  const inside = below(rule.collectionsFolder, path) ?? path
  const { folders, name } = partsOf(inside)
  const base = { facts, path: inside, folders, name, slug: withoutDots(name) }
  const label = folders[0]?.startsWith('_') ? folders[0].slice(1) : ''
  if (folders.includes('_drafts')) return undefined
  if (folders.includes('_posts')) {
    const [, year, month, date, slug] = /^(\d{4})-(\d{1,2})-(\d{1,2})-(.*)$/.exec(name) ?? []
    const day = dayOf(Number(year), Number(month), Number(date))
    if (!day || slug === undefined) return undefined
    return { ...base, type: 'posts', slug: withoutDots(slug), day }
  }
  if (label && Object.hasOwn(rule.collections, label)) {
    const slug = withoutDots(name.replace(/^\d{2,4}-\d{1,2}-\d{1,2}-/, ''))
    return { ...base, type: label, slug }
  }
  const isHidden = folders.some(folder => /^[_.#~]/.test(folder)) || /^[_.#~]/.test(name)
  const isExcluded = rule.exclude.some(entry => path === entry || below(entry, path) !== undefined)
  if (isHidden || isExcluded || facts.header.format === 'none') return undefined
  return { ...base, type: 'pages' }
}

function templateOf({ facts, type, path }: Document, rule: JekyllRule): { template: string; from: string } {
  const written = textAt(facts.header, ['permalink'])
  if (written) return { template: written, from: 'header "permalink"' }
  if (rule.pattern !== undefined)
    return { template: rule.pattern, from: `masthead.yaml, permalink: ${rule.pattern}` }
  const scope = scopeOf(type, path, rule)
  if (scope) return { template: scope.permalink, from: `${rule.file}, defaults: ${scope.permalink}` }
  const own = Object.hasOwn(rule.collections, type) ? rule.collections[type]?.permalink : undefined
  if (own !== undefined) return { template: own, from: `${rule.file}, collections: ${own}` }
  const template =
    type === 'posts'
      ? (styles[rule.permalink] ?? rule.permalink)
      : `${type === 'pages' ? '/:path' : '/:collection/:path'}${endOf(rule.permalink)}`
  return { template, from: `${rule.file}, permalink: ${rule.permalink}` }
}

// The longest path wins, then the one with a type, then the later one.
function scopeOf(type: string, path: string, rule: JekyllRule): JekyllRule['defaults'][number] | undefined {
  return rule.defaults
    .filter(scope => path.startsWith(scope.path) && (scope.type ?? type) === type)
    .reduce<JekyllRule['defaults'][number] | undefined>((best, scope) => {
      if (!best || scope.path.length > best.path.length) return scope
      const isNearer = scope.path.length === best.path.length && (scope.type || !best.type)
      return isNearer ? scope : best
    }, undefined)
}

function endOf(style: string): string {
  if (style === 'pretty' || style.endsWith('/')) return '/'
  return ['date', 'ordinal', 'none'].includes(style) || style.endsWith(':output_ext') ? ':output_ext' : ''
}

function fill(
  template: string,
  document: Document,
  moment: Moment | undefined,
  { pattern }: JekyllRule,
): string | undefined {
  const known = pattern === undefined ? dateWordsOfJekyll : undefined
  const filled = fillPattern(template, name => {
    const text = wordOf(name, document) ?? dateWord(name, moment, known)
    return text === undefined ? undefined : encodeText(text)
  })
  return (
    filled &&
    `/${filled}`
      .replaceAll('..', '/')
      .replaceAll('./', '')
      .replace(/\/{2,}/g, '/')
  )
}

function wordOf(word: string, document: Document): string | undefined {
  const { facts, type, folders, name } = document
  const slug = textAt(facts.header, ['slug']) ?? document.slug
  if (word === 'title') return slugify(slug, pretty) || undefined
  if (word === 'slug') return slugify(slug, plain).toLowerCase() || undefined
  if (word === 'name') return slugify(name, plain).toLowerCase()
  if (word === 'basename') return name
  if (word === 'collection') return type
  if (word === 'output_ext') return '.html'
  if (word === 'path') return [...foldersInside(type, folders), withoutDots(name)].join('/')
  const categories = word.endsWith('categories') ? categoriesOf(document) : []
  if (word === 'categories') return [...new Set(categories.map(lower))].join('/')
  if (word !== 'slugified_categories') return undefined
  return [...new Set(categories.map(category => lower(slugify(category, plain))))].join('/')
}

const foldersInside = (type: string, folders: string[]): string[] =>
  type === 'pages'
    ? folders
    : folders.filter((_, at) => at !== folders.indexOf(type === 'posts' ? '_posts' : `_${type}`))

// Folders above `_posts` are categories; `categories: a b` are two of them, `category: a b` is one.
function categoriesOf({ facts, type, folders }: Document): string[] {
  const { categories, category } = facts.header.values
  const several = typeof categories === 'string' ? categories.split(/\s+/) : texts(categories)
  const above = type === 'posts' ? folders.slice(0, folders.indexOf('_posts')) : []
  return [...above, ...several, ...texts(category)].filter(text => text !== '')
}

const texts = (value: HeaderValue | undefined): string[] =>
  Array.isArray(value) ? value.flatMap(texts) : typeof value === 'string' ? [value] : []

// Jekyll moves instants into the zone of the site, that of its machine where the site names none: UTC for many,
// else the author's. A time without an offset is in UTC if it has seconds and no quotes, which a header no
// longer tells. Where these differ, the address cannot be known.
function momentsOf({ facts, day }: Document, { timezone }: JekyllRule): (Moment | undefined)[] {
  const written = textAt(facts.header, ['date'])?.slice(0, longestDate)
  const { date } = facts
  if (!written || date?.from !== 'header') return [day === undefined ? undefined : { day }]
  const offset = /:\d\d(?:\.\d{1,9})? ?(Z|[-+]\d{1,2}:?(?:\d\d)?)$/i.exec(written)?.[1]
  if (!date.time || (!offset && !/:\d\d:\d\d/.test(written))) return [date]
  const instant = new Date(`${date.day}T${date.time}${isoOffset(offset)}`)
  if (Number.isNaN(instant.getTime())) return [undefined]
  const inZone = momentIn(instant, timezone ?? 'UTC')
  return offset && timezone ? [inZone] : [inZone, date]
}

function isoOffset(offset = 'Z'): string {
  const [, sign, hours = '', minutes = '00'] = /^([-+])(\d{1,2}):?(\d\d)?$/.exec(offset) ?? []
  return sign ? `${sign}${hours.padStart(2, '0')}:${minutes}` : 'Z'
}

function momentIn(instant: Date, timezone: string): Moment | undefined {
  const text = new TZDate(instant, timezone).toISOString()
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)/.exec(text) ?? []
  return day && time ? { day, time } : undefined
}

const plain = /[^\p{M}\p{L}\p{Nd}]+/gu
const pretty = /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu

const slugify = (text: string, others: RegExp): string => text.replace(others, '-').replace(/^-|-$/g, '')

const lower = (text: string): string => text.toLowerCase()

function withoutDots(name: string): string {
  let end = name.length
  while (end > 0 && name[end - 1] === '.') end -= 1
  return name.slice(0, end)
}
