import type { Link, ListItem, Paragraph, RootContent } from 'mdast'
import { visit } from 'unist-util-visit'
import type { Digest } from '../../digest/digest-post.ts'
import type { Source } from '../../digest/sources/source.ts'
import type { Story } from '../../digest/stories.ts'
import type { IssueEntry } from '../../issues/issue.ts'
import { parseEntry } from '../../issues/parse-entry.ts'
import { plainText } from '../../posts/markdown/markdown.ts'

const sourcesLabel = /^(?:来源|來源|sources?)\s*[:：]/i
const alsoLabel = /^(?:另见|另見|also in)\s*[:：]/i

/** What an entry says as its text stands now, in the parts that composing writes. */
export function partsOf({ body, link }: IssueEntry): Digest {
  const blocks = parseEntry(body).children
  const named = blocks.filter(isParagraph).filter(block => sourcesLabel.test(plainText(block)))
  const stories = blocks.flatMap(block => (block.type === 'list' ? block.children.map(storyOf) : []))
  const prose = blocks.filter(block => isProse(block) && !(isParagraph(block) && named.includes(block)))
  return {
    ...(link && { link }),
    summary: prose
      .map(block => plainText(block))
      .filter(Boolean)
      .join('\n'),
    stories: stories.filter(({ headline, sentence }) => headline !== '' || sentence !== ''),
    sources: named.flatMap(linksIn),
  }
}

/** Every link of a text in Markdown. */
export const linksOf = (markdown: string): Source[] => parseEntry(markdown).children.flatMap(linksIn)

const isParagraph = (block: RootContent): block is Paragraph => block.type === 'paragraph'

const isProse = (block: RootContent): boolean =>
  !['code', 'html', 'list', 'definition', 'thematicBreak'].includes(block.type) &&
  !alsoLabel.test(plainText(block))

function storyOf(item: ListItem): Story {
  const sources = linksIn(item)
  const [first] = item.children
  const parts = first?.type === 'paragraph' ? first.children : []
  const headline = parts[0]?.type === 'strong' ? plainText(parts[0]) : ''
  const rest = parts.slice(headline === '' ? 0 : 1).filter(({ type }) => type !== 'link')
  const sentence = plainText(rest)
    .replace(/^[\s—–-]+/, '')
    .replace(/[\s·]+$/, '')
  return { headline, sentence, sources }
}

/** Every link of a block. */
export function linksIn(block: RootContent): Source[] {
  const links: Link[] = []
  visit(block, 'link', link => void links.push(link))
  return links.map(link => ({ title: plainText(link), url: link.url }))
}
