import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as v from 'valibot'
import { UsageError } from '../../errors.ts'

/** The JSON of a request in a form, `{}` where the body is empty; throws a UsageError that names what is wrong, or an HTTPException where it is too long. */
export async function readBody<S extends v.GenericSchema>(c: Context, form: S): Promise<v.InferOutput<S>> {
  const parsed = v.safeParse(form, parseJson(await readText(c)))
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const path = v.getDotPath(issue)
  throw new UsageError(
    `${path === null ? '' : `"${path}": `}expected ${issue.type === 'regex' ? issue.message : issue.expected}, found ${issue.received}`,
  )
}

/** A mail of 25 MB, as JSON and base64. */
const maxBytes = 36 * 1024 * 1024

async function readText(c: Context): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of c.req.raw.body ?? []) {
    bytes += chunk.length
    if (bytes > maxBytes)
      throw new HTTPException(413, { message: `The body is longer than ${maxBytes} bytes` })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function parseJson(text: string): unknown {
  try {
    return text.trim() === '' ? {} : JSON.parse(text)
  } catch (error) {
    throw new UsageError(`The body is no JSON: ${error instanceof Error ? error.message : error}`)
  }
}

/** The status that says what an error is. */
export function statusOf(error: unknown): 400 | 413 | 500 {
  if (error instanceof HTTPException) return 413
  return error instanceof UsageError ? 400 : 500
}
