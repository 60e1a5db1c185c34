import { readFileSync } from 'node:fs'
import type { Root } from 'mdast'
import { excerptMarker } from '../../src/digest/summaries/summary.ts'
import { parsePost, plainText } from '../../src/posts/markdown/markdown.ts'
import { startOfPost } from '../../src/posts/markdown/tame-markdown.ts'
import { messageOf } from './command.ts'

/** A post with the summary that its author wrote. */
export interface EvalPost {
  repo: string
  path: string
  lang: 'zh' | 'en'
  title: string
  summary: string
  /** Markdown without its header, and without the marker that ends its author's excerpt. */
  body: string
}

/** Reads posts from JSON lines; throws an Error that names file and line for what is none. */
export function readEvalPosts(file: string): EvalPost[] {
  const posts = textOf(file)
    .replace(/^\uFEFF/, '')
    .split('\n')
    .flatMap((line, at) => (line.trim() === '' ? [] : [toEvalPost(line, `${file}:${at + 1}`)]))
  if (posts.length === 0) throw new Error(`${file}:1: expected a post on a line, found none`)
  return posts
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Error(`${file}: cannot be read: ${messageOf(error)}`)
  }
}

function toEvalPost(line: string, where: string): EvalPost {
  const post = jsonOf(line, where)
  if (typeof post !== 'object' || post === null || Array.isArray(post))
    throw new Error(`${where}: expected a post, an object`)
  const lang = /\p{Script=Han}/u.test(String(post.summary)) ? 'zh' : 'en'
  const whole: Record<string, unknown> = { repo: 'unknown', lang, ...post }
  for (const key of ['repo', 'path', 'title', 'summary', 'body'])
    if (typeof whole[key] !== 'string') throw new Error(`${where}: expected text as "${key}"`)
  if (whole.lang !== 'zh' && whole.lang !== 'en')
    throw new Error(`${where}: expected "zh" or "en" as "lang", found ${JSON.stringify(whole.lang)}`)
  return { ...whole, body: String(whole.body).replace(excerptMarker, '') } as EvalPost
}

function jsonOf(line: string, where: string): Partial<EvalPost> | null {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new Error(`${where}: no JSON: ${messageOf(error)}`)
  }
}

/** The tree of a post as digesting it sees it. */
export function treeOf({ body, path, title }: EvalPost): Root {
  const root = parsePost(startOfPost(body), path)
  const [first, ...rest] = root.children
  const isTitle = (first?.type === 'heading' || first?.type === 'paragraph') && plainText(first) === title
  return isTitle ? { ...root, children: rest } : root
}
