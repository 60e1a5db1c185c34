import { createHash } from 'node:crypto'
import type { Context } from 'hono'

/** What is sent, and how a browser asks whether it has changed. */
export interface Fresh {
  body: string | Uint8Array<ArrayBuffer>
  headers: Record<string, string>
  /** To the second. */
  changed?: Date
}

/** An answer with an ETag and, where it is known, the time of the last change; 304 to who has the same already. */
export function freshResponse(c: Context, { body, headers, changed }: Fresh): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const validators = { ETag: etag, ...(changed && { 'Last-Modified': changed.toUTCString() }) }
  if (isKnown(c, etag, changed)) {
    const { 'Content-Type': _, ...rest } = headers
    return c.body(null, 304, { ...rest, ...validators })
  }
  return c.body(body, 200, { ...headers, ...validators })
}

// Proxies that compress weaken an ETag.
function isKnown(c: Context, etag: string, changed: Date | undefined): boolean {
  const known = c.req.header('If-None-Match')
  if (known !== undefined)
    return known.split(',', 100).some(tag => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*')
  const since = Date.parse(c.req.header('If-Modified-Since') ?? '')
  return changed !== undefined && Math.floor(changed.getTime() / 1000) * 1000 <= since
}
