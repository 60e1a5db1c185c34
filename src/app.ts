import { join, relative } from 'node:path'
import type { CheckedIssue, Checking } from './checking.ts'
import type { Composing } from './composing.ts'
import { type Config, readConfig } from './config.ts'
import type { Transport } from './deliveries/transport.ts'
import type { ModelReport, Watch } from './digest/model/model-entries.ts'
import type { OpenDispatching } from './dispatching.ts'
import { IssueError } from './errors.ts'
import type { Rehearsal } from './exits.ts'
import type { Composition } from './issues/compose-issue.ts'
import { issueId } from './issues/issue.ts'
import type { IssueFile } from './issues/issue-file.ts'
import { IssueFolder } from './issues/issue-folder.ts'
import { alreadySent } from './issues/sent-issue.ts'
import { nextNumber } from './issues/series.ts'
import type { Mail } from './mail/mail.ts'
import type { Content } from './posts/content/content.ts'
import { contentFolders } from './posts/content/content-folders.ts'
import type { Repository } from './posts/content/repository.ts'
import type { Diagnosis, Remark } from './posts/diagnosis.ts'
import type { ExplainedPost } from './posts/explanation.ts'
import type { Language } from './posts/language.ts'
import { isPost, type Post } from './posts/post.ts'
import { namedPost } from './posts/selection/include.ts'
import { emptySelection, type Selection } from './posts/selection/select-posts.ts'
import type { Window } from './posts/selection/window.ts'
import type { WindowChoice } from './posts/selection/window-choice.ts'
import type { SelectedPosts, Selecting, Wishes } from './selecting.ts'
import type { Sending } from './sending.ts'
import type { ServedNewsletter, SiteWatch } from './serving.ts'
import type { Subscribing } from './subscribing.ts'
import type { Writing } from './writing.ts'

/** Where a workspace lies, and what it sees of the world. */
export interface AppOptions {
  directory: string
  environment: NodeJS.ProcessEnv
  clock: () => Date
}

/** An issue that was composed, and what it was composed from. */
export interface ComposedIssue extends Composition {
  path: string
  /** Whether the file was there before, and whether it differs now. */
  outcome: 'new' | 'changed' | 'unchanged'
  selection: Selection
  /** Absent where no language model is configured. */
  model?: ModelReport
}

/** The posts of a workspace, and what selects some of them. */
interface Posts {
  repository: Repository
  selecting: Selecting
}

/** What an issue is composed from. */
interface Composed {
  content: Content
  window: Window
  standing: IssueFile | undefined
  wishes: Wishes
}

/** An issue that was rendered, and where its parts were written. */
export interface RenderedIssue {
  id: string
  mail: Mail
  htmlPath: string
  textPath: string
}

/** Opens a workspace: reads its settings. */
export async function openApp({ directory, environment, clock }: AppOptions): Promise<App> {
  return new App(await readConfig(directory, environment), clock)
}

/**
 * A workspace: what the three doors do goes through here. What only some of it needs is loaded when it is needed: the
 * parsers of Markdown and the template engines take longer to load than thousands of posts to list.
 */
export class App {
  readonly config: Config
  readonly #clock: () => Date
  readonly #issues: IssueFolder
  #posts: Promise<Posts> | undefined

  constructor(config: Config, clock: () => Date) {
    this.config = config
    this.#clock = clock
    this.#issues = new IssueFolder(join(config.directory, 'issues'))
  }

  now(): Date {
    return this.#clock()
  }

  /** Where the test inbox keeps its mail. */
  get inboxFolder(): string {
    return join(this.config.directory, '.masthead', 'inbox')
  }

  /** What an issue is made of, as absolute paths: its file, and the folders of posts. */
  sourcesOf(id: string): { issue: string; contentRoots: string[] } {
    const folders = contentFolders(this.config.content, this.config.directory)
    return { issue: this.#issues.pathOf(id), contentRoots: folders.map(({ root }) => root) }
  }

  /** The posts of a window, every other file of the content with its reason, and the days of the nearest posts. */
  async select(choice: WindowChoice, wishes: Wishes = {}): Promise<SelectedPosts> {
    return (await this.#openPosts()).selecting.select(choice, wishes)
  }

  /** Where each field of one post came from, and why it is in the issue of a window or not. */
  async explain(path: string, choice: WindowChoice, wishes: Wishes = {}): Promise<ExplainedPost> {
    const { selection } = await this.select(choice, wishes)
    const { repository } = await this.#openPosts()
    const files = [...selection.posts, ...selection.leftOut.map(file => file.post ?? file)]
    const post = namedPost(path, files, repository.folders)
    const whole = await repository.wholeOf(post)
    const { digestPost } = await import('./digest/digest-post.ts')
    const { recurringTextOf } = await import('./digest/summaries/recurring-text.ts')
    const recurring = recurringTextOf(await repository.wholeBeside([post]))
    const digest = digestPost(whole, this.config.summary.length, recurring)
    const { explainPost } = await import('./posts/explanation.ts')
    const { toldFields } = await import('./digest/told-fields.ts')
    return explainPost(whole, repository.bytesOf(post), selection, toldFields(digest))
  }

  /** Sums up the content: formats, days, what is hidden, what is broken; tells how many posts it has looked into. */
  async diagnose(onProgress: (done: number, all: number) => void): Promise<Diagnosis> {
    const { repository, selecting } = await this.#openPosts()
    const { files, warnings } = await selecting.readContent()
    const { diagnose } = await import('./posts/diagnosis.ts')
    const { templateCodeIn } = await import('./posts/markdown/leftovers.ts')
    const templateCode: Remark[] = []
    const posts = files.filter(isPost)
    for (const [at, post] of posts.entries()) {
      if (at % 100 === 0) onProgress(at, posts.length)
      const remark = templateCodeIn((await repository.wholeOf(post)).body, post.path)
      if (remark !== undefined) templateCode.push({ path: post.path, remark })
    }
    return { ...diagnose(files), templateCode, warnings }
  }

  /** Composes the issue of a window into its file, and keeps what the editor wrote there. */
  async compose(choice: WindowChoice, wishes: Wishes = {}, watch: Watch = {}): Promise<ComposedIssue> {
    const { selecting } = await this.#openPosts()
    const content = await selecting.readContent(wishes.filters)
    const window = await selecting.windowOf(choice, content.files)
    const standing = await this.#issues.read(issueId(window))
    return this.#composeFrom({ content, window, standing, wishes }, () => true, watch)
  }

  /** Composes an issue again from the posts that it was composed from, if it was; no other is added. */
  async refresh(id: string, watch: Watch = {}): Promise<ComposedIssue | undefined> {
    const standing = await this.#issue(id)
    if (standing.composed.posts.size === 0) return undefined
    const { window } = standing.head
    const content = await (await this.#openPosts()).selecting.readContent()
    const isIn = ({ path }: Post) => standing.composed.posts.has(path)
    return this.#composeFrom({ content, window, standing, wishes: {} }, isIn, watch)
  }

  async #composeFrom(
    { content, window, standing, wishes }: Composed,
    isTaken: (post: Post) => boolean,
    watch: Watch,
  ): Promise<ComposedIssue> {
    const id = issueId(window)
    const { selecting } = await this.#openPosts()
    const selection = selecting.selectionOf(content, window, wishes, await this.#issues.readOutlines())
    const posts = selection.posts.filter(isTaken)
    if (posts.length === 0) throw emptySelection(selection, content.files, selecting.today())
    const { joinIssueFile } = await import('./issues/issue-file.ts')
    const composing = await this.#openComposing()
    const number = nextNumber(await this.#issues.readOutlines())
    const order = { standing, head: { id, number, window }, language: content.language }
    const composition = await composing.compose(order, posts, watch)
    const outcome = !standing ? 'new' : joinIssueFile(standing) === composition.text ? 'unchanged' : 'changed'
    const path = this.#issues.pathOf(id)
    if (outcome === 'changed' && standing?.head.status === 'sent') throw alreadySent(id)
    if (outcome !== 'unchanged')
      await this.#issues.change(id, standing && joinIssueFile(standing), composition.text)
    return { ...composition, path: this.#shown(path), outcome, selection }
  }

  /** Renders an issue, the newest where no id is given, and writes its mail beside it, as a sample reader gets it. */
  async render(id?: string, { hasPages = true } = {}): Promise<RenderedIssue> {
    const file = await this.#issue(id)
    const mail = await (await this.#openComposing()).mailOf(file, { hasPages })
    const { html, text } = (await this.openSending()).sampleFor({ address: '', name: '' }, mail)
    const htmlPath = await this.#issues.write(file.head.id, html.content, 'mail.html')
    const textPath = await this.#issues.write(file.head.id, text.content, 'mail.txt')
    return { id: file.head.id, mail, htmlPath: this.#shown(htmlPath), textPath: this.#shown(textPath) }
  }

  /** Makes every check of an issue, the newest where no id is given, as the message that would go out. */
  async check(id?: string, { isOnline = false } = {}): Promise<CheckedIssue> {
    const file = await this.#issue(id)
    return (await this.openChecking()).check(file, { isOnline })
  }

  /** What checks issues, and the mails of the test inbox. */
  async openChecking(): Promise<Checking> {
    const { Checking } = await import('./checking.ts')
    const { repository } = await this.#openPosts()
    const [config, issues, clock] = [this.config, this.#issues, this.#clock]
    return new Checking({ config, repository, issues, clock })
  }

  /** The people of the workspace, until they are closed. */
  async openSubscribing(choice: { isKeyMissed?: boolean } = {}): Promise<Subscribing> {
    const { openSubscribing } = await import('./subscribing.ts')
    return openSubscribing(this.config, choice)
  }

  /** What the public pages need of the workspace and of its people. */
  async openServing(subscribing: Subscribing, watch: SiteWatch): Promise<ServedNewsletter> {
    const { servedNewsletter } = await import('./serving.ts')
    const [config, issues, clock] = [this.config, this.#issues, this.#clock]
    const composing = await this.#openComposing()
    return servedNewsletter({ config, issues, composing, subscribing, clock }, watch)
  }

  /** What sends; listing and composing have no need of it. */
  async openSending(): Promise<Sending> {
    const { openSending } = await import('./sending.ts')
    return openSending(this.config, this.#clock)
  }

  /** What manages issues on their way; a rehearsal goes to the test inbox, and is kept nowhere. */
  async openDispatching(rehearsal?: Rehearsal): Promise<OpenDispatching> {
    const { openDispatching } = await import('./dispatching.ts')
    return openDispatching(this.config, this.#clock, rehearsal)
  }

  /** What writes letters to single people, through a transport, with links to the public pages at `pagesUrl`. */
  async openWriting(subscribing: Subscribing, transport: Transport, pagesUrl: string): Promise<Writing> {
    const { Writing } = await import('./writing.ts')
    const [config, composing, clock] = [this.config, await this.#openComposing(), this.#clock]
    const language = config.language ?? (await this.#languageOfPosts())
    return new Writing({ config, composing, subscribing, transport, pagesUrl, language, clock })
  }

  /** Writes into the issue's header that it went out, for `--since-last`. */
  async markSent(id: string): Promise<void> {
    if (!(await this.#issues.markSent(id))) throw noIssue(id)
  }

  #openPosts(): Promise<Posts> {
    this.#posts ??= openPosts(this.config, this.#issues, this.#clock)
    return this.#posts
  }

  async #openComposing(): Promise<Composing> {
    const { Composing } = await import('./composing.ts')
    return new Composing(this.config, (await this.#openPosts()).repository)
  }

  // The server of the public pages may have no posts.
  async #languageOfPosts(): Promise<Language> {
    const { selecting } = await this.#openPosts()
    return selecting.readContent().then(
      ({ language }) => language,
      () => 'en',
    )
  }

  async #issue(id?: string): Promise<IssueFile> {
    const file = id === undefined ? await this.#issues.readNewest() : await this.#issues.read(id)
    if (file) return file
    throw noIssue(id)
  }

  #shown(path: string): string {
    return relative(this.config.directory, path)
  }
}

async function openPosts(config: Config, issues: IssueFolder, clock: () => Date): Promise<Posts> {
  const { Repository } = await import('./posts/content/repository.ts')
  const { Selecting } = await import('./selecting.ts')
  const repository = new Repository(config)
  return { repository, selecting: new Selecting(config, repository, issues, clock) }
}

const noIssue = (id: string | undefined): IssueError =>
  new IssueError(id === undefined ? 'There is no issue yet' : `There is no issue "${id}" in issues/`, {
    wayOut: 'Compose one with "masthead compose".',
  })
