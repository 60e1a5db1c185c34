import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'

/** Lets in who knows the token: as the first part of the path, or as the password of any user; others learn nothing. */
export function requireTokenOrPassword(token: string): MiddlewareHandler {
  const expected = digest(token)
  const isToken = (given: string) => timingSafeEqual(digest(given), expected)
  return async (c, next) => {
    const [, first = ''] = c.req.path.split('/')
    const password = passwordIn(c.req.header('Authorization'))
    if (isToken(first) || (password !== undefined && isToken(password))) return await next()
    const headers = { 'WWW-Authenticate': 'Basic realm="Test inbox"' }
    return c.text('The password is missing or wrong.\n', 401, headers)
  }
}

/** Keeps what is answered from being kept, read as something else, or told to other sites. */
export const protectAnswers: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.has('Content-Security-Policy'))
    c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('Cache-Control', 'no-store')
}

function passwordIn(header = ''): string | undefined {
  const [, credentials] = /^Basic ([A-Za-z0-9+/=]{1,1000})$/i.exec(header) ?? []
  if (credentials === undefined) return undefined
  const text = Buffer.from(credentials, 'base64').toString()
  return text.includes(':') ? text.slice(text.indexOf(':') + 1) : undefined
}

// Digests have one length, which timingSafeEqual asks for.
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
