import { parseDate } from '../dates.ts'
import { textAt } from '../headers/header.ts'
import { hugoSlug, hugoWord } from './hugo-slug.ts'
import { encodeText } from './permalink-address.ts'
import { dateWord, type Moment } from './permalink-dates.ts'
import { below, type PermalinkFacts, type PermalinkPath, partsOf, trimSlashes } from './permalink-facts.ts'
import { fillPattern } from './permalink-pattern.ts'

/** What Hugo's configuration says of addresses. */
export interface HugoRule {
  generator: 'hugo'
  file: string
  /** Section in lower case → pattern. */
  permalinks: Record<string, string>
  /** Stands in `masthead.yaml`, and takes the place of those above. */
  pattern?: string
  /** Sections in lower case, or all. */
  ugly: boolean | readonly string[]
  isLowerCase: boolean
  contentFolder: string
  defaultLanguage: string
  defaultInFolder: boolean
  /** Codes in lower case; one that has a folder of its own says so. */
  languages: Record<string, { folder?: string }>
  /** Whether the date and the slug in a file name count: before those of the header, after them, or not at all. */
  fileNameDates: 'first' | 'last' | 'unused'
  /** The folders with an `_index` page, relative to the content folder: only these and the topmost are sections. */
  sections?: readonly string[]
}

interface Page {
  facts: PermalinkFacts
  folders: string[]
  name: string
  /** In front of the path: that of a language other than the default. */
  prefix: string
}

/** The path that Hugo gives a file of its content folder; nothing for files elsewhere. */
export function hugoPath(facts: PermalinkFacts, rule: HugoRule, path: string): PermalinkPath | undefined {
  const page = pageAt(facts, rule, path)
  if (!page) return undefined
  const written = textAt(facts.header, ['url'])
  if (written) {
    const url = fillPattern(written, (word, cut) => wordOf(word, cut, page, rule))
    return url === undefined ? undefined : { path: pathOfUrl(url, page), from: 'header "url"' }
  }
  const section = page.folders[0] ?? ''
  if (rule.pattern === undefined && isMatchedByVersion(section, rule)) return undefined
  const pattern = rule.pattern ?? ownAt(rule.permalinks, section)
  if (pattern === undefined) {
    const slug = slugOf(page, rule)
    const from = textAt(facts.header, ['slug'])
      ? 'header "slug"'
      : `${rule.file}, as Hugo does without permalinks`
    return { path: finish([...page.folders, slug ?? page.name].join('/'), page, rule), from }
  }
  const filled = fillPattern(pattern, (word, cut) => wordOf(word, cut, page, rule))
  if (filled === undefined) return undefined
  const from = `${rule.pattern === undefined ? rule.file : 'masthead.yaml'}, permalinks: ${pattern}`
  return { path: finish(filled, page, rule), from }
}

// Before 0.123 no pattern matches a section with capitals or spaces; since then they do, with `-` and small letters.
function isMatchedByVersion(section: string, { permalinks }: HugoRule): boolean {
  const small = section.toLowerCase()
  const names = [small, hugoSlug(small, true)]
  return names.some(name => name !== section && Object.hasOwn(permalinks, name))
}

function pageAt(facts: PermalinkFacts, rule: HugoRule, path: string): Page | undefined {
  const place = placeOf(path, rule)
  if (!place) return undefined
  const { folders, name } = partsOf(place.path)
  const dot = name.lastIndexOf('.')
  const suffix = dot > 0 ? name.slice(dot + 1).toLowerCase() : ''
  const isLanguage = suffix === rule.defaultLanguage || Object.hasOwn(rule.languages, suffix)
  const language = isLanguage ? suffix : (place.language ?? rule.defaultLanguage)
  const prefix = language !== rule.defaultLanguage || rule.defaultInFolder ? language : ''
  const own = isLanguage ? name.slice(0, dot) : name
  if (own !== 'index') return { facts, folders, name: own, prefix }
  const bundle = folders.at(-1)
  return bundle === undefined ? undefined : { facts, folders: folders.slice(0, -1), name: bundle, prefix }
}

function placeOf(path: string, rule: HugoRule): { path: string; language?: string } | undefined {
  for (const [language, { folder }] of Object.entries(rule.languages)) {
    const inside = folder === undefined ? undefined : below(folder, path)
    if (inside !== undefined) return { path: inside, language }
  }
  const inside = below(rule.contentFolder, path)
  return inside === undefined ? undefined : { path: inside }
}

function wordOf(word: string, cut: string, page: Page, rule: HugoRule): string | undefined {
  const { facts, folders, name } = page
  const slug = slugOf(page, rule)
  const named = {
    title: textAt(facts.header, ['title']),
    slug: slug ?? textAt(facts.header, ['title']),
    filename: name,
    contentbasename: name,
    slugorfilename: slug ?? name,
    slugorcontentbasename: slug ?? name,
  }
  if (word === 'section') return folders[0] ?? ''
  if (word === 'sections') return sectionsOf(folders, rule, cut)?.join('/')
  const text = ownAt(named, word)
  if (text !== undefined) return hugoWord(text, rule.isLowerCase)
  return dateWord(word, momentOf(page, rule), rule.pattern === undefined ? dateWordsOfHugo : undefined)
}

const dateWordsOfHugo = 'year month monthname day weekday weekdayname yearday'.split(' ')

// A slug in a file name counts together with the date before it.
function slugOf(page: Page, rule: HugoRule): string | undefined {
  const written = textAt(page.facts.header, ['slug'])
  return written ?? (usesFileName(page, rule) ? fileDate.exec(page.name)?.[2] : undefined)
}

function momentOf(page: Page, rule: HugoRule): Moment | undefined {
  const named = usesFileName(page, rule) ? fileDate.exec(page.name)?.[1] : undefined
  const day = named && parseDate(named)?.day
  if (day) return { day }
  return page.facts.date?.from === 'header' ? page.facts.date : undefined
}

const fileDate = /^(\d{4}-\d\d-\d\d)(?:-(.+))?$/

const usesFileName = ({ facts }: Page, { fileNameDates }: HugoRule): boolean =>
  fileNameDates === 'first' || (fileNameDates === 'last' && facts.date?.from !== 'header')

function sectionsOf(folders: string[], { sections }: HugoRule, cut: string): string[] | undefined {
  if (folders.length > 1 && !sections) return undefined
  for (let length = folders.length; length > 1; length -= 1)
    if (sections?.includes(folders.slice(0, length).join('/'))) return cutOf(folders.slice(0, length), cut)
  return cutOf(folders.slice(0, 1), cut)
}

// `[1]`, `[last]`, `[1:]`, `[:last]`; what lies outside leaves nothing.
function cutOf(sections: string[], cut: string): string[] | undefined {
  if (cut === '') return sections
  const match = /^\[(\d*|last)(:(\d*|last))?\]$/.exec(cut.toLowerCase())
  if (!match) return undefined
  const [, low = '', range, high = ''] = match
  const from = low === 'last' ? sections.length - 1 : Number(low)
  if (range === undefined) return sections.slice(from, from + 1)
  const to = high === 'last' ? sections.length - 1 : high === '' ? sections.length : Number(high)
  return sections.slice(from, to)
}

// Without `/` in front, it is relative to the folder of the language.
function pathOfUrl(url: string, { prefix }: Page): string {
  const isPage = url.endsWith('/') || !url.includes('.')
  const path = `${url.startsWith('/') ? '' : `${prefix}/`}${trimSlashes(url)}${isPage ? '/' : ''}`
  return path.replaceAll('#', '%23').replaceAll('?', '%3F')
}

function finish(path: string, { folders, prefix }: Page, { ugly, isLowerCase }: HugoRule): string {
  const isUgly = typeof ugly === 'boolean' ? ugly : ugly.includes((folders[0] ?? '').toLowerCase())
  const whole = `/${trimSlashes(path)}${isUgly ? '.html' : '/'}`.replace(/\/{2,}/g, '/')
  const slug = hugoSlug(whole, isLowerCase)
  return `${prefix === '' ? '' : `/${prefix}`}${encodeText(slug)}`
}

const ownAt = <T>(map: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined
