import type { MiddlewareHandler } from 'hono'
import { mailSandbox } from './mail-body-view.ts'

/** What a mail may load when its HTML is shown: pictures and fonts, never code. */
export const mailPolicy = [
  `sandbox ${mailSandbox}`,
  "default-src 'none'",
  "img-src 'self' https: http: data:",
  "style-src 'unsafe-inline'",
  'font-src https: data:',
  "frame-ancestors 'self'",
].join('; ')

const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "frame-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Sends every response with headers that keep hostile mail from acting and the secret path from leaking. */
export const protectPages: MiddlewareHandler = async (c, next) => {
  await next()
  if (!c.res.headers.has('Content-Security-Policy')) c.header('Content-Security-Policy', pagePolicy)
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('Cache-Control', 'no-store')
}
