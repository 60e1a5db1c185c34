import { createHash } from 'node:crypto'
import type { BlockContent, List, Paragraph, PhrasingContent, Root } from 'mdast'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import type { Digest } from '../digest/digest-post.ts'
import type { Source } from '../digest/sources/source.ts'
import type { Story } from '../digest/stories.ts'
import type { Language } from '../posts/language.ts'
import { parseMarkdown } from '../posts/markdown/markdown.ts'
import { readMarker, writeMarker } from './entry-marker.ts'
import { longest, shortLine, withoutControls } from './plain-line.ts'
import { issueWords } from './words.ts'

/** A post as composing puts it into an issue. */
export interface Entry {
  /** The path of the post below the content folder. */
  post: string
  title: string
  /** What its section is made by: the post's first category, if it has one. */
  category?: string
  digest: Digest
}

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
export function writeEntry(entry: Entry, language: Language): string {
  const [heading = '', ...blocks] = blocksOf(entry, language).map(block => writeBlock(block))
  const text = [heading, ...blocks].join('\n\n')
  return `${[`${heading}\n${writeMarker(entry.post, hashOf(text))}`, ...blocks].join('\n\n')}\n`
}

/** The post that an entry's text was composed from, and whether the text is still as composed; nothing for an entry of the editor's own. */
export function originOfEntry(text: string): { post: string; edited: boolean } | undefined {
  const comment = markerOf(text)
  return comment && { post: comment.post, edited: hashOf(withoutMarker(text)) !== comment.hash }
}

// A title or a text may imitate the comment, so it is looked for in the tree; an editor may have written above it.
function markerOf(text: string) {
  for (const { type, position } of parseMarkdown(text).children) {
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
  hashOf(withoutMarker(a)) === hashOf(withoutMarker(b))

// An escaped & is needed only before what could be a character reference; addresses stay as people copy them.
const writeBlock = (block: BlockContent): string =>
  writer
    .stringify({ type: 'root', children: [block] } as Root)
    .trim()
    .replace(/(?<!\\)((?:\\\\)*)\\&(?!#?\w+;)/g, '$1&')

function blocksOf({ title, digest }: Entry, language: Language): BlockContent[] {
  const { link, cover, summary, stories, sources } = digest
  return [
    {
      type: 'heading',
      depth: 3,
      children: link ? [linkTo({ title, url: link })] : [textNode(title, longest.title)],
    },
    ...(cover
      ? [paragraph([{ type: 'image', url: cover.url, alt: shortLine(cover.alt, longest.title) }])]
      : []),
    ...(summary ? [paragraph([textNode(summary)])] : []),
    ...(stories.length > 0 ? [listOf(stories)] : []),
    ...(sources.length > 0 ? [paragraph([textNode(issueWords[language].sources), ...linksTo(sources)])] : []),
  ]
}

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
  const strong: PhrasingContent = { type: 'strong', children: [textNode(headline, longest.title)] }
  return [
    strong,
    textNode(sentence && ` — ${sentence}`),
    ...(sources.length > 0 ? [textNode(' ')] : []),
    ...linksTo(sources),
  ]
}

function linksTo(sources: readonly Source[]): PhrasingContent[] {
  return sources.flatMap((source, at) => (at > 0 ? [textNode(' · '), linkTo(source)] : [linkTo(source)]))
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
