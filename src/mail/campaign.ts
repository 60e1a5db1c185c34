/** The `utm_*` parameters that a newsletter adds to its links, by their names without `utm_`; `{id}` in a value stands for the issue. */
export type Campaign = Readonly<
  Partial<Record<'source' | 'medium' | 'campaign' | 'term' | 'content', string>>
>

/** What makes the address of a link of a mail from the one in the issue. */
export type LinkAddress = (url: string) => string

/**
 * Adds the parameters of a campaign to the http(s) links of an issue, behind its query and before its fragment. A
 * parameter that stands in a link already stays, and so does the address `except`, to which people unsubscribe.
 */
export function campaignLinks(campaign: Campaign | undefined, issue: string, except: string): LinkAddress {
  const parameters = Object.entries(campaign ?? {}).map(
    ([name, value]) =>
      [`utm_${name}`, encodeURIComponent(value.replaceAll('{id}', issue).toWellFormed())] as const,
  )
  if (parameters.length === 0) return url => url
  return url => (/^https?:\/\//i.test(url) && url !== except ? withParameters(url, parameters) : url)
}

function withParameters(
  url: string,
  parameters: readonly (readonly [name: string, value: string])[],
): string {
  const hash = url.indexOf('#')
  const page = hash < 0 ? url : url.slice(0, hash)
  const query = page.indexOf('?')
  const standing = new Set(
    (query < 0 ? '' : page.slice(query + 1)).split('&').map(part => part.replace(/=.*$/s, '').toLowerCase()),
  )
  const added = parameters.filter(([name]) => !standing.has(name)).map(([name, value]) => `${name}=${value}`)
  if (added.length === 0) return url
  const mark = query < 0 ? '?' : /[?&]$/.test(page) ? '' : '&'
  return page + mark + added.join('&') + url.slice(page.length)
}
