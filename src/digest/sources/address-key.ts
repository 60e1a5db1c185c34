const tracking = /^(utm_\w+|fbclid|gclid)$/i

/** What two addresses of one page have in common: no scheme, `www.`, fragment, tracking parameters or last slash. */
export function addressKey(url: string): string {
  if (!URL.canParse(url)) return url
  const { hostname, port, pathname, searchParams } = new URL(url)
  for (const name of [...searchParams.keys()]) if (tracking.test(name)) searchParams.delete(name)
  const host = hostname.replace(/^www\./, '') + (port && `:${port}`)
  const query = searchParams.size > 0 ? `?${searchParams}` : ''
  return host + pathname.replace(/\/$/, '') + query
}
