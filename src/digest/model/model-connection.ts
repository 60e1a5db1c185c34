import { setTimeout as sleep } from 'node:timers/promises'
import type OpenAI from 'openai'
import { boundedFetch, ModelFailure } from './bounded-connection.ts'
import type { Prompt } from './prompt.ts'

/** Where a model is, and the key that its endpoint wants. */
export interface ModelSettings {
  /** What stands before `/chat/completions`. */
  url: string
  name: string
  key: string
}

export interface RequestLimits {
  /** For one request, a second try included. */
  timeoutMs: number
  mostBytes: number
  /** A server that is busy is asked once more if it wants no longer a pause than this. */
  longestPauseMs: number
}

/** What is shorter, such as the `none` of a machine of one's own, is no secret. */
const shortestSecret = 8

export const requestLimits: RequestLimits = { timeoutMs: 30_000, mostBytes: 64 * 1024, longestPauseMs: 5000 }

/** What a model answered. */
export interface ModelAnswer {
  text: string
  /** The endpoint ended it before the model had. */
  isCut: boolean
}

/** Asks a model once; throws a ModelFailure that tells why there is no answer. */
export type AskModel = (prompt: Prompt, signal: AbortSignal) => Promise<ModelAnswer>

/** Connects to an OpenAI-compatible endpoint; nothing is sent before the first question. */
export async function connectModel(
  { url, name, key }: ModelSettings,
  limits: RequestLimits = requestLimits,
): Promise<AskModel> {
  const { OpenAI } = await import('openai')
  const client = new OpenAI({
    baseURL: url,
    apiKey: key,
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch: boundedFetch(limits.mostBytes),
  })
  return async ({ instructions, post }, signal) => {
    const timeout = AbortSignal.timeout(limits.timeoutMs)
    const question: OpenAI.ChatCompletionCreateParamsNonStreaming = {
      model: name,
      messages: [
        { role: 'system', content: instructions },
        { role: 'user', content: post },
      ],
    }
    const both = AbortSignal.any([signal, timeout])
    const ask = () => client.chat.completions.create(question, { signal: both })
    try {
      const answer = answerIn(await ask().catch(error => askAgain(error, ask, limits, both)))
      // Answers are kept on disk, and nothing of the key is.
      if (key.length >= shortestSecret && answer.text.includes(key))
        throw new ModelFailure('it answered with the key')
      return answer
    } catch (error) {
      if (timeout.aborted) throw new ModelFailure(`no answer within ${limits.timeoutMs / 1000} s`)
      throw error instanceof ModelFailure ? error : new ModelFailure(reasonOf(error))
    }
  }
}

async function askAgain<T>(
  error: unknown,
  ask: () => Promise<T>,
  { longestPauseMs }: RequestLimits,
  signal: AbortSignal,
): Promise<T> {
  const { status = 0, headers } = error as { status?: number; headers?: Headers }
  const seconds = headers?.get('retry-after') ?? ''
  const pauseMs = /^\d{1,9}$/.test(seconds) ? Number(seconds) * 1000 : Number.POSITIVE_INFINITY
  if ((status !== 429 && status < 500) || pauseMs > longestPauseMs) throw error
  await sleep(pauseMs, undefined, { signal })
  return ask()
}

// What an endpoint sends need not be what the library promises.
function answerIn(completion: unknown): ModelAnswer {
  const { choices } = (completion ?? {}) as { choices?: unknown }
  const [choice] = Array.isArray(choices) ? choices : []
  const content = choice?.message?.content
  if (typeof content !== 'string') throw new ModelFailure('its answer is no chat completion')
  return { text: content, isCut: choice.finish_reason === 'length' }
}

// What a server writes about an error may repeat the key, or anything else: its number is enough.
function reasonOf(error: unknown): string {
  const { status } = error as { status?: number }
  if (status === 404) return 'it answers 404: does the address lack /v1, or is there no such model?'
  if (status === 401 || status === 403) return `it answers ${status}: MASTHEAD_MODEL_KEY is not accepted`
  if (status !== undefined) return `it answers ${status}`
  if (error instanceof SyntaxError) return 'its answer is not JSON'
  return causeOf(error)
}

function causeOf(error: unknown): string {
  let cause = error
  for (let depth = 0; depth < 5 && cause instanceof Error; depth += 1) {
    if (cause instanceof ModelFailure) return cause.message
    if ('code' in cause && typeof cause.code === 'string') return `no connection (${cause.code})`
    cause = cause.cause
  }
  return 'no connection'
}
