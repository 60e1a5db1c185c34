import { createHash } from 'node:crypto'
import { imageSize } from 'image-size'
import { absoluteUrl } from '../../posts/permalinks/permalink.ts'
import type {
  EmbeddedFile,
  Picture,
  PictureFile,
  PictureFiles,
  PictureName,
  PictureProblem,
  Pictures,
} from './picture.ts'
import { pictureKey } from './picture.ts'

/** What becomes of the pictures of mails. */
export interface PictureSettings {
  /** `embed`: files travel with the mail; `link`: they stay where the site has them. */
  as: 'link' | 'embed'
  /** In bytes: of one file, and of all of a mail. */
  largest: number
  largestOfAll: number
  /** What addresses are relative to. */
  siteUrl?: string | undefined
}

const otherScheme = /^(?!https?:)[a-z][a-z\d+.-]{0,20}:/i

// What Gmail and Outlook draw.
const drawn: Record<string, string> = { png: 'image/png', jpg: 'image/jpeg', gif: 'image/gif' }
// Larger files are no pictures for a mail, whatever becomes of them.
const largestRead = 50 * 1024 * 1024

/** Looks up the files of pictures: their widths and, where they are to travel with the mail, their bytes. */
export async function gatherPictures(
  names: readonly PictureName[],
  files: PictureFiles,
  settings: PictureSettings,
): Promise<Pictures> {
  const known = new Map<string, Picture>()
  const embedded = new Map<string, EmbeddedFile>()
  const problems: PictureProblem[] = []
  for (const name of names) {
    const scheme = otherScheme.exec(name.url)?.[0]
    if (scheme !== undefined) {
      problems.push({ ...name, problem: `its address begins with ${scheme}`, isShown: false })
      continue
    }
    const file = await files.find(name)
    const looked = file && (await look(file))
    const isAnywhere = absoluteUrl(name.url, settings.siteUrl === undefined ? {} : { url: settings.siteUrl })
    if (settings.as === 'link') {
      if (looked?.width) known.set(keyOf(name), { width: looked.width })
      if (!isAnywhere)
        problems.push({
          ...name,
          problem: 'its address is relative, and site.url is not set',
          isShown: false,
        })
      continue
    }
    const problem = problemOf(name, file, looked, settings, sizeOf(embedded))
    if (problem !== undefined) problems.push({ ...name, problem, isShown: isAnywhere !== undefined })
    if (problem !== undefined || !looked) continue
    const cid = cidOf(looked.content)
    known.set(keyOf(name), { cid, ...(looked.width && { width: looked.width }) })
    if (!embedded.has(cid))
      embedded.set(cid, { cid, name: looked.name, type: drawn[looked.kind] ?? '', content: looked.content })
  }
  return { known, embedded: [...embedded.values()], problems }
}

interface Looked {
  name: string
  content: Buffer
  /** Such as `png`; empty for what is no picture. */
  kind: string
  width: number | undefined
}

async function look(file: PictureFile): Promise<Looked | undefined> {
  if (file.bytes > largestRead) return undefined
  const content = await file.read()
  try {
    const { type = '', width } = imageSize(content)
    return { name: file.name, content, kind: type, width }
  } catch {
    return { name: file.name, content, kind: '', width: undefined }
  }
}

function problemOf(
  { url }: PictureName,
  file: PictureFile | undefined,
  looked: Looked | undefined,
  { largest, largestOfAll, siteUrl }: PictureSettings,
  soFar: number,
): string | undefined {
  // A picture of another site is none of the files, and stays a link.
  if (!file) return isElsewhere(url, siteUrl) ? undefined : 'its file is not found'
  if (!looked || looked.content.length > largest)
    return `its file has ${kilobytes(file.bytes)}, and one may have ${kilobytes(largest)}`
  if (!drawn[looked.kind])
    return looked.kind === ''
      ? 'its file is no picture'
      : `its file is ${looked.kind}, which many mail programs do not draw`
  if (soFar + looked.content.length > largestOfAll)
    return `all files together have more than ${kilobytes(largestOfAll)}`
  return undefined
}

const isElsewhere = (url: string, siteUrl: string | undefined): boolean =>
  /^(?:https?:)?\/\//i.test(url) && !(siteUrl !== undefined && url.startsWith(siteUrl))

const keyOf = ({ url, post }: PictureName): string => pictureKey(url, post)
const cidOf = (content: Buffer): string =>
  `${createHash('sha256').update(content).digest('hex').slice(0, 24)}@masthead`
const sizeOf = (files: ReadonlyMap<string, EmbeddedFile>): number =>
  [...files.values()].reduce((sum, { content }) => sum + content.length, 0)
const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1000)} KB`
