import { join } from 'node:path'
import { archiveUrlOf, pagesUrlOf, unsubscribeUrlOf } from './addresses.ts'
import type { Config } from './config.ts'
import { digestPost } from './digest/digest-post.ts'
import type { ModelReport, Watch } from './digest/model/model-entries.ts'
import { recurringTextOf } from './digest/summaries/recurring-text.ts'
import { type Composition, composeNewIssue, type IssueSettings } from './issues/compose-issue.ts'
import { composeAgainToFit, composeToFit } from './issues/compose-to-fit.ts'
import type { Entry } from './issues/entry.ts'
import type { Issue, IssueHead } from './issues/issue.ts'
import { type IssueFile, readIssue } from './issues/issue-file.ts'
import { sectionNameOf } from './issues/section-name.ts'
import type { Letter } from './mail/letters/letter.ts'
import { renderLetter } from './mail/letters/render-letter.ts'
import type { Mail, MailSettings, PublicPlaces } from './mail/mail.ts'
import { type MailView, viewOf } from './mail/mail-view.ts'
import type { EmbeddedFile } from './mail/pictures/picture.ts'
import { htmlOf, renderMail } from './mail/render-mail.ts'
import { personalMail } from './mail/slots.ts'
import type { Template } from './mail/template.ts'
import { readLetterTemplate, readTemplate } from './mail/template-folder.ts'
import { themeOf } from './mail/theme/theme.ts'
import { mailWeigher, type Weighed } from './mail/weigh-mail.ts'
import { packageTemplates } from './package-file.ts'
import { Picturing } from './picturing.ts'
import type { Repository } from './posts/content/repository.ts'
import type { Language } from './posts/language.ts'
import type { Post } from './posts/post.ts'
import type { LetterKind } from './subscribers/letter-queue.ts'

/** The issue that is to be composed: its file where it stands, else what a new one is called. */
export interface Order {
  standing: IssueFile | undefined
  head: Pick<IssueHead, 'id' | 'number' | 'window'>
  language: Language
}

/** A workspace as far as it makes issues of posts, and mails of issues. */
export class Composing {
  readonly #config: Config
  readonly #repository: Repository
  readonly #picturing: Picturing

  constructor(config: Config, repository: Repository) {
    this.#config = config
    this.#repository = repository
    this.#picturing = new Picturing(config, repository)
  }

  /** What an issue says of some posts, within its limits; what a mail weighs, only its template tells. */
  async compose(
    { standing, head, language }: Order,
    posts: readonly Post[],
    watch: Watch,
  ): Promise<Composition & { model?: ModelReport }> {
    const { entries, ...model } = await this.#entriesOf(posts, watch)
    const given = [this.#issueSettings(language), this.#weigher()] as const
    const composition = standing
      ? await composeAgainToFit(standing, entries, ...given)
      : await composeToFit(settings => composeNewIssue(entries, head, settings), ...given)
    return { ...composition, ...model }
  }

  /** The mail of an issue, by the template that its header names; people of a file have no pages of their own. */
  async mailOf(file: IssueFile, { hasPages = true } = {}): Promise<Mail> {
    const issue = readIssue(file)
    const { pagesUrl, ...common } = this.#mailSettings()
    const settings = hasPages ? { ...common, pagesUrl } : common
    const template = await this.#template(file.head.template)
    return renderMail(issue, template, settings, await this.#picturing.picturesOf(issue, settings))
  }

  /** The letters of a kind in a language, by the template of letters. */
  async letterOf(kind: LetterKind, language: Language): Promise<Letter> {
    const { directory } = this.#config
    const folders = [join(directory, 'templates'), packageTemplates]
    const template = await readLetterTemplate(kind, folders, directory)
    const settings = this.#mailSettings()
    return renderLetter(kind, language, template, settings, await this.#picturing.logoOf(settings))
  }

  /** An issue as anybody may read it on the newsletter's pages. */
  async publicMailOf(file: IssueFile, places: PublicPlaces): Promise<Mail> {
    const issue = readIssue(file)
    const settings = this.#publicSettings(places)
    const pictures = await this.#picturing.picturesOf(issue, settings)
    const mail = await renderMail(issue, await this.#template(file.head.template), settings, pictures)
    return personalMail(mail, { address: '', name: '' })
  }

  /** What the newsletter's feed tells of an issue. */
  async publicViewOf(file: IssueFile): Promise<MailView> {
    const issue = readIssue(file)
    const settings = this.#publicSettings({ formUrl: '', archiveUrl: '' })
    return viewOf(issue, settings, await this.#picturing.picturesOf(issue, settings))
  }

  /** The logo, where it is a file of the workspace that browsers draw. */
  async logo(): Promise<EmbeddedFile | undefined> {
    const settings = this.#mailSettings()
    const { logo } = settings.theme
    if (!logo || /^https:/i.test(logo.src)) return undefined
    const { known, embedded } = await this.#picturing.logoOf(settings)
    return known.size > 0 ? embedded[0] : undefined
  }

  /** How many bytes the HTML of an issue's mail has. */
  async weigherOf({ head }: Issue): Promise<(issue: Issue) => Promise<number>> {
    const template = await this.#template(head.template)
    const settings = this.#mailSettings()
    return async issue => Buffer.byteLength(await htmlOf(viewOf(issue, settings), template))
  }

  /** The HTML of an issue by a template that Masthead brings: the one that its header names, else `weekly`. */
  async framed(issue: Issue): Promise<string> {
    const { directory } = this.#config
    const template = await readTemplate(issue.head.template, [packageTemplates], directory).catch(() =>
      readTemplate('weekly', [packageTemplates], directory),
    )
    return htmlOf(viewOf(issue, this.#mailSettings()), template)
  }

  // The template is read when the first mail is weighed: an issue far from its limit needs none.
  #weigher(): (issue: Weighed) => Promise<number> {
    let weigh: Promise<(issue: Weighed) => Promise<number>> | undefined
    return async issue => {
      weigh ??= this.#template(issue.head.template).then(template =>
        mailWeigher(template, this.#mailSettings()),
      )
      return (await weigh)(issue)
    }
  }

  // What links tell other sites of a mail is not true of a page.
  #publicSettings({ formUrl, archiveUrl }: PublicPlaces): MailSettings {
    const settings = { ...this.#mailSettings(), unsubscribeUrl: formUrl, browserUrl: archiveUrl }
    return { ...settings, campaign: undefined, pagesUrl: undefined, isPublic: true }
  }

  #template(name: string): Promise<Template> {
    const { directory } = this.#config
    return readTemplate(name, [join(directory, 'templates'), packageTemplates], directory)
  }

  #mailSettings(): MailSettings {
    const { name, address, links, theme } = this.#config
    const url = this.#repository.siteUrl
    return {
      name,
      address,
      unsubscribeUrl: unsubscribeUrlOf(this.#config),
      pagesUrl: pagesUrlOf(this.#config),
      site: url === undefined ? {} : { url },
      campaign: links?.utm,
      browserUrl: links?.browser ?? archiveUrlOf(this.#config),
      theme: themeOf(theme),
    }
  }

  async #entriesOf(
    posts: readonly Post[],
    watch: Watch,
  ): Promise<{ entries: readonly Entry[]; model?: ModelReport }> {
    const { summary, sections } = this.#config
    const whole = await Promise.all(posts.map(post => this.#repository.wholeOf(post)))
    const recurring = recurringTextOf(await this.#repository.wholeBeside(posts))
    const entries = whole.map((post): Entry => {
      const category = sectionNameOf(post, sections)
      const digest = digestPost(post, summary.length, recurring)
      return { post: post.path, title: post.title, ...(category && { category }), digest }
    })
    if (!summary.model) return { entries }
    const { entriesByModel } = await import('./digest/model/model-entries.ts')
    return entriesByModel(entries, whole, this.#config, watch)
  }

  #issueSettings(language: Language): IssueSettings {
    const { name, template, sections, limits } = this.#config
    const { entries, kilobytes } = limits
    return { name, template, language, sections, limits: { entries, bytes: kilobytes * 1000 } }
  }
}
