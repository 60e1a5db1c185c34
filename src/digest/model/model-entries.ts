import { join } from 'node:path'
import { ConfigError, IssueError } from '../../errors.ts'
import type { WholePost } from '../../posts/post.ts'
import type { Digest } from '../digest-post.ts'
import { connectModel } from './model-connection.ts'
import type { SummaryLength } from './prompt.ts'
import { type Outcome, summarizePosts } from './summarize-posts.ts'
import { openSummaryCache } from './summary-cache-file.ts'

/** What the settings say of the model. */
export interface ModelChoice {
  directory: string
  summary: { length: SummaryLength; model?: { url: string; name: string } }
  /** Absent when there is none, though the endpoint wants one. */
  modelKey: string | undefined
}

/** What a model did for the posts of an issue. */
export interface ModelReport {
  name: string
  outcomes: readonly Outcome[]
}

/** What the maker of an issue may do while a model is asked. */
export interface Watch {
  onProgress?: (done: number, all: number) => void
  signal?: AbortSignal
}

/**
 * Entries, by the paths of their posts, with summaries by a model wherever it wrote one that can be used; what authors
 * wrote stays. Throws a ConfigError where a key is missing, before anything is sent, and an IssueError when it is stopped.
 */
export async function entriesByModel<E extends { post: string; digest: Digest }>(
  entries: readonly E[],
  posts: readonly WholePost[],
  { directory, summary: { length, model }, modelKey: key }: ModelChoice,
  { onProgress = () => {}, signal = new AbortController().signal }: Watch = {},
): Promise<{ entries: readonly E[]; model?: ModelReport }> {
  if (!model) return { entries }
  const { url, name } = model
  const authors = new Set(entries.filter(({ digest }) => digest.isAuthors).map(({ post }) => post))
  const connect = async () => {
    if (key === undefined) throw missingKey(url)
    return connectModel({ url, name, key })
  }
  const cache = openSummaryCache(join(directory, '.masthead', 'summaries.json'))
  const outcomes = await summarizePosts(
    posts.filter(({ path }) => !authors.has(path)),
    { model, length, connect, cache, signal, onProgress },
  )
  if (signal.aborted) throw stopped()
  const summaries = new Map(
    outcomes.flatMap(outcome =>
      outcome.status === 'summarized' ? [[outcome.path, outcome.summary] as const] : [],
    ),
  )
  return {
    entries: entries.map(entry => ({
      ...entry,
      digest: withSummary(entry.digest, summaries.get(entry.post), name),
    })),
    model: { name, outcomes },
  }
}

// A model that chose the very words of the post wrote nothing.
const withSummary = (digest: Digest, summary: string | undefined, name: string): Digest =>
  summary === undefined || summary === digest.summary ? digest : { ...digest, summary, summarizedBy: name }

const missingKey = (url: string): ConfigError =>
  new ConfigError(`The language model at ${new URL(url).host} wants a key, and there is none`, {
    wayOut: 'Put it into .env as MASTHEAD_MODEL_KEY, or take summary.model out of masthead.yaml.',
  })

const stopped = (): IssueError =>
  new IssueError('Stopped while the language model was asked: no issue was written', {
    wayOut: 'What it has answered is kept; compose again to go on.',
  })
