import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'

/** What a visitor sent with a form: text by name, files left out. */
export interface RequestForm {
  /** The first value of a name, '' where there is none. */
  value(name: string): string
  values(name: string): string[]
}

/** No form of the pages is longer. */
const mostBytes = 32 * 1024

/** The form of a request, empty where its body is none; throws an HTTPException for one that is longer than any, or that ends too early. */
export async function readForm(c: Context): Promise<RequestForm> {
  const values = await fieldsOf(c)
  return { value: name => values.get(name)?.[0] ?? '', values: name => values.get(name) ?? [] }
}

async function fieldsOf(c: Context): Promise<Map<string, string[]>> {
  const fields = new Map<string, string[]>()
  const type = c.req.header('Content-Type') ?? ''
  const body = await readBody(c)
  const isMultipart = /^multipart\/form-data\b/i.test(type.trim())
  const form = isMultipart ? await readMultipart(body, type) : new URLSearchParams(body.toString())
  for (const [name, value] of form)
    if (typeof value === 'string') listAt(fields, name).push(value.toWellFormed())
  return fields
}

function listAt(fields: Map<string, string[]>, name: string): string[] {
  const list = fields.get(name) ?? []
  fields.set(name, list)
  return list
}

async function readBody(c: Context): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  if (Number(c.req.header('Content-Length')) > mostBytes) throw new HTTPException(413)
  try {
    for await (const chunk of c.req.raw.body ?? []) {
      bytes += chunk.length
      if (bytes > mostBytes) break
      chunks.push(chunk)
    }
  } catch (cause) {
    // The visitor has gone, or was too slow.
    throw new HTTPException(400, { cause })
  }
  if (bytes > mostBytes) throw new HTTPException(413)
  return Buffer.concat(chunks)
}

function readMultipart(body: Buffer<ArrayBuffer>, type: string): Promise<Iterable<[string, unknown]>> {
  return new Response(body, { headers: { 'Content-Type': type } }).formData().catch(() => [])
}
