import { join } from 'node:path'
import { PostError } from '../../errors.ts'
import type { Day } from '../days.ts'
import type { Language } from '../language.ts'
import { readSite } from '../permalinks/site-file.ts'
import { isPost, type Post, type WholePost } from '../post.ts'
import { type Content, readContent } from './content.ts'
import { readBytesOf, readWholePost } from './content-folder.ts'
import { type ContentFolder, contentFolders } from './content-folders.ts'
import { openPostCaches } from './post-cache-file.ts'
import type { Publication } from './publication.ts'
import { foldersAbove } from './site-folder.ts'

/** What a workspace says of its posts. */
export interface RepositorySettings {
  /** The workspace, as an absolute path. */
  directory: string
  content: readonly string[]
  site?: { url?: string | undefined; permalink?: string | undefined } | undefined
  language?: Language | undefined
  dates?: 'git' | undefined
}

interface Sites {
  publications: readonly Publication[]
  warnings: readonly string[]
}

/** In posts, on either side. */
const nearby = 8

/** Where the posts of a workspace are kept: its content folders, each with the site that publishes it. */
export class Repository {
  readonly folders: readonly ContentFolder[]
  readonly #settings: RepositorySettings
  #sites: Sites | undefined
  #origins: ReadonlyMap<string, Publication> = new Map()
  #posts: readonly Post[] = []

  constructor(settings: RepositorySettings) {
    this.#settings = settings
    this.folders = contentFolders(settings.content, settings.directory)
  }

  /** The address of the site: what the settings say, else what the first folder's generator was told. */
  get siteUrl(): string | undefined {
    return this.#settings.site?.url ?? this.#published.publications[0]?.site.url
  }

  /** The folders that sites are published from: each content folder, and those above it up to the workspace, or to its repository. */
  get rootsOfSites(): string[] {
    return [...new Set(this.folders.flatMap(({ root }) => foldersAbove(root, this.#settings.directory)))]
  }

  /** The file of a post by its path, whether it is there or not; nothing where the path belongs to no content folder. */
  fileAt(path: string): string | undefined {
    const folder = this.folders.find(({ prefix }) => path.startsWith(prefix))
    return folder && join(folder.root, path.slice(folder.prefix.length))
  }

  /** Reads every file; of translations, the one in `preferred`, else in the newsletter's language, stands for all. */
  async read(today: Day, now: () => Date, preferred?: string): Promise<Content> {
    const { directory, language, dates } = this.#settings
    const { publications, warnings } = this.#published
    const issues = join(directory, 'issues')
    const content = await readContent(publications, {
      today,
      language,
      preferred,
      usesGit: dates === 'git',
      caches: openPostCaches(
        join(directory, '.masthead', 'posts.json'),
        () => now().getTime(),
        JSON.stringify(publications),
      ),
      isApart: path => path === issues,
    })
    this.#origins = content.origins
    this.#posts = content.files.filter(isPost)
    return { ...content, warnings: [...warnings, ...content.warnings] }
  }

  /** The file of a post that was read, as it is now. */
  bytesOf(post: Post): Uint8Array {
    return readBytesOf(this.#originOf(post), post)
  }

  /** The absolute path of the file of a post that was read. */
  fileOf(post: Post): string {
    const { root, prefix } = this.#originOf(post).folder
    return join(root, post.path.slice(prefix.length))
  }

  /** A post that was read, with its header and its body. */
  async wholeOf(post: Post): Promise<WholePost> {
    return readWholePost(this.#originOf(post), post)
  }

  /** Those that stand among the nearest few to some posts, the posts themselves included; none that cannot be read. */
  async wholeBeside(posts: readonly Post[]): Promise<WholePost[]> {
    const chosen = new Set(posts.map(({ path }) => path))
    const places = this.#posts.flatMap(({ path }, at) => (chosen.has(path) ? [at] : []))
    const isBeside = (at: number) => places.some(place => Math.abs(place - at) <= nearby)
    const read = await Promise.allSettled(
      this.#posts.filter((_, at) => isBeside(at)).map(post => this.wholeOf(post)),
    )
    return read.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []))
  }

  #originOf({ path }: Post): Publication {
    const origin = this.#origins.get(path)
    if (origin) return origin
    throw new PostError(`The post "${path}" lies in none of the content folders`)
  }

  get #published(): Sites {
    this.#sites ??= this.#readSites()
    return this.#sites
  }

  #readSites(): Sites {
    const read = this.folders.map(folder => ({ folder, ...readSite(folder.root, this.#settings.site ?? {}) }))
    const publications = read.map(({ folder, site }) => ({ folder, site }))
    return { publications, warnings: [...new Set(read.flatMap(({ warnings }) => warnings))] }
  }
}
