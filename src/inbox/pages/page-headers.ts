import type { MiddlewareHandler } from 'hono'

/** What a mail may do: open links outside itself; no scripts, no forms, no way to lead the page elsewhere. */
export const mailSandbox = 'allow-popups allow-popups-to-escape-sandbox'

/** What a mail may load when its HTML is shown. */
export interface MailLeave {
  images: 'on' | 'off'
  remote: 'blocked' | 'load'
  /** Whether it stands in the page's own frame. */
  isFramed: boolean
}

/** The policy of a mail's HTML: pictures that travel with it, those of other machines when a person asked, never code. */
export function mailPolicy({ images, remote, isFramed }: MailLeave): string {
  const sources = remote === 'load' ? 'data: https: http:' : 'data:'
  return [
    // Without scripts, the page's origin gives a mail nothing, and lets the page measure and scroll its frame.
    `sandbox ${mailSandbox}${isFramed ? ' allow-same-origin' : ''}`,
    "default-src 'none'",
    `img-src ${images === 'off' ? "'none'" : sources}`,
    `style-src 'unsafe-inline'${remote === 'load' ? ' https: http:' : ''}`,
    `font-src ${sources}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; ')
}

/** The policy of a single part of a mail: nothing but to be seen. */
export const partPolicy =
  "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'"

const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "frame-src 'self'",
  "img-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Sends every response with headers that keep hostile mail from acting and the secret path from leaking. */
export const protectPages: MiddlewareHandler = async (c, next) => {
  await next()
  const isOfMail = c.res.headers.has('Content-Security-Policy')
  if (!isOfMail) c.header('Content-Security-Policy', pagePolicy)
  c.header('X-Content-Type-Options', 'nosniff')
  // A page that a mail opens cannot reach back, whatever its link says. Browsers refuse this header on a sandbox.
  if (!isOfMail) c.header('Cross-Origin-Opener-Policy', 'same-origin')
  // Without a referrer policy of its own, a form of the page would be sent with `Origin: null`, as a stranger's.
  c.header('Referrer-Policy', isOfMail ? 'no-referrer' : 'same-origin')
  c.header('Cache-Control', 'no-store')
  c.header('X-DNS-Prefetch-Control', 'off')
}
