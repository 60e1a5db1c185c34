/** In characters; what is longer is no address that a mail program opens. */
const longest = 2000
const ipAddress = /^[\d.]+$|^\[/

/** The parts of an address that any reader could open; nothing for other schemes, passwords and machines without a name. */
export function webAddress(text: string): URL | undefined {
  if (text.length > longest || !/^https?:\/\/[^\s/]\S*$/i.test(text) || !URL.canParse(text)) return undefined
  const url = new URL(text)
  const isNamed = /\w\.\w/.test(url.hostname) && !ipAddress.test(url.hostname)
  return isNamed && url.username === '' && url.password === '' ? url : undefined
}

/** The host of an address without `www.`, for a link that has no better title; the text itself where it is none. */
export const siteOf = (url: string): string => webAddress(url)?.hostname.replace(/^www\./, '') ?? url
