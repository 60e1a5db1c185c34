/** The policy of a page of ours; a logo may lie elsewhere. */
export const pagePolicy = (pictures: readonly string[]): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    ...(pictures.length > 0 ? [`img-src ${pictures.join(' ')}`] : []),
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')

/** The policy of an issue: its own styles and pictures; no script, no form. */
export const issuePolicy = [
  'sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' https: data:",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/** The policy of what is no page: nothing in it acts. */
export const filePolicy = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'"

/** What only one person may see, or what is only true now. */
export const forOnePerson = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Robots-Tag': 'noindex, nofollow',
}

/** What all may see and keep for some seconds. */
export const forEverybody = (seconds: number): Record<string, string> => ({
  'Cache-Control': `public, max-age=${seconds}`,
  'Referrer-Policy': 'strict-origin-when-cross-origin',
})
