import type { Root } from 'mdast'
import { textAt } from '../posts/headers/header.ts'
import { parsePost, plainText } from '../posts/markdown/markdown.ts'
import type { Post } from '../posts/post.ts'
import { leadOf, proseOf, shorten } from './lead.ts'

/** Where a summary may stand in a header, the first one first. */
export const summaryKeys = ['summary', 'description', 'excerpt', 'abstract', '摘要']
const excerptMarker = /^<!--\s*(more|truncate|end|excerpt)\s*-->/i

/** The summary of a post: its header's, else the text before its excerpt marker, else its opening sentences. */
export function summaryOf(post: Post, root: Root): string {
  return written(post) || excerptOf(root) || leadOf(root.children, 2)
}

function written(post: Post): string {
  const text = textAt(post.header, summaryKeys)
  return text ? plainText(parsePost(text, post.path)) : ''
}

function excerptOf(root: Root): string {
  const marker = root.children.findIndex(block => block.type === 'html' && excerptMarker.test(block.value))
  if (marker < 0) return ''
  return shorten(root.children.slice(0, marker).map(proseOf).filter(Boolean).join(' '))
}
