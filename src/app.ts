import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Config, readConfig } from './config.ts'
import { type DeliveryTools, deliver } from './deliveries/deliver.ts'
import { type Delivery, type DeliveryPlan, planDeliveries } from './deliveries/delivery.ts'
import type { Transport } from './deliveries/transport.ts'
import { digestPost } from './digest/digest-post.ts'
import { DeliveryError, IssueError } from './errors.ts'
import { carriedPosts } from './issues/carried.ts'
import {
  type Composition,
  composeAgain,
  composeNewIssue,
  type IssueSettings,
} from './issues/compose-issue.ts'
import type { Entry } from './issues/entry.ts'
import { type IssueFile, joinIssueFile, readIssue } from './issues/issue-file.ts'
import { IssueFolder } from './issues/issue-folder.ts'
import { changeHead } from './issues/issue-head.ts'
import type { Mail, MailSettings } from './mail/mail.ts'
import { type Message, type Sender, writeMessage } from './mail/message.ts'
import { readTemplate } from './mail/template-folder.ts'
import { type Content, type Publication, readContent } from './posts/content.ts'
import { readBodyOf, readBytesOf } from './posts/content-folder.ts'
import { type ContentFolder, contentFolders } from './posts/content-folders.ts'
import { type Day, dayAt } from './posts/days.ts'
import { type Diagnosis, diagnose } from './posts/diagnosis.ts'
import { type ExplainedField, explainPost } from './posts/explanation.ts'
import type { Filters } from './posts/filters.ts'
import { includedPosts, namedPost } from './posts/include.ts'
import { isPost, type NotAPost, type Post } from './posts/post.ts'
import { openPostCache } from './posts/post-cache-file.ts'
import { emptySelection, nearestDays, newestDay, type Selection, selectPosts } from './posts/select-posts.ts'
import { readSite } from './posts/site-file.ts'
import { type Window, weekOf } from './posts/window.ts'
import { chosenWindow, type WindowChoice } from './posts/window-choice.ts'
import { openDatabase } from './store/database.ts'
import { SqliteLedger } from './store/sqlite-ledger.ts'
import type { People, Subscriber } from './subscribers/subscriber.ts'

const packageTemplates = fileURLToPath(new URL('../templates', import.meta.url))

/** Where a workspace lies, and what it sees of the world. */
export interface AppOptions {
  directory: string
  environment: NodeJS.ProcessEnv
  clock: () => Date
}

/** What the editor wants of the posts of a window. */
export interface Wishes {
  filters?: Filters
  /** Posts by path, taken whatever speaks against them; `path=2026-01-16` dates one. */
  include?: readonly string[]
}

export interface SelectedPosts {
  selection: Selection
  nearest: readonly Day[]
  warnings: readonly string[]
}

/** One post: its fields with their origins, and its place in a selection. */
export interface ExplainedPost {
  path: string
  fields: readonly ExplainedField[]
  translations: readonly string[]
  warnings: readonly string[]
  window: Window
  status: 'selected' | 'left-out'
  reason: string | null
}

/** An issue that was composed, and what it was composed from. */
export interface ComposedIssue extends Composition {
  path: string
  /** Whether the file was there before, and whether it differs now. */
  outcome: 'new' | 'changed' | 'unchanged'
  selection: Selection
}

/** An issue that was rendered, and where its parts were written. */
export interface RenderedIssue {
  id: string
  mail: Mail
  htmlPath: string
  textPath: string
}

/** A plan to send an issue, and the act. */
export interface Dispatch {
  plan: DeliveryPlan
  deliver(): AsyncGenerator<Delivery>
  close(): void
}

/** Opens a workspace: reads its settings. */
export async function openApp({ directory, environment, clock }: AppOptions): Promise<App> {
  return new App(await readConfig(directory, environment), clock)
}

/** A workspace: what the three doors do goes through here. */
export class App {
  readonly config: Config
  readonly #clock: () => Date
  readonly #issues: IssueFolder

  constructor(config: Config, clock: () => Date) {
    this.config = config
    this.#clock = clock
    this.#issues = new IssueFolder(join(config.directory, 'issues'))
  }

  /** Where the test inbox keeps its mail. */
  get inboxFolder(): string {
    return join(this.config.directory, '.masthead', 'inbox')
  }

  /** The posts of a window, every other file of the content with its reason, and the days of the nearest posts. */
  async select(choice: WindowChoice, { filters = {}, include = [] }: Wishes = {}): Promise<SelectedPosts> {
    const content = await this.#readContent()
    const window = await this.#windowOf(choice, content.files)
    const standing = await this.#issues.read(idOf(window))
    const selection = await this.#selectionOf(content, window, { filters, include }, standing)
    return {
      selection,
      nearest: nearestDays(content.files, window, this.#today()),
      warnings: content.warnings,
    }
  }

  /** Where each field of one post came from, and why it is in the issue of a window or not. */
  async explain(path: string, choice: WindowChoice, wishes: Wishes = {}): Promise<ExplainedPost> {
    const { selection } = await this.select(choice, wishes)
    const files = [...selection.posts, ...selection.leftOut.map(file => file.post ?? file)]
    const post = namedPost(path, files, this.#contentFolders)
    const reason = selection.leftOut.find(file => file.path === post.path)?.reason ?? null
    return {
      path: post.path,
      fields: explainPost(post, readBytesOf(this.#contentFolders, post.path)),
      translations: post.translations ?? [],
      warnings: post.warnings,
      window: selection.window,
      status: reason === null ? 'selected' : 'left-out',
      reason,
    }
  }

  /** Sums up the content: formats, days, what is hidden, what is broken. */
  async diagnose(): Promise<Diagnosis> {
    const { files } = await this.#readContent()
    return diagnose(files)
  }

  /** Composes the issue of a window into its file, and keeps what the editor wrote there. */
  async compose(choice: WindowChoice, { filters = {}, include = [] }: Wishes = {}): Promise<ComposedIssue> {
    const content = await this.#readContent()
    const window = await this.#windowOf(choice, content.files)
    const id = idOf(window)
    const standing = await this.#issues.read(id)
    const selection = await this.#selectionOf(content, window, { filters, include }, standing)
    if (selection.posts.length === 0) throw emptySelection(selection, content.files, this.#today())
    const entries = await Promise.all(selection.posts.map(post => this.#entryOf(post)))
    const composition = standing
      ? composeAgain(standing, entries, this.#issueSettings(content))
      : composeNewIssue(
          entries,
          { id, number: await this.#nextNumber(), window },
          this.#issueSettings(content),
        )
    const outcome = !standing ? 'new' : joinIssueFile(standing) === composition.text ? 'unchanged' : 'changed'
    const path = this.#issues.pathOf(id)
    if (outcome === 'changed' && standing?.head.status === 'sent') throw alreadySent(id)
    if (outcome !== 'unchanged') await this.#issues.write(id, composition.text)
    return { ...composition, path: this.#shown(path), outcome, selection }
  }

  /** Renders an issue, the newest where no id is given, and writes its mail beside it. */
  async render(id?: string): Promise<RenderedIssue> {
    const file = await this.#issue(id)
    const folders = [join(this.config.directory, 'templates'), packageTemplates]
    // Composing has no need of the template engines.
    const { renderMail } = await import('./mail/render-mail.ts')
    const template = await readTemplate(file.head.template, folders, this.config.directory)
    const mail = await renderMail(readIssue(file), template, this.#mailSettings())
    const htmlPath = await this.#issues.write(file.head.id, mail.html, 'mail.html')
    const textPath = await this.#issues.write(file.head.id, mail.text, 'mail.txt')
    return { id: file.head.id, mail, htmlPath: this.#shown(htmlPath), textPath: this.#shown(textPath) }
  }

  /** The message that one person gets. */
  messageTo(subscriber: Subscriber, mail: Mail): Message {
    return writeMessage(mail, subscriber, this.#sender(), this.#mailSettings().unsubscribeUrl, this.#clock())
  }

  /** The configured SMTP server; nothing where there is none, and mail goes to the test inbox. */
  async openServer(): Promise<Transport | undefined> {
    if (this.config.smtpUrl === undefined) return undefined
    if (!this.config.from)
      throw new DeliveryError('There is no sender: masthead.yaml has no "from"', {
        wayOut: 'Add a line such as: from: Weekly <weekly@example.org>',
      })
    const { openSmtp } = await import('./deliveries/smtp-transport.ts')
    return openSmtp(this.config.smtpUrl, { secure: true })
  }

  /** Plans to send a rendered issue to people; a rehearsal is planned and kept nowhere. */
  dispatch(
    mail: Mail,
    people: People,
    transport: Transport,
    { isRehearsal }: { isRehearsal: boolean },
  ): Dispatch {
    const path = isRehearsal ? ':memory:' : join(this.config.directory, '.masthead', 'masthead.db')
    const database = openDatabase(path)
    const ledger = new SqliteLedger(database)
    const plan = planDeliveries(mail.issue, people, ledger.deliveriesOf(mail.issue))
    const messageFor = (subscriber: Subscriber) => this.messageTo(subscriber, mail)
    const tools: DeliveryTools = { transport, ledger, messageFor, clock: this.#clock }
    return { plan, deliver: () => deliver(plan, tools), close: () => database.close() }
  }

  /** Writes into the issue's header that it went out, for `--since-last`. */
  async markSent(id: string): Promise<void> {
    const file = await this.#issue(id)
    if (file.head.status === 'sent') return
    await this.#issues.write(id, joinIssueFile({ ...file, yaml: changeHead(file.yaml, { status: 'sent' }) }))
  }

  /** Every file of the content, read. */
  async #readContent(): Promise<Content> {
    const { directory, language, dates } = this.config
    const own = join(directory, 'issues')
    return readContent(this.#publications, {
      today: this.#today(),
      language,
      usesGit: dates === 'git',
      cache: openPostCache(join(directory, '.masthead', 'posts.json'), () => this.#clock().getTime()),
      isApart: path => path === own,
    })
  }

  get #publications(): Publication[] {
    return this.#contentFolders.map(folder => ({
      folder,
      site: readSite(folder.root, this.config.site ?? {}).site,
    }))
  }

  get #contentFolders(): ContentFolder[] {
    return contentFolders(this.config.content, this.config.directory)
  }

  async #selectionOf(
    { files }: Content,
    window: Window,
    { filters, include = [] }: Wishes,
    standing: IssueFile | undefined,
  ): Promise<Selection> {
    const asked = [...include, ...undatedIn(standing, files)]
    const carried = carriedPosts(await this.#issues.readOutlines(), idOf(window))
    return selectPosts(files, window, {
      today: this.#today(),
      included: includedPosts(asked, files, this.#contentFolders),
      carried,
      ...(filters && { filters }),
    })
  }

  async #windowOf(choice: WindowChoice, files: readonly (Post | NotAPost)[]): Promise<Window> {
    const lastSent = choice.by === 'since-last' ? await this.#lastSent() : undefined
    const { timezone } = this.config
    const today = this.#today()
    return chosenWindow(choice, { timezone, today, newestPost: newestDay(files, today), lastSent })
  }

  async #lastSent(): Promise<Day | undefined> {
    const sent = (await this.#issues.readOutlines()).filter(issue => issue.head.status === 'sent')
    return sent
      .map(issue => issue.head.window.to)
      .toSorted()
      .at(-1)
  }

  async #entryOf(post: Post): Promise<Entry> {
    const [category] = post.categories
    const digest = digestPost(post, await readBodyOf(this.#contentFolders, post))
    return { post: post.path, title: post.title, ...(category && { category }), digest }
  }

  async #issue(id?: string): Promise<IssueFile> {
    const file = id === undefined ? await this.#issues.readNewest() : await this.#issues.read(id)
    if (file) return file
    throw new IssueError(
      id === undefined ? 'There is no issue yet' : `There is no issue "${id}" in issues/`,
      {
        wayOut: 'Compose one with "masthead compose".',
      },
    )
  }

  async #nextNumber(): Promise<number> {
    return Math.max(0, ...(await this.#issues.readOutlines()).map(issue => issue.head.number)) + 1
  }

  #issueSettings({ language }: Content): IssueSettings {
    const { name, template } = this.config
    return { name, template, language }
  }

  #mailSettings(): MailSettings {
    const { name, address, unsubscribe, site } = this.config
    const byMail = `mailto:${(this.#sender().replyTo ?? this.#sender()).address}?subject=unsubscribe`
    return { name, address, unsubscribeUrl: unsubscribe ?? byMail, site: site ?? {} }
  }

  #sender(): Sender {
    const { name, from, replyTo } = this.config
    const { name: writtenName, address } = from ?? { name: '', address: 'newsletter@localhost' }
    return { name: writtenName || name, address, ...(replyTo && { replyTo }) }
  }

  #today(): Day {
    return dayAt(this.#clock(), this.config.timezone)
  }

  #shown(path: string): string {
    return relative(this.config.directory, path)
  }
}

function alreadySent(id: string): IssueError {
  return new IssueError(
    `Issue ${id} was sent: its file stays as it went out, and its posts have changed since`,
    {
      wayOut: 'Name other days, or write "status: draft" into its header to go on with it.',
    },
  )
}

const idOf = (window: Window): string => weekOf(window) ?? `${window.from}-to-${window.to}`

// An undated post stands in an issue because the editor took it by name; it needs no second naming.
function undatedIn(file: IssueFile | undefined, files: readonly (Post | NotAPost)[]): string[] {
  const standing = new Set(
    file?.sections.flatMap(section => section.entries.flatMap(entry => entry.post ?? [])),
  )
  return files
    .filter(isPost)
    .filter(post => !post.date && standing.has(post.path))
    .map(post => post.path)
}
