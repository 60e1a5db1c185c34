import { textAt } from '../headers/header.ts'
import { encodeText } from './permalink-address.ts'
import { dateWord, dateWords } from './permalink-dates.ts'
import { type PermalinkFacts, type PermalinkPath, partsOf } from './permalink-facts.ts'
import { fillPattern, wordsOf } from './permalink-pattern.ts'

/** The pattern of `masthead.yaml`, where no generator is found that would say what its words mean. */
export interface PlainRule {
  generator: 'none'
  pattern: string
}

const words: Record<string, (facts: PermalinkFacts) => string | undefined> = {
  title: slugOrName,
  slug: slugOrName,
  slugorfilename: slugOrName,
  slugorcontentbasename: slugOrName,
  name: nameOf,
  basename: nameOf,
  filename: nameOf,
  contentbasename: nameOf,
  post_title: ({ title }) => hyphened(title).toLowerCase(),
  path: ({ path }) => [...partsOf(path).folders, partsOf(path).name].join('/'),
  section: ({ path }) => partsOf(path).folders[0] ?? '',
  sections: ({ path }) => partsOf(path).folders.join('/'),
  category: ({ categories: [first] }) => first && hyphened(first),
  categories: ({ categories }) => categories.map(hyphened).join('/'),
  slugified_categories: ({ categories }) => categories.map(name => hyphened(name).toLowerCase()).join('/'),
  lang: ({ header }) => textAt(header, ['lang', 'language']),
  output_ext: () => '.html',
}

/** Words that mean something only with the configuration of a generator. */
const onlyOfGenerators = ['collection', 'id', 'layout', 'abbrlink']

/** The words that a pattern in `masthead.yaml` may have. */
export const permalinkWords: readonly string[] = [...dateWords, ...Object.keys(words), ...onlyOfGenerators]

/** What is wrong with a pattern of `masthead.yaml`, or nothing. */
export function patternProblem(pattern: string): string | undefined {
  if (/^[a-z][\w+.-]*:\/\/|^\/\/|[\s?#]/i.test(pattern))
    return 'expected a path such as /:year/:month/:title/'
  const unknown = wordsOf(pattern).find(word => !permalinkWords.includes(word))
  if (unknown === undefined) return undefined
  return `unknown ":${unknown}", expected ${permalinkWords.map(word => `:${word}`).join(', ')}`
}

/** The path that the pattern makes of a post, or of the `permalink` or `url` in its header. */
export function plainPath(facts: PermalinkFacts, { pattern }: PlainRule): PermalinkPath | undefined {
  const [key, written] = headerPermalink(facts)
  const filled = fillPattern(written ?? pattern, word => {
    const own = Object.hasOwn(words, word) ? words[word]?.(facts) : undefined
    const text = own ?? dateWord(word, facts.date)
    return text === undefined ? undefined : encodeText(text)
  })
  const from = written ? `header "${key}"` : `masthead.yaml, permalink: ${pattern}`
  return filled === undefined ? undefined : { path: filled, from }
}

/** The key and the text of the address that a header gives. */
export function headerPermalink({ header }: PermalinkFacts): [key: string, text: string] | [] {
  for (const key of ['permalink', 'url']) {
    const text = textAt(header, [key])
    if (text && !/^(true|false)$/i.test(text)) return [key, text]
  }
  for (const key of ['path', 'slug']) {
    const text = textAt(header, [key])
    if (text?.startsWith('/')) return [key, text]
  }
  return []
}

function slugOrName(facts: PermalinkFacts): string | undefined {
  const slug = textAt(facts.header, ['slug'])
  return slug ? hyphened(slug) : nameOf(facts)
}

function nameOf({ path }: PermalinkFacts): string | undefined {
  const { folders, name } = partsOf(path)
  const own = name === 'index' ? (folders.at(-1) ?? '') : name
  return hyphened(own.replace(/^\d{4}-\d{1,2}-\d{1,2}[-_. ]/, '')) || undefined
}

const hyphened = (text: string): string => text.trim().split(/\s+/).join('-')
