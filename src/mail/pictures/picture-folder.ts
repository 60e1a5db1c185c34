import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import type { PictureFile, PictureFiles, PictureName } from './picture.ts'

/** Where the files of a workspace's pictures may lie, as absolute paths. */
export interface PicturePlaces {
  /** The workspace. */
  directory: string
  /** The folder of each issue. */
  issueFolder: string
  /** The folders above the posts, the nearest first: of each, what generators publish from. */
  roots: readonly string[]
  /** The file of a post, by the path that entries name. */
  postFile(post: string): string | undefined
  siteUrl: string | undefined
}

// What stands in them, a site has at its root: Hugo and Zola, Astro and Next.js, Hexo, Jekyll.
const published = ['', 'static', 'public', 'source', 'assets', 'src']

/** Finds the files of pictures below the workspace and beside the posts; never one outside, whatever leads there. */
export class PictureFolder implements PictureFiles {
  readonly #places: PicturePlaces

  constructor(places: PicturePlaces) {
    this.#places = places
  }

  async find({ url, post }: PictureName): Promise<PictureFile | undefined> {
    for (const path of this.#candidates(url, post)) {
      const file = await this.#fileAt(path)
      if (file) return file
    }
    return undefined
  }

  #candidates(url: string, post: string | undefined): string[] {
    const path = pathOf(url, this.#places.siteUrl)
    if (path === undefined) return []
    const postFile = post === undefined ? undefined : this.#places.postFile(post)
    const { directory, issueFolder, roots } = this.#places
    const beside = postFile === undefined ? [issueFolder, directory] : [dirname(postFile)]
    const fromRoots = roots.flatMap(root => published.map(folder => join(root, folder, path)))
    // A bundle publishes its pictures below the address of its post.
    const bundled = postFile === undefined ? [] : [join(dirname(postFile), basename(path))]
    return path.startsWith('/')
      ? [...fromRoots, ...bundled]
      : [...beside.map(folder => join(folder, path)), ...fromRoots, ...bundled]
  }

  async #fileAt(path: string): Promise<PictureFile | undefined> {
    try {
      const real = await realpath(path)
      const allowed = await Promise.all([this.#places.directory, ...this.#places.roots].map(existing))
      if (!allowed.some(root => root !== undefined && real.startsWith(root + sep))) return undefined
      const { size, isFile } = await stat(real).then(found => ({ size: found.size, isFile: found.isFile() }))
      return isFile ? { name: basename(path), bytes: size, read: () => readFile(real) } : undefined
    } catch {
      return undefined
    }
  }
}

// Of an address of the site, what stands behind the site's; of another site's, nothing.
function pathOf(url: string, siteUrl: string | undefined): string | undefined {
  const isAddress = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url)
  const site = siteUrl?.replace(/\/*$/, '/')
  const below = site !== undefined && url.startsWith(site) ? `/${url.slice(site.length)}` : undefined
  const written = isAddress ? below : url
  try {
    const path = written && decodeURIComponent(written.replace(/[?#].*$/s, '')).replace(/^\/+/, '/')
    return path && !path.includes('\0') ? path : undefined
  } catch {
    return undefined
  }
}

// Letters are written where there are no posts, too.
const existing = (root: string): Promise<string | undefined> => realpath(root).catch(() => undefined)
