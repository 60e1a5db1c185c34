import { createHash } from 'node:crypto'
import type { BlockContent, List, Paragraph, PhrasingContent, Root } from 'mdast'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import type { Digest } from '../digest/digest-post.ts'
import type { Source } from '../digest/sources/source.ts'
import type { Story } from '../digest/stories.ts'
import { sentencesOf } from '../digest/summaries/sentences.ts'
import type { Language } from '../posts/language.ts'
import { readMarker, type Wish, writeAlso, writeMarker } from './entry-marker.ts'
import { parseEntry } from './parse-entry.ts'
import { cutToColumns, longest, shortLine, withoutControls } from './plain-line.ts'
import { issueWords } from './words.ts'

/** A post as composing puts it into an issue. */
export interface Entry {
  /** The path of the post below the content folder. */
  post: string
  title: string
  /** What its section is made by: the post's first category, if it has one. */
  category?: string
  digest: Digest
  /** Other posts that tell what this entry tells; without an address where they have none. */
  alsoIn?: readonly AlsoIn[]
  /** Posts that have no entry of their own, because this one is theirs too. */
  joined?: readonly string[]
  /** All that its post tells is told in other entries. */
  isToldElsewhere?: true
}

/** A post that tells a story of an entry too, or all of it. */
export interface AlsoIn {
  title: string
  url?: string
  ofAll?: true
}

/** How much of an entry stands in the issue: `compact` is title and one line. */
export type Form = 'whole' | 'compact' | 'title'

// Without the writer of remark-gfm, which escapes every address and every @ in a sentence.
const writer = unified().use(remarkStringify, {
  bullet: '-',
  rule: '-',
  emphasis: '*',
  listItemIndent: 'one',
  resourceLink: true,
  unsafe: [{ character: '~', inConstruct: 'phrasing' }],
})

/** The Markdown of an entry, from its `###` heading to a last line end, with the comment that tells its post and its hash. */
export function writeEntry(entry: Entry, language: Language, form: Form = 'whole', wish?: Wish): string {
  const [heading = '', ...blocks] = writtenBlocks(entry, language, form)
  const also = entry.joined?.map(writeAlso) ?? []
  const hash = hashOf([heading, ...also, ...blocks].join('\n'))
  const model = form === 'title' ? undefined : entry.digest.summarizedBy
  const marker = writeMarker(entry.post, hash, { ...(wish && { wish }), ...(model && { model }) })
  return `${[[heading, marker, ...also].join('\n'), ...blocks].join('\n\n')}\n`
}

const written = new WeakMap<Entry, Map<string, readonly string[]>>()

// An issue that has to fit is composed several times from the same entries.
function writtenBlocks(entry: Entry, language: Language, form: Form): readonly string[] {
  const forms = written.get(entry) ?? new Map<string, readonly string[]>()
  written.set(entry, forms)
  const key = `${language} ${form}`
  const blocks = forms.get(key) ?? blocksOf(entry, language, form).map(writeBlock)
  forms.set(key, blocks)
  return blocks
}

/** The post that an entry's text was composed from, and whether the text is still as composed; nothing for an entry of the editor's own. */
export function originOfEntry(text: string): { post: string; edited: boolean; wish?: Wish } | undefined {
  const comment = markerOf(text)
  if (!comment) return undefined
  const { post, hash, wish } = comment
  return { post, edited: hashOf(withoutMarker(text)) !== hash, ...(wish && { wish }) }
}

// A title or a text may imitate the comment, so it is looked for in the tree; an editor may have written above it.
function markerOf(text: string) {
  for (const { type, position } of parseEntry(text).children) {
    const start = position?.start.offset ?? 0
    const marker = type === 'html' ? readMarker(text.slice(start)) : undefined
    if (marker) return { ...marker, start }
  }
  return undefined
}

function withoutMarker(text: string): string {
  const { start, length } = markerOf(text) ?? { start: 0, length: 0 }
  return text.slice(0, start) + text.slice(start + length)
}

/** `## A title`, with what would be markup in it escaped. */
export const writeHeading = (depth: 2 | 3, title: string): string =>
  writeBlock({ type: 'heading', depth, children: [textNode(title, longest.title)] })

/** The start of a SHA-256 of a text, white space at line ends and blank lines aside. */
export function hashOf(text: string): string {
  const lines = text
    .split(/\r?\n/)
    .map(line => line.trimEnd())
    .filter(line => line !== '')
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 12)
}

/** True for texts that differ in white space only, or in the comment that tells where they come from. */
export const isSameText = (a: string, b: string): boolean =>
  a === b || hashOf(withoutMarker(a)) === hashOf(withoutMarker(b))

// An escaped & is needed only before what could be a character reference; addresses stay as people copy them.
const writeBlock = (block: BlockContent): string =>
  writer
    .stringify({ type: 'root', children: [block] } as Root)
    .trim()
    .replace(/(?<!\\)((?:\\\\)*)\\&(?!#?\w+;)/g, '$1&')

function blocksOf(entry: Entry, language: Language, form: Form): BlockContent[] {
  const { title, digest, alsoIn = [] } = entry
  const { link } = digest
  const heading: BlockContent = {
    type: 'heading',
    depth: 3,
    children: link ? [linkTo({ title, url: link })] : [textNode(title, longest.title)],
  }
  if (form === 'title') return [heading]
  const named = form === 'compact' ? alsoIn.filter(({ ofAll }) => ofAll) : alsoIn
  const also = named.length > 0 ? [lineOf(issueWords[language].alsoIn, named)] : []
  return [heading, ...(form === 'compact' ? oneLineOf(digest) : bodyOf(digest, language)), ...also]
}

function bodyOf({ cover, summary, stories, sources }: Digest, language: Language): BlockContent[] {
  return [
    ...(cover
      ? [paragraph([{ type: 'image', url: cover.url, alt: shortLine(cover.alt, longest.title) }])]
      : []),
    ...(summary ? [paragraph([textNode(summary)])] : []),
    ...(stories.length > 0 ? [listOf(stories)] : []),
    ...(sources.length > 0 ? [sourcesLine(sources, language)] : []),
  ]
}

/** Of a post as a whole: a list of references is to be read in the post. Its origin is the first of its sources. */
const mostSources = 5

function sourcesLine(sources: readonly Source[], language: Language): Paragraph {
  const { sources: label, andMore } = issueWords[language]
  const line = lineOf(label, sources.slice(0, mostSources))
  const rest = sources.length - mostSources
  return rest > 0 ? paragraph([...line.children, textNode(andMore(rest))]) : line
}

function oneLineOf({ summary, stories }: Digest): BlockContent[] {
  const line = summary
    ? (sentencesOf(summary)[0] ?? '')
    : stories.map(({ headline, sentence }) => headline || sentence).join(' · ')
  return line === '' ? [] : [paragraph([textNode(cutToColumns(line, longest.line))])]
}

const lineOf = (label: string, links: readonly { title: string; url?: string }[]): Paragraph =>
  paragraph([textNode(label), ...linksTo(links)])

function listOf(stories: readonly Story[]): List {
  return {
    type: 'list',
    ordered: false,
    spread: false,
    children: stories.map(story => ({
      type: 'listItem',
      spread: false,
      children: [paragraph(pointOf(story))],
    })),
  }
}

function pointOf({ headline, sentence, sources }: Story): PhrasingContent[] {
  if (headline === '') return [textNode(sentence), ...linksTo(sources)]
  const strong: PhrasingContent = { type: 'strong', children: [textNode(headline, longest.title)] }
  return [
    strong,
    textNode(sentence && ` — ${sentence}`),
    ...(sources.length > 0 ? [textNode(' ')] : []),
    ...linksTo(sources),
  ]
}

function linksTo(links: readonly { title: string; url?: string }[]): PhrasingContent[] {
  return links.flatMap(({ title, url }, at) => {
    const written = url === undefined ? textNode(title, longest.title) : linkTo({ title, url })
    return at > 0 ? [textNode(' · '), written] : [written]
  })
}

const linkTo = ({ title, url }: Source): PhrasingContent => ({
  type: 'link',
  url: withoutControls(url),
  children: [textNode(title, longest.title)],
})
const paragraph = (children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children })
const textNode = (value: string, most = longest.text): PhrasingContent => ({
  type: 'text',
  value: shortLine(value, most),
})
