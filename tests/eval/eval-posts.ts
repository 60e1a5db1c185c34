import { readFileSync } from 'node:fs'
import type { Root } from 'mdast'
import { parsePost, plainText } from '../../src/posts/markdown/markdown.ts'
import { startOfPost } from '../../src/posts/markdown/tame-markdown.ts'

/** A post with the summary that its author wrote. */
export interface EvalPost {
  repo: string
  path: string
  lang: 'zh' | 'en'
  title: string
  summary: string
  /** Markdown without its header. */
  body: string
}

/** Reads posts from JSON lines; throws an Error that names file and line for what is none. */
export function readEvalPosts(file: string): EvalPost[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, at) => (line.trim() === '' ? [] : [toEvalPost(line, `${file}:${at + 1}`)]))
}

function toEvalPost(line: string, where: string): EvalPost {
  const post = JSON.parse(line)
  for (const key of ['path', 'title', 'summary', 'body'])
    if (typeof post[key] !== 'string') throw new Error(`${where}: expected text as "${key}"`)
  return { repo: 'unknown', lang: /\p{Script=Han}/u.test(post.summary) ? 'zh' : 'en', ...post }
}

/** The tree of a post as digesting it sees it. */
export function treeOf({ body, path, title }: EvalPost): Root {
  const root = parsePost(startOfPost(body), path)
  const [first, ...rest] = root.children
  const isTitle = (first?.type === 'heading' || first?.type === 'paragraph') && plainText(first) === title
  return isTitle ? { ...root, children: rest } : root
}
