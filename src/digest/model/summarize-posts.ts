import type { WholePost } from '../../posts/post.ts'
import { readAnswer, type Verdict } from './answer.ts'
import { ModelFailure } from './bounded-connection.ts'
import type { AskModel, ModelAnswer, ModelSettings } from './model-connection.ts'
import { originalOf } from './original.ts'
import {
  type Prompt,
  promptFor,
  promptVersion,
  type SummaryLanguage,
  type SummaryLength,
  summaryLanguageOf,
} from './prompt.ts'
import { keyOf, type SummaryCache } from './summary-cache-file.ts'

/** What came of a post: a summary, or why there is none. `failed` and `not asked` are of the endpoint, `refused` of its answer. */
export type Outcome =
  | { path: string; status: 'summarized'; summary: string; isFromCache: boolean }
  | { path: string; status: 'refused' | 'failed'; reason: string }
  /** `isUnfit`: the model is not for such a post; else it was too late to ask. */
  | { path: string; status: 'not asked'; reason: string; isUnfit: boolean }

export interface SummarizeOptions {
  model: Pick<ModelSettings, 'url' | 'name'>
  length: SummaryLength
  /** Called for the first question that the cache does not answer. */
  connect: () => Promise<AskModel>
  cache: SummaryCache
  /** Ends all requests; what is answered by then counts. */
  signal: AbortSignal
  onProgress: (done: number, all: number) => void
  budgetMs?: number
}

const mostAtOnce = 4
const failuresThatMeanDown = 3
/** For all posts of an issue. */
const defaultBudgetMs = 5 * 60_000

interface Question {
  post: WholePost
  prompt: Prompt
  language: SummaryLanguage
  key: string
}

/** Asks a model for the summaries of posts, in their order; it never throws for what the endpoint does. */
export async function summarizePosts(
  posts: readonly WholePost[],
  options: SummarizeOptions,
): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>()
  const open: Question[] = []
  for (const post of posts) {
    const question = questionOf(post, options)
    const known = question && options.cache.find(question.key)
    if (!question) outcomes.set(post.path, inOtherLanguage(post))
    else if (known) outcomes.set(post.path, outcomeOf(question, known, options.length, true))
    else open.push(question)
  }
  if (open.length > 0) await askAll(open, options, outcome => outcomes.set(outcome.path, outcome))
  return posts.flatMap(({ path }) => outcomes.get(path) ?? [])
}

function questionOf(post: WholePost, { model, length }: SummarizeOptions): Question | undefined {
  const language = summaryLanguageOf(post)
  if (!language) return undefined
  const prompt = promptFor(post, language, length)
  const asked = [String(promptVersion), model.url, model.name, length, language, prompt.post]
  return { post, prompt, language, key: keyOf(asked) }
}

const inOtherLanguage = ({ path, language }: WholePost): Outcome => ({
  path,
  status: 'not asked',
  isUnfit: true,
  reason: `its language is "${language}", and names can be checked in Chinese and English`,
})

async function askAll(
  questions: readonly Question[],
  options: SummarizeOptions,
  tell: (outcome: Outcome) => void,
): Promise<void> {
  const line = new Line(await options.connect(), options)
  const waiting = [...questions]
  let done = 0
  const work = async () => {
    for (let question = waiting.shift(); question; question = waiting.shift()) {
      tell(await line.ask(question))
      done += 1
      options.onProgress(done, questions.length)
    }
  }
  await Promise.all(Array.from({ length: mostAtOnce }, work))
}

/** A line to an endpoint, which goes dead after three failures in a row, when the time is over, and when it is told to. */
class Line {
  readonly #ask: AskModel
  readonly #options: SummarizeOptions
  readonly #down = new AbortController()
  readonly #end: AbortSignal
  #failuresInARow = 0

  constructor(ask: AskModel, options: SummarizeOptions) {
    const { signal, budgetMs = defaultBudgetMs } = options
    this.#ask = ask
    this.#options = options
    this.#end = AbortSignal.any([signal, this.#down.signal, AbortSignal.timeout(budgetMs)])
  }

  async ask(question: Question): Promise<Outcome> {
    const { path } = question.post
    try {
      this.#end.throwIfAborted()
      const answer = await this.#ask(question.prompt, this.#end)
      this.#failuresInARow = 0
      this.#options.cache.keep(question.key, answer)
      return outcomeOf(question, answer, this.#options.length, false)
    } catch (error) {
      if (this.#end.aborted) return { path, status: 'not asked', isUnfit: false, reason: this.#whyItEnded() }
      if (!(error instanceof ModelFailure)) throw error
      this.#failuresInARow += 1
      if (this.#failuresInARow >= failuresThatMeanDown) this.#down.abort()
      return { path, status: 'failed', reason: error.message }
    }
  }

  #whyItEnded(): string {
    if (this.#options.signal.aborted) return 'stopped'
    return this.#down.signal.aborted
      ? `${failuresThatMeanDown} failures in a row`
      : 'the time for one issue is over'
  }
}

function outcomeOf(
  { post, language }: Question,
  { text, isCut }: ModelAnswer,
  length: SummaryLength,
  isFromCache: boolean,
): Outcome {
  const { path, title } = post
  const verdict: Verdict = isCut
    ? { refused: 'it was cut off' }
    : readAnswer(text, { title, language, length, original: originalOf(post) })
  return 'refused' in verdict
    ? { path, status: 'refused', reason: verdict.refused }
    : { path, status: 'summarized', summary: verdict.summary, isFromCache }
}
