import type { Paragraph, PhrasingContent } from 'mdast'
import { toString as textOfNode } from 'mdast-util-to-string'
import { plainText } from '../../posts/markdown/markdown.ts'
import { isCaption } from './captions.ts'
import { type Words, workNamed } from './work-title.ts'

/** A link of a line, and the text between the link before it (or the start of the line) and it. */
export interface LineLink {
  title: string
  url: string
  before: string
  /** A title that the slanted words before it, or quotation marks in the line above, give to its page. */
  work?: string
}

/** One line of a paragraph, as its writer broke it. */
export interface Line {
  text: string
  links: readonly LineLink[]
  /** What stands behind the last link. */
  tail: string
  /** It is slanted from its start to its end. */
  isNote: boolean
  /** It is numbered as a figure, or stands right below a picture, as a note or with a link to the picture. */
  isCaption: boolean
}

type Piece =
  | { kind: 'text'; text: string; isEmphasised: boolean }
  | { kind: 'link'; title: string; url: string; isEmphasised: boolean }
  | { kind: 'picture' }

/** The lines of a paragraph that are not empty. */
export function linesOf({ children }: Paragraph, isBelowPicture = false): Line[] {
  const lines = splitLines(children.flatMap(child => piecesOf(child, false)))
  return lines
    .map((pieces, at) => {
      const above = lines[at - 1] ?? []
      const line = toLine(pieces, above)
      const isInLine = above.some(({ kind }) => kind === 'picture')
      const picture = isInLine ? 'line' : at === 0 && isBelowPicture ? 'block' : undefined
      return { ...line, isCaption: isCaption(line, picture) }
    })
    .filter(({ text }) => text !== '')
}

function piecesOf(node: PhrasingContent, isEmphasised: boolean): Piece[] {
  if (node.type === 'link') return linkPieces(node.url, node.children, isEmphasised)
  if (node.type === 'image') return [{ kind: 'picture' }]
  if (node.type === 'break') return [{ kind: 'text', text: '\n', isEmphasised }]
  if ('children' in node)
    return node.children.flatMap(child => piecesOf(child, isEmphasised || node.type === 'emphasis'))
  return [{ kind: 'text', text: textOfNode(node, { includeHtml: false }), isEmphasised }]
}

const cjkMark = /[，。；、！？（）《》「」『』【】“”：\u3000]/

// GitHub's bare addresses reach to the next white space, over Chinese marks and what stands behind them.
function linkPieces(url: string, children: PhrasingContent[], isEmphasised: boolean): Piece[] {
  const title = plainText(children)
  const isBare = title !== '' && url.endsWith(title)
  const end = isBare ? title.search(cjkMark) : -1
  if (end < 0) return [{ kind: 'link', title, url, isEmphasised }]
  const kept = title.slice(0, end)
  return [
    { kind: 'link', title: kept, url: url.slice(0, url.length - title.length) + kept, isEmphasised },
    { kind: 'text', text: title.slice(end), isEmphasised },
  ]
}

function splitLines(pieces: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = [[]]
  for (const piece of pieces) {
    const parts = piece.kind === 'text' ? piece.text.split('\n') : ['']
    parts.forEach((text, at) => {
      if (at > 0) lines.push([])
      lines.at(-1)?.push(piece.kind === 'text' ? { ...piece, text } : piece)
    })
  }
  return lines
}

const wordsIn = (pieces: readonly Piece[]): Words[] =>
  pieces.flatMap(piece => (piece.kind === 'text' ? [piece] : []))

function toLine(pieces: readonly Piece[], above: readonly Piece[]): Omit<Line, 'isCaption'> {
  const links: LineLink[] = []
  const aboveLink = above.some(({ kind }) => kind === 'link') ? [] : wordsIn(above)
  let text = ''
  let before = ''
  let isEmphasised = true
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind === 'picture') continue
    const written = piece.kind === 'text' ? piece.text : piece.title
    if (written.trim() !== '' && !piece.isEmphasised) isEmphasised = false
    if (piece.kind === 'link') {
      const work = links.length === 0 ? workNamed(wordsIn(pieces.slice(0, at)), aboveLink) : undefined
      links.push({ title: piece.title, url: piece.url, before, ...(work && { work }) })
    }
    before = piece.kind === 'link' ? '' : before + written
    text += written
  }
  return { text: text.trim(), links, tail: before, isNote: isEmphasised }
}
