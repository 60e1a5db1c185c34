import { visit } from 'unist-util-visit'
import { parserWithout } from './parser.ts'

/** What a parser may be spared: its time grows with the square of what only a broken or hostile text has. */
export interface Taming {
  /** As long as what was given, so that places in it are places in that. */
  text: string
  /** The names of the constructs of micromark that are read as plain text. */
  disabled: readonly string[]
}

const inlineConstructs = [
  'attention',
  'autolink',
  'codeText',
  'gfmFootnoteCall',
  'gfmPotentialFootnoteCall',
  'htmlText',
  'labelEnd',
  'labelStartImage',
  'labelStartLink',
  'strikethrough',
]

// Thirty-two quotes, lists or footnotes inside one another, or a hundred columns: no writer nests deeper.
const deepNesting =
  /^((?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]\s]{1,40}\]:)){32})((?:[ \t>+*\-\d.)]|\[\^[^\]\s]{1,40}\]:)+)/gm
const deepIndentation = /^[ \t>+*\-\d.)]{25,}/gm
const deepestColumn = 100
const nestingMark = />|[-+*](?=\s|$)|\d{1,9}[.)](?=\s|$)/g

const startOfBlock = /\n(?=[ \t]*\n| {0,3}[-+*][ \t]+\S)/
const inlineMarks = /[*_~`<[\]]/g
/** Marks times characters, summed over the blocks of a text; 250 links in one block of 20,000 characters have it. */
const mostInlineWork = 2e7

const underline = /^ {0,3}(?:=+|-+)[ \t]*$/gm
const mostUnderlines = 500

// From each word inside a bracket that is not closed yet, the search for it goes back over all between them.
const linkSearches = [
  { constructs: ['emailAutolink'], start: /(?<![\w.+-])[\w.+-]/g },
  { constructs: ['wwwAutolink', 'protocolAutolink'], start: /(?<![a-z])[hw]/gi },
]
const steps = /(?<![\w.+-])[\w.+-]|(?<![a-z])[hw]|[\n\\&!]/gi
/** Searches times steps, summed over the blocks with a bracket; a block of 3000 words with a link has nearly it. */
const mostLinkWork = 1e7

/** What a parser may safely be given of a Markdown text of any kind, in time linear to its length. */
export function tameMarkdown(text: string): Taming {
  const tame = withoutDeepNesting(withoutEndlessBlocks(text))
  const blocks = text.split(startOfBlock)
  // No block has more marks, words or steps than characters.
  const isCalm = blocks.reduce((work, { length }) => work + length ** 2, 0) <= mostLinkWork
  const searches = isCalm ? [] : linkSearches
  const disabled = [
    ...searches.flatMap(({ constructs, start }) =>
      linkWork(blocks, start) > mostLinkWork ? constructs : [],
    ),
    ...(count(text, underline) > mostUnderlines ? ['setextUnderline'] : []),
  ]
  const isTooMuch =
    !isCalm &&
    inlineWork(blocks) > mostInlineWork &&
    inlineWork(inlineBlocks(tame, [...inlineConstructs, ...disabled])) > mostInlineWork
  return { text: tame, disabled: [...(isTooMuch ? inlineConstructs : []), ...disabled] }
}

/** The paragraphs, headings and cells of a text: where a table or a list ends its lines, only a parser tells. */
function inlineBlocks(text: string, disabled: readonly string[]): string[] {
  const blocks: string[] = []
  visit(parserWithout(disabled).parse(text), ({ type, position }) => {
    if (position && (type === 'paragraph' || type === 'heading' || type === 'tableCell'))
      blocks.push(text.slice(position.start.offset, position.end.offset))
  })
  return blocks
}

/** In characters; what a longer paragraph says beyond them is not read, and what closes a block stays. */
const longestBlock = 100_000
const wordsOfLine = /^(?![ \t]*(?:`{3}|~{3}|#{1,6}[ \t]|<!--)|.{0,200}-->\r?$).+/gm

function withoutEndlessBlocks(text: string): string {
  if (text.length <= longestBlock) return text
  const blanked = (block: string) =>
    block.slice(0, longestBlock) +
    block.slice(longestBlock).replace(wordsOfLine, line => ' '.repeat(line.length))
  return text.split(startOfBlock).map(blanked).join('\n')
}

const longest = { characters: 100_000, lines: 4000 }

/** The start of the text of a post, whole for any that a person wrote: a digest of a megabyte helps nobody. */
export function startOfPost(text: string): string {
  const start = text.slice(0, longest.characters)
  let end = 0
  for (let line = 0; line < longest.lines; line += 1) {
    end = start.indexOf('\n', end) + 1
    if (end === 0) return start
  }
  return start.slice(0, end)
}

function withoutDeepNesting(text: string): string {
  return text
    .replace(deepNesting, (_, kept: string, deeper: string) => kept + ' '.repeat(deeper.length))
    .replace(deepIndentation, flatten)
}

function flatten(prefix: string): string {
  const at = indexOfColumn(prefix, deepestColumn)
  return prefix.slice(0, at) + prefix.slice(at).replace(nestingMark, mark => ' '.repeat(mark.length))
}

function indexOfColumn(prefix: string, column: number): number {
  let reached = 0
  for (let at = 0; at < prefix.length; at += 1) {
    if (reached >= column) return at
    reached += prefix[at] === '\t' ? 4 : 1
  }
  return prefix.length
}

const inlineWork = (blocks: readonly string[]): number =>
  blocks.reduce((work, block) => work + count(block, inlineMarks) * block.length, 0)

const linkWork = (blocks: readonly string[], start: RegExp): number =>
  blocks
    .filter(block => block.includes('['))
    .reduce((work, block) => work + count(block, start) * count(block, steps), 0)

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
