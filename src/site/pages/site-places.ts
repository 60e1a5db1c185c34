/** Where things are on the site, as paths from the root of its host; empty where there are none. */
export interface SitePlaces {
  /** The path of the pages, without a slash at its end: '' or such as `/letters`. */
  base: string
  homeUrl: string
  subscribeUrl: string
  archiveUrl: string
  feedUrl: string
  styleUrl: string
  logoUrl: string
}

/** The places of a site at an address that ends in `/`. */
export function placesOf(url: string, { archive }: { archive: boolean }, styleVersion: string): SitePlaces {
  const base = basePathOf(url)
  return {
    base,
    homeUrl: `${base}/`,
    subscribeUrl: `${base}/subscribe`,
    archiveUrl: archive ? `${base}/issues/` : '',
    feedUrl: archive ? `${base}/feed.xml` : '',
    styleUrl: `${base}/style.css?v=${styleVersion}`,
    logoUrl: `${base}/logo`,
  }
}

/** The path of an address, without a slash at its end. */
export const basePathOf = (url: string): string => new URL(url).pathname.replace(/\/+$/, '')

/** A path as routes see it; one that is not spelt right stays. */
export function readablePath(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

/** The path of a request below the pages, whether or not a proxy has taken off what stands before them. */
export function pathBelow(base: string, path: string): string {
  if (base === '' || (path !== base && !path.startsWith(`${base}/`))) return path
  return path.slice(base.length) || '/'
}
