import type { Config } from './config.ts'
import { IssueError } from './errors.ts'
import { issueId } from './issues/issue.ts'
import type { IssueFolder } from './issues/issue-folder.ts'
import type { IssueOutline } from './issues/issue-outline.ts'
import { carriedPosts, lastSentDay, standingTranslations, undatedPosts } from './issues/series.ts'
import type { Content } from './posts/content/content.ts'
import type { Repository } from './posts/content/repository.ts'
import { type Day, dayAt } from './posts/days.ts'
import type { NotAPost, Post } from './posts/post.ts'
import type { Filters } from './posts/selection/filters.ts'
import { includedPosts } from './posts/selection/include.ts'
import { nearestDays, newestDay, type Selection, selectPosts } from './posts/selection/select-posts.ts'
import type { Window } from './posts/selection/window.ts'
import { chosenWindow, type WindowChoice } from './posts/selection/window-choice.ts'

/** What the editor wants of the posts of a window. */
export interface Wishes {
  filters?: Filters
  /** Posts by path, taken whatever speaks against them; `path=2026-01-16` dates one. */
  include?: readonly string[]
}

/** A selection, the days of the nearest posts, and what could not be read beside it. */
export interface SelectedPosts {
  selection: Selection
  nearest: readonly Day[]
  warnings: readonly string[]
}

/** A workspace as far as it selects posts. */
export class Selecting {
  readonly #config: Config
  readonly #repository: Repository
  readonly #issues: IssueFolder
  readonly #clock: () => Date

  constructor(config: Config, repository: Repository, issues: IssueFolder, clock: () => Date) {
    this.#config = config
    this.#repository = repository
    this.#issues = issues
    this.#clock = clock
  }

  /** The posts of a window, every other file of the content with its reason, and the days of the nearest posts. */
  async select(choice: WindowChoice, { filters = {}, include = [] }: Wishes): Promise<SelectedPosts> {
    const content = await this.readContent(filters)
    const window = await this.windowOf(choice, content.files)
    const { issues, warnings } = await this.#readableIssues()
    const selection = this.selectionOf(content, window, { filters, include }, issues)
    const nearest = nearestDays(content.files, window, this.today())
    return { selection, nearest, warnings: [...content.warnings, ...warnings] }
  }

  /** All files of the content; the language decides between translations. */
  readContent({ languages }: Filters = {}): Promise<Content> {
    return this.#repository.read(this.today(), this.#clock, languages?.[0])
  }

  // Posts can be listed while an issue is broken; composing has to know them all.
  async #readableIssues(): Promise<{ issues: IssueOutline[]; warnings: string[] }> {
    try {
      return { issues: await this.#issues.readOutlines(), warnings: [] }
    } catch (error) {
      if (!(error instanceof IssueError)) throw error
      return { issues: [], warnings: [`${error.message}; what issues have is not known`] }
    }
  }

  /** What is in a window, and what is not, where some issues stand. */
  selectionOf(
    { files }: Content,
    window: Window,
    { filters = {}, include = [] }: Wishes,
    issues: readonly IssueOutline[],
  ): Selection {
    const id = issueId(window)
    const standing = standingTranslations(issues, id, files)
    const asked = [...include, ...undatedPosts(issues, id, files), ...standing.values()]
    const included = includedPosts(asked, files, this.#repository.folders)
    const told = [...standing].map(([path, other]): [string, string] => [path, `${id}, as "${other}"`])
    const carried = new Map([...carriedPosts(issues, id), ...told])
    return selectPosts(files, window, {
      today: this.today(),
      included,
      carried,
      filters,
    })
  }

  /** The days that a choice means. */
  async windowOf(choice: WindowChoice, files: readonly (Post | NotAPost)[]): Promise<Window> {
    const lastSent = choice.by === 'since-last' ? lastSentDay(await this.#issues.readOutlines()) : undefined
    const { timezone } = this.#config
    const today = this.today()
    const newestPost = choice.by === 'newest-week' ? newestDay(files, today) : undefined
    return chosenWindow(choice, { timezone, today, newestPost, lastSent })
  }

  /** The day that it is in the newsletter's time zone. */
  today(): Day {
    return dayAt(this.#clock(), this.#config.timezone)
  }
}
