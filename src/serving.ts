import { join } from 'node:path'
import type { Composing } from './composing.ts'
import type { Config } from './config.ts'
import { IssueError } from './errors.ts'
import type { IssueHead } from './issues/issue.ts'
import type { IssueFile } from './issues/issue-file.ts'
import type { IssueFolder } from './issues/issue-folder.ts'
import { readOutline } from './issues/issue-outline.ts'
import type { PublicPlaces } from './mail/mail.ts'
import { themeOf } from './mail/theme/theme.ts'
import { Measuring } from './measuring.ts'
import { packageTemplates } from './package-file.ts'
import type { PublicMail, PublicView, SentIssue, SentIssues } from './site/sent-issues.ts'
import type { ServedNewsletter } from './site/site-server.ts'
import type { Subscribing } from './subscribing.ts'

export type { ServedNewsletter }

/** What a workspace lends to its pages. */
export interface ServedWorkspace {
  config: Config
  issues: IssueFolder
  composing: Composing
  subscribing: Subscribing
  clock: () => Date
}

/** What the pages tell the program that serves them. */
export type SiteWatch = Pick<ServedNewsletter, 'onLetters' | 'onProblem'>

/** A workspace as far as it serves the public pages. */
export async function servedNewsletter(
  { config, issues, composing, subscribing, clock }: ServedWorkspace,
  watch: SiteWatch,
): Promise<ServedNewsletter> {
  const { name, language, timezone, address, pages, directory, from, replyTo, metricsToken } = config
  const { url, host: _host, port: _port, ...settings } = pages
  const logo = await composing.logo()
  const theme = themeOf(config.theme)
  const isShown = logo !== undefined || /^https:/i.test(theme.logo?.src ?? '')
  const sent = new PublishedIssues(issues, composing, watch)
  const [newest] = await sent.list()
  const measuring = new Measuring({ config, subscribing, clock })
  return {
    name,
    id: await subscribing.store.newsletter(),
    language: language ?? newest?.head.language ?? 'en',
    timezone,
    url,
    address,
    contact: (replyTo ?? from)?.address,
    settings,
    theme: isShown ? theme : { ...theme, logo: undefined },
    logo,
    templates: {
      folders: [join(directory, 'templates', 'pages'), join(packageTemplates, 'pages')],
      directory,
    },
    people: subscribing.store,
    links: subscribing.links,
    letters: subscribing.letters,
    issues: sent,
    ...(metricsToken !== undefined && {
      metrics: { token: metricsToken, read: () => measuring.metrics() },
    }),
    clock,
    ...watch,
  }
}

/** The issues of a workspace that were sent, read again when their files change. */
class PublishedIssues implements SentIssues {
  readonly #issues: IssueFolder
  readonly #composing: Composing
  readonly #watch: Pick<SiteWatch, 'onProblem'>
  #heads = new Map<string, { state: string; head: IssueHead | undefined }>()

  constructor(issues: IssueFolder, composing: Composing, watch: Pick<SiteWatch, 'onProblem'>) {
    this.#issues = issues
    this.#composing = composing
    this.#watch = watch
  }

  async list(): Promise<SentIssue[]> {
    const states = await this.#issues.states()
    const known = this.#heads
    const read = states.map(async ({ id, state, changed }) => {
      const before = known.get(id)
      const head = before?.state === state ? before.head : await this.#headOf(id)
      return { id, state, changed, head }
    })
    const all = await Promise.all(read)
    this.#heads = new Map(all.map(({ id, state, head }) => [id, { state, head }]))
    const sent = all.flatMap(({ head, ...rest }) => (head?.status === 'sent' ? [{ ...rest, head }] : []))
    return sent.toSorted((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1))
  }

  async mailOf({ head }: SentIssue, places: PublicPlaces): Promise<PublicMail> {
    return this.#composing.publicMailOf(await this.#read(head.id), places)
  }

  async viewOf({ head }: SentIssue): Promise<PublicView> {
    return this.#composing.publicViewOf(await this.#read(head.id))
  }

  // A file that is broken is no reason not to show the others.
  async #headOf(id: string): Promise<IssueHead | undefined> {
    try {
      const text = await this.#issues.readText(id)
      const head = text === undefined ? undefined : readOutline(text, this.#issues.pathOf(id)).head
      return head?.id.normalize() === id.normalize() ? head : undefined
    } catch (error) {
      if (!(error instanceof IssueError)) throw error
      this.#watch.onProblem(error)
      return undefined
    }
  }

  async #read(id: string): Promise<IssueFile> {
    const file = await this.#issues.read(id)
    if (file?.head.status === 'sent') return file
    throw new IssueError(`The issue "${id}" is no longer there, or no longer sent`)
  }
}

/** What issues are put in order by: the last day of their window, then their number. */
const placeOf = ({ head }: SentIssue): string => `${head.window.to} ${String(head.number).padStart(9, '0')}`
