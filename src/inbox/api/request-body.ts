import type { Context } from 'hono'
import * as v from 'valibot'
import { UsageError } from '../../errors.ts'

/** The JSON of a request in a form, `{}` where the body is empty; throws a UsageError that names what is wrong. */
export async function readBody<S extends v.GenericSchema>(c: Context, form: S): Promise<v.InferOutput<S>> {
  const parsed = v.safeParse(form, parseJson(await c.req.text()))
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const path = v.getDotPath(issue)
  throw new UsageError(
    `${path === null ? '' : `"${path}": `}expected ${issue.expected}, found ${issue.received}`,
  )
}

function parseJson(text: string): unknown {
  try {
    return text.trim() === '' ? {} : JSON.parse(text)
  } catch (error) {
    throw new UsageError(`The body is no JSON: ${error instanceof Error ? error.message : error}`)
  }
}
