import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { HonoRequest, MiddlewareHandler } from 'hono'

const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i

/** Refuses requests that a foreign web page makes with the help of the editor's browser. */
export const refuseStrangers: MiddlewareHandler = async (c, next) => {
  // A foreign name that resolves to this machine (DNS rebinding) still shows in Host.
  if (!loopbackHost.test(hostOf(c.req))) return c.text('Only this machine may open the test inbox.\n', 403)
  if (isFromForeignPage(c.req)) return c.text('Another site may not read the test inbox.\n', 403)
  return await next()
}

/** Answers 404 unless the first part of the path is the token, or what stands for it in frames. */
export function requireToken(token: string): MiddlewareHandler {
  const expected = [token, frameTokenOf(token)].map(digest)
  return async (c, next) => {
    const [, given = ''] = c.req.path.split('/')
    const matches = expected.map(wanted => timingSafeEqual(digest(given), wanted))
    return matches.includes(true) ? await next() : c.notFound()
  }
}

/**
 * What the paths of framed mails start with. A mail may tell the address of its frame to the site that a link leads to;
 * from this one nobody learns the token, and it opens nothing but the mail.
 */
export const frameTokenOf = (token: string): string =>
  createHmac('sha256', token).update('frame').digest('base64url').slice(0, 22)

function isFromForeignPage(request: HonoRequest): boolean {
  const origin = request.header('Origin')
  if (origin !== undefined && origin !== `http://${hostOf(request)}`) return true
  const site = request.header('Sec-Fetch-Site') ?? 'none'
  // Other ports of this machine are "same-site", and may serve anything.
  return site !== 'none' && site !== 'same-origin' && !isOpenedByPerson(request)
}

function isOpenedByPerson(request: HonoRequest): boolean {
  const isNavigation = request.header('Sec-Fetch-Mode') === 'navigate'
  return request.method === 'GET' && isNavigation && request.header('Sec-Fetch-Dest') === 'document'
}

function hostOf(request: HonoRequest): string {
  return request.header('Host') ?? new URL(request.url).host
}

// Digests have one length, which timingSafeEqual asks for.
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
