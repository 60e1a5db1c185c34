import type { Link, Nodes, Paragraph, PhrasingContent, Root } from 'mdast'
import { SKIP, visit } from 'unist-util-visit'
import { textAt } from '../posts/headers/header.ts'
import { parseMarkdown, plainText } from '../posts/markdown/markdown.ts'
import type { WholePost } from '../posts/post.ts'

/** A link to where something comes from. */
export interface Source {
  title: string
  url: string
}

const sourceKeys = [
  'source',
  'source_url',
  'sourceUrl',
  'originallink',
  'original_url',
  'originalUrl',
  'externalUrl',
  'canonical_url',
  'canonicalUrl',
  'via',
  '原文地址',
  '原文链接',
  '原文出处',
  '原文',
]
const citationLabel = /^(sources?|来源|信息来源|消息来源|资料来源|出处|原文|原文链接|link|via)\s*[:：]/i
const originLabel =
  /^(译自|翻译自|编译自|转载自|转自|原文|原文链接|原文地址|原文出处|via)\s*[:：]|^(英文)?原文(来自|请见|见)|^(this (post|article) was originally published|originally published|本文译自|本文转载自|本文翻译自)/i
const credit =
  /^(译自|翻译自|编译自|转载自|转自|(英文)?原文\S{0,3}|首发于|已?发布[于在]?|作者|原文作者|译者|校对|编辑|图片来源|author|by|translator)\s*[:：]/i

const referencesLabel = /^(参考(资料|文献|链接)?|延伸阅读|references?|further reading|sources?)\s*[:：]?$/i

const blocksAtTheTop = 8
const blocksAtTheEnd = 4

/** True for a line that says where a text comes from or who wrote it, and so is no part of the text. */
export const isCredit = (text: string): boolean =>
  citationLabel.test(text) || originLabel.test(text) || credit.test(text)

/** Where the whole post comes from: what its header says, else the line at its top or end that says so. */
export function originsOf(post: WholePost, root: Root): Source[] {
  const inText = originLines(root).flatMap(line => linksIn(line))
  const inHeader = sourceIn(textAt(post.header, sourceKeys) ?? '')
  if (!inHeader) return inText.slice(0, 1)
  return [allLinks(root).find(link => link.url === inHeader.url) ?? inHeader]
}

// An address, or a link as translators write it above their text.
function sourceIn(written: string): Source | undefined {
  if (isWebAddress(written)) return { title: siteOf(written), url: written }
  return written.includes('](') || written.startsWith('<')
    ? linksIn(parseMarkdown(written).children)[0]
    : undefined
}

/** The sources that a paragraph names behind a label such as `Source:`; none when it is no such paragraph. */
export function citationsIn(paragraph: Paragraph): Source[] {
  return linesOf(paragraph)
    .filter(line => citationLabel.test(plainText(line)))
    .flatMap(line => linksIn(line))
}

/** The sources that an ordinary post names in its text: behind labels, and in a list of references. */
export function citationsOf(root: Root): Source[] {
  let isReferences = false
  return root.children.flatMap(block => {
    const opensList =
      (block.type === 'heading' || block.type === 'paragraph') && referencesLabel.test(plainText(block))
    if (block.type === 'heading' || opensList) isReferences = opensList
    if (block.type === 'paragraph') return citationsIn(block)
    return block.type === 'list' && isReferences
      ? block.children.flatMap(item => linksIn(item.children).slice(0, 1))
      : []
  })
}

/** The host of an address without `www.`, for a link that has no better title. */
export const siteOf = (url: string): string => new URL(url).hostname.replace(/^www\./, '')

function originLines(root: Root): PhrasingContent[][] {
  const { children } = root
  const near = children.filter((_, at) => at < blocksAtTheTop || at >= children.length - blocksAtTheEnd)
  const lines: PhrasingContent[][] = []
  visit({ type: 'root', children: near } as Root, 'paragraph', paragraph => {
    lines.push(...linesOf(paragraph).filter(line => originLabel.test(plainText(line))))
  })
  return lines
}

function linesOf({ children }: Paragraph): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]]
  for (const child of children) {
    const parts = child.type === 'text' ? child.value.split('\n') : [child]
    parts.forEach((part, at) => {
      if (at > 0) lines.push([])
      lines.at(-1)?.push(typeof part === 'string' ? { type: 'text', value: part } : part)
    })
    if (child.type === 'break') lines.push([])
  }
  return lines
}

const allLinks = (root: Root): Source[] => linksIn(root.children)

function linksIn(nodes: readonly Nodes[]): Source[] {
  const links: Source[] = []
  visit({ type: 'root', children: [...nodes] } as Root, node => {
    if (node.type !== 'link') return undefined
    if (isWebAddress(node.url)) links.push({ title: titleOf(node), url: node.url })
    return SKIP
  })
  return links
}

function titleOf(link: Link): string {
  const text = plainText(link)
  return text === '' || isWebAddress(text) ? siteOf(link.url) : text
}

const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text)
