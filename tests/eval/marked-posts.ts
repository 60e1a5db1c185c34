import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { messageOf } from './command.ts'

/** A small post, and what a reader says are its sources. */
export interface MarkedPost {
  /** Where it stands, for messages: `zh-origins.yaml: a header key`. */
  name: string
  language: 'zh' | 'en'
  text: string
  sources: readonly MarkedSource[]
}

export interface MarkedSource {
  role: 'origin' | 'citation'
  url: string
  /** The headline of the story that cites it. */
  story?: string
}

interface WrittenPost {
  what: string
  post: string
  origin?: string
  citations?: string[]
  stories?: Record<string, string[]>
}

const folder = join(import.meta.dirname, 'sources')

/** Every post of `tests/eval/sources/`, in the order of their files. */
export function markedPosts(): MarkedPost[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap(file => {
      const posts = writtenPosts(join(folder, file))
      return posts.map(post => ({
        name: `${file}: ${post.what}`,
        language: file.startsWith('zh') ? ('zh' as const) : ('en' as const),
        text: post.post,
        sources: sourcesOf(post),
      }))
    })
}

function writtenPosts(file: string): WrittenPost[] {
  try {
    return parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`${file}: ${messageOf(error)}`)
  }
}

function sourcesOf({ origin, citations = [], stories = {} }: WrittenPost): MarkedSource[] {
  return [
    ...(origin === undefined ? [] : [{ role: 'origin' as const, url: origin }]),
    ...citations.map(url => ({ role: 'citation' as const, url })),
    ...Object.entries(stories).flatMap(([story, urls]) =>
      urls.map(url => ({ role: 'citation' as const, url, story })),
    ),
  ]
}
