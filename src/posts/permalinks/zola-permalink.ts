import { textAt } from '../headers/header.ts'
import { encodeText } from './permalink-address.ts'
import { below, type PermalinkFacts, type PermalinkPath, partsOf, trimSlashes } from './permalink-facts.ts'

/** What Zola's `config.toml` says of addresses. */
export interface ZolaRule {
  generator: 'zola'
  file: string
  slugify: 'on' | 'safe' | 'off'
  keepsDates: boolean
  defaultLanguage: string
  languages: readonly string[]
}

const dated = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))?\s?[_-](.+)$/

/** The path that Zola gives a file of `content`; nothing where it would write Chinese in Latin letters. */
export function zolaPath(facts: PermalinkFacts, rule: ZolaRule, path: string): PermalinkPath | undefined {
  const inside = below('content', path)
  if (inside === undefined) return undefined
  const written = textAt(facts.header, ['path'])
  if (written) return { path: encodeText(`${trimSlashes(written)}/`), from: 'header "path"' }
  const { folders, name, language } = placeOf(inside, rule)
  const own = textAt(facts.header, ['slug'])
  const slug = slugOf(own ?? (rule.keepsDates ? name : (dated.exec(name)?.[1] ?? name)), rule.slugify)
  if (!slug) return undefined
  const parts = [...(language === rule.defaultLanguage ? [] : [language]), ...folders, slug]
  const from = own ? 'header "slug"' : `${rule.file}, as Zola does`
  return { path: encodeText(`${parts.join('/')}/`), from }
}

function placeOf(path: string, rule: ZolaRule): { folders: string[]; name: string; language: string } {
  const { folders, name } = partsOf(path)
  const dot = name.indexOf('.')
  const suffix = dot > 0 ? name.slice(dot + 1) : ''
  const isLanguage = rule.languages.includes(suffix)
  const own = isLanguage ? name.slice(0, dot) : name
  const language = isLanguage ? suffix : rule.defaultLanguage
  return own === 'index' && folders.length > 0
    ? { folders: folders.slice(0, -1), name: folders.at(-1) ?? '', language }
    : { folders, name: own, language }
}

function slugOf(text: string, slugify: ZolaRule['slugify']): string | undefined {
  if (slugify === 'off') return text
  if (slugify === 'safe') return withoutEnd(text).replace(/[<>:"/\\|?*]/g, '')
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[\u2010-\u2027]/g, '-')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the first of ASCII
  if (/[^\u0000-\u007f]/.test(plain)) return undefined
  return plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

function withoutEnd(text: string): string {
  let end = text.length
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '.')) end -= 1
  return text.slice(0, end)
}
