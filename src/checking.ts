import { relative } from 'node:path'
import { publicUrlOf, unsubscribeUrlOf } from './addresses.ts'
import type { Check, CheckedMail } from './checks/check.ts'
import { checkMail } from './checks/check-mail.ts'
import { clientSupport } from './checks/clients/client-support.ts'
import { contrast, darkContrast } from './checks/contrast/contrast.ts'
import { gmailLimit, weighEntries } from './checks/entry-costs.ts'
import { issueChecks } from './checks/issue-checks.ts'
import type { IssueOrigin, PostFile } from './checks/issue-origin.ts'
import { mailChecks } from './checks/mail-checks.ts'
import { onlineChecks } from './checks/online-checks.ts'
import { type ReceivedMail, receiveMail } from './checks/received-mail.ts'
import type { Report } from './checks/report.ts'
import { spamScore } from './checks/spam/spam-score.ts'
import { Composing } from './composing.ts'
import type { Config } from './config.ts'
import { IssueError } from './errors.ts'
import { type IssueFile, joinIssueFile, readIssue } from './issues/issue-file.ts'
import type { IssueFolder } from './issues/issue-folder.ts'
import type { IssueOutline } from './issues/issue-outline.ts'
import { carriedPosts } from './issues/series.ts'
import type { Mail } from './mail/mail.ts'
import { messageIdOf } from './mail/message.ts'
import { mimeOf } from './mail/mime.ts'
import type { Repository } from './posts/content/repository.ts'
import { dayAt } from './posts/days.ts'
import { isPost, type Post } from './posts/post.ts'
import { openSending } from './sending.ts'

/** An issue that was checked, as the message that would go out. */
export interface CheckedIssue {
  mail: Mail
  raw: Buffer
  report: Report
}

/** What a workspace lends to its checks. */
export interface CheckedWorkspace {
  config: Config
  repository: Repository
  issues: IssueFolder
  clock: () => Date
}

/** Whoever gets it: nothing in a message but its `To` and its Message-ID depends on that. */
const anybody = { address: 'reader@example.org', name: '' }

/** A workspace as far as it checks its issues, and the mails in its test inbox. */
export class Checking {
  readonly #workspace: CheckedWorkspace
  readonly #composing: Composing

  constructor(workspace: CheckedWorkspace) {
    this.#workspace = workspace
    this.#composing = new Composing(workspace.config, workspace.repository)
  }

  /** Makes every check of the message that an issue would go out as. */
  async check(file: IssueFile, { isOnline = false } = {}): Promise<CheckedIssue> {
    const { config, clock } = this.#workspace
    const mail = await this.#composing.mailOf(file)
    const raw = await mimeOf((await openSending(config, clock)).sampleFor(anybody, mail))
    const received = await receiveMail(raw)
    const origin = await this.#originOf(file, mail)
    return { mail, raw, report: await this.#reportOn({ received, origin, now: clock() }, isOnline) }
  }

  /** What the checks say of any mail; of one that is an issue of this workspace, to whom it was addressed, also those of issues. */
  async reviewOf(raw: Buffer): Promise<Report> {
    const received = await receiveMail(raw).catch((): undefined => undefined)
    if (!received) return unreadable
    const file = await this.#issueOf(received)
    const origin = file && (await this.#originOf(file, await this.#composing.mailOf(file)))
    return this.#reportOn({ received, ...(origin && { origin }), now: this.#workspace.clock() }, false)
  }

  async #reportOn(mail: CheckedMail, isOnline: boolean): Promise<Report> {
    const { clients, spamd } = this.#workspace.config.checks
    const issue = mail.origin?.issue
    const { bulk: isBulk } = this.#workspace.config.checks
    const checks: Check[] = [
      ...mailChecks,
      contrast,
      darkContrast,
      clientSupport(clients, sample => this.#composing.framed(sample)),
      ...issueChecks,
      spamScore(spamd),
      ...onlineChecks(isOnline, this.#workspace.config.checks),
    ]
    const report = await checkMail({ ...mail, isBulk }, checks)
    return { ...report, ...(issue && (await this.#costsOf(mail))) }
  }

  async #costsOf({ origin, received }: CheckedMail): Promise<Pick<Report, 'entries' | 'toShorten'>> {
    if (!origin) return {}
    const { entries, toSave } = await weighEntries(
      origin.issue,
      await this.#composing.weigherOf(origin.issue),
    )
    const excess = Buffer.byteLength(received.html) - gmailLimit
    return { entries, ...(excess > 0 && { toShorten: await toSave(excess) }) }
  }

  async #issueOf({ headers }: ReceivedMail): Promise<IssueFile | undefined> {
    const { issues } = this.#workspace
    const written = headerOf(headers, 'message-id')?.replace(/^\s*<|>\s*$/g, '') ?? ''
    const domain = written.split('@').at(-1) ?? ''
    const addresses = headers
      .filter(({ name }) => /^(?:to|delivered-to)$/i.test(name))
      .flatMap(({ value }) => value.slice(0, 10_000).match(/[^\s<>",;:]+@[^\s<>",;:]+/g) ?? [])
    const outlines = (await this.#outlines()) ?? []
    const found = outlines.find(({ head }) =>
      addresses.some(address => messageIdOf(head.id, address, domain) === written),
    )
    return found && issues.read(found.head.id)
  }

  async #originOf(file: IssueFile, mail: Mail): Promise<IssueOrigin> {
    const { config, issues } = this.#workspace
    const { id } = file.head
    const outlines = await this.#outlines()
    const pagesUrl = publicUrlOf(config)
    const sent = outlines?.filter(({ head }) => head.status === 'sent' || head.id === id)
    return {
      issue: readIssue(file),
      file: relative(config.directory, issues.pathOf(id)),
      source: joinIssueFile(file),
      posts: await this.#postsOf(file),
      settings: {
        address: config.address,
        unsubscribeUrl: unsubscribeUrlOf(config),
        ...(pagesUrl !== undefined && { pagesUrl }),
      },
      pictureProblems: mail.pictureProblems,
      ...(sent && { sentIn: carriedPosts(sent, id) }),
    }
  }

  // One broken issue must not keep another from being checked.
  async #outlines(): Promise<readonly IssueOutline[] | undefined> {
    try {
      return await this.#workspace.issues.readOutlines()
    } catch (error) {
      if (error instanceof IssueError) return undefined
      throw error
    }
  }

  async #postsOf({ sections, composed }: IssueFile): Promise<Map<string, PostFile>> {
    const { repository, clock, config } = this.#workspace
    const { files } = await repository.read(dayAt(clock(), config.timezone), clock)
    const entries = sections.flatMap(section => section.entries)
    const wanted = new Set([...composed.posts, ...entries.flatMap(({ post }) => post ?? [])])
    const posts = files.filter(isPost).filter(({ path }) => wanted.has(path))
    const read = await Promise.all(posts.map(post => this.#postFileOf(post)))
    return new Map(read.flatMap(file => (file ? [[file.whole?.path ?? '', file]] : [])))
  }

  // A post that is gone or cannot be read any more is one whose text nobody can compare.
  async #postFileOf(post: Post): Promise<PostFile | undefined> {
    const { repository, config } = this.#workspace
    try {
      const whole = await repository.wholeOf(post)
      const source = new TextDecoder().decode(repository.bytesOf(post))
      return { file: relative(config.directory, repository.fileOf(post)), source, whole }
    } catch {
      return undefined
    }
  }
}

const headerOf = (headers: ReceivedMail['headers'], wanted: string): string | undefined =>
  headers.find(({ name }) => name.toLowerCase() === wanted)?.value

const unreadable: Report = {
  findings: [
    {
      check: 'mail',
      severity: 'error',
      what: 'The mail cannot be taken apart: it is broken, or its HTML is nested too deeply',
      wayOut: 'Look at its source.',
    },
  ],
  passed: [],
  notRun: [],
}
