import type { Heading, Html, Link, RootContent } from 'mdast'
import { visit } from 'unist-util-visit'
import { parseMarkdown, plainText } from '../posts/markdown/markdown.ts'
import {
  type Composed,
  composedCommentsIn,
  composedEndOf,
  readComposed,
  withoutComposed,
} from './composed-comment.ts'
import { definitionsIn, withDefinitions } from './definitions.ts'
import { originOfEntry } from './entry.ts'
import { isMarkedMore, type Wish } from './entry-marker.ts'
import type { Issue, IssueEntry, IssueHead } from './issue.ts'
import { readHead } from './issue-head.ts'
import { cutHeader } from './issue-outline.ts'
import { parseEntry } from './parse-entry.ts'

/** The text of an `issue.md`, cut at its headings: the parts joined are the file, to the last character. */
export interface IssueFileText {
  /** The line above the header, the header, and the line below it. */
  opening: string
  yaml: string
  closing: string
  introduction: string
  sections: FileSection[]
  /** The comment at the end, which tells what composing has done; empty where the editor wrote below it. */
  end: string
}

/** An issue file, read. */
export interface IssueFile extends IssueFileText {
  head: IssueHead
  lineEnd: '\n' | '\r\n'
  composed: Composed
}

export interface FileSection {
  title: string
  /** The heading, and the editor's text below it. */
  text: string
  entries: FileEntry[]
}

export interface FileEntry {
  text: string
  post?: string
  edited: boolean
  wish?: Wish
}

/** Cuts an `issue.md`; throws an IssueError that names `file` when its header is missing or wrong. */
export function parseIssueFile(text: string, file: string): IssueFile {
  const { opening, yaml, closing, rest } = cutHeader(text, file)
  const head = readHead(yaml, file)
  const end = composedEndOf(rest)
  const body = rest.slice(0, rest.length - end.length)
  const lineEnd = opening.endsWith('\r\n') ? '\r\n' : '\n'
  const composed = readComposed([...composedCommentsIn(body), ...(end === '' ? [] : [end])])
  return { head, opening, yaml, closing, ...cutBody(body), end, lineEnd, composed }
}

/** The file's text again. */
export function joinIssueFile({
  opening,
  yaml,
  closing,
  introduction,
  sections,
  end,
}: IssueFileText): string {
  return opening + yaml + closing + joinBody({ introduction, sections }) + end
}

/** What stands below the header and above the comment at the end. */
export function joinBody({
  introduction,
  sections,
}: Pick<IssueFileText, 'introduction' | 'sections'>): string {
  const texts = sections.map(section => section.text + section.entries.map(entry => entry.text).join(''))
  return introduction + texts.join('')
}

/** The introduction and the sections of what stands below the header. */
export function cutBody(body: string): Pick<IssueFile, 'introduction' | 'sections'> {
  const headings = parseMarkdown(body).children.filter(isCut)
  const starts = headings.map(heading => heading.position?.start.offset ?? 0)
  const sections: FileSection[] = []
  headings.forEach((heading, at) => {
    const text = body.slice(starts[at], starts[at + 1])
    if (heading.depth === 2) sections.push({ title: plainText(heading), text, entries: [] })
    else addEntry(sections, text)
  })
  return { introduction: body.slice(0, starts[0] ?? body.length), sections }
}

const isCut = (block: RootContent): block is Heading =>
  block.type === 'heading' && (block.depth === 2 || block.depth === 3)

function addEntry(sections: FileSection[], text: string): void {
  if (sections.length === 0) sections.push({ title: '', text: '', entries: [] })
  sections.at(-1)?.entries.push({ text, ...(originOfEntry(withoutComposed(text)) ?? { edited: true }) })
}

/**
 * What an issue file says, for rendering; each part has the definitions of the whole file that it refers to, and each
 * entry is read by `read`.
 */
export function readIssue(
  file: Pick<IssueFile, 'head' | 'introduction' | 'sections'>,
  read = readEntry,
): Issue {
  const definitions = definitionsIn(joinBody(file))
  const whole = (text: string) => withDefinitions(text, definitions)
  return {
    head: file.head,
    introduction: withoutComments(whole(file.introduction)),
    sections: file.sections.map(({ title, text, entries }) => ({
      title,
      text: withoutComments(withoutHeading(whole(text))),
      ...(isMarkedMore(text) && { isMore: true }),
      entries: entries.map(entry => read({ ...entry, text: whole(entry.text) })),
    })),
  }
}

/** What an entry of the file says. */
export function readEntry({ text, post, edited }: FileEntry): IssueEntry {
  const heading = parseEntry(text).children.find(block => block.type === 'heading')
  const link = heading?.children.find(child => child.type === 'link' && isWritten(child, text))
  return {
    title: heading ? plainText(heading) : '',
    ...(link?.type === 'link' && { link: link.url }),
    body: withoutComments(withoutHeading(text)),
    ...(post !== undefined && { post }),
    edited,
  }
}

// An address that merely stands in a title is one of its words; a link by reference has lost its place in the text.
function isWritten(link: Link, text: string): boolean {
  const start = link.position?.start.offset
  if (start !== undefined) return /[[<]/.test(text[start] ?? '')
  const shown = plainText(link)
  return ![shown, `http://${shown}`, `mailto:${shown}`].includes(link.url)
}

function withoutHeading(text: string): string {
  const heading = parseEntry(text).children.find(isCut)
  return text.slice(heading?.position?.end.offset ?? 0)
}

const isOneComment = (html: string): boolean =>
  html.startsWith('<!--') && html.indexOf('-->') === html.length - 3

// Comments are the editor's notes: found in the tree, so that one in a code block stays.
function withoutComments(text: string): string {
  const comments: Html[] = []
  visit(parseEntry(text), 'html', node => {
    if (isOneComment(node.value)) comments.push(node)
  })
  return comments
    .reduceRight(
      (rest, { position }) => rest.slice(0, position?.start.offset) + rest.slice(position?.end.offset),
      text,
    )
    .trim()
}
