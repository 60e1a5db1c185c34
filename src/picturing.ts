import { join } from 'node:path'
import type { Config } from './config.ts'
import type { Issue } from './issues/issue.ts'
import type { MailSettings } from './mail/mail.ts'
import { gatherPictures } from './mail/pictures/gather-pictures.ts'
import { joinPictures, noPictures, type Pictures } from './mail/pictures/picture.ts'
import { PictureFolder } from './mail/pictures/picture-folder.ts'
import { picturesOfIssue } from './mail/pictures/pictures-of-issue.ts'
import type { Repository } from './posts/content/repository.ts'

/** A workspace as far as it finds the pictures of its mails. */
export class Picturing {
  readonly #config: Config
  readonly #repository: Repository

  constructor(config: Config, repository: Repository) {
    this.#config = config
    this.#repository = repository
  }

  /** The pictures that an issue shows, its logo among them. */
  async picturesOf(issue: Issue, settings: MailSettings): Promise<Pictures> {
    const files = this.#pictureFiles(issue.head.id)
    const { as } = this.#config.images
    const pictures = await gatherPictures(picturesOfIssue(issue), files, { as, ...this.#pictureLimits() })
    return joinPictures(pictures, await this.logoOf(settings))
  }

  /** The logo: a file lies in the workspace and on no site, so it always travels with the mail. */
  async logoOf({ theme }: MailSettings): Promise<Pictures> {
    if (!theme.logo) return noPictures
    const limits = { as: 'embed', ...this.#pictureLimits() } as const
    return gatherPictures([{ url: theme.logo.src }], this.#pictureFiles(''), limits)
  }

  #pictureLimits() {
    const { kilobytes, kilobytesOfAll } = this.#config.images
    const { siteUrl } = this.#repository
    return { largest: kilobytes * 1000, largestOfAll: kilobytesOfAll * 1000, siteUrl }
  }

  #pictureFiles(issue: string): PictureFolder {
    const { directory } = this.#config
    return new PictureFolder({
      directory,
      issueFolder: join(directory, 'issues', issue),
      siteUrl: this.#repository.siteUrl,
      roots: this.#repository.rootsOfSites,
      postFile: post => this.#repository.fileAt(post),
    })
  }
}
