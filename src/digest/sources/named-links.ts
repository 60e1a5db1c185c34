import { addressKey } from './address-key.ts'
import { cleanAddress } from './clean-address.ts'
import { endsInLabel, isLabelItself, isOtherRole } from './credit-lines.ts'
import type { Line, LineLink } from './line.ts'
import { isHeadline, titleOf } from './link-title.ts'
import { pageKind } from './page-kind.ts'
import type { Source } from './source.ts'

const longestGap = 40
const endOfSentence = /[。！？]|[.!?]\s/
const separator = /^[\s,，、;；/|&·+和及与]*(?:and\s*)?$/i
const codePage = /^https:\/\/(?:www\.)?(?:github|gitlab|gitee)\.com\/.+\/(?:blob|tree)\//

/** The links of a line that a label within it names, such as `（来源：[t](u)）` and `（[via](u)）`. */
export function linksWithin({ links, tail, isCaption }: Line): LineLink[] {
  if (isCaption) return []
  const named: LineLink[] = []
  let isOpen = false
  for (const [at, link] of links.entries()) {
    const after = links[at + 1]?.before ?? tail
    const isNamed =
      endsInLabel(link.before, after) || (isLabelItself(link.title, link.before) && !codePage.test(link.url))
    isOpen = (isNamed || (isOpen && separator.test(link.before))) && !isOtherRole(link.title, link.before)
    if (isOpen) named.push(link)
  }
  return named
}

/** The links of a line at whose start a label stands: the first, and those that follow it closely. */
export function linksBehind({ links, isCaption }: Line): LineLink[] {
  if (isCaption) return []
  const end = links.findIndex(({ before }, at) => at > 0 && !isClose(before))
  return (end < 0 ? links : links.slice(0, end)).filter(({ title, before }) => !isOtherRole(title, before))
}

const isClose = (gap: string): boolean => gap.length <= longestGap && !endOfSentence.test(gap)

/** The links of a line in a list of references: the work itself, and not what is told of it; in prose only what opens it, or is written out. */
export function linksOfReference({ links }: Line, isProse = false): LineLink[] {
  const works = links.filter(link => isWork(link) && (!isProse || isWrittenOut(link)))
  const end = works.findIndex(({ before }, at) => at > 0 && !separator.test(before))
  return end < 0 ? works : works.slice(0, end)
}

const isWork = (link: LineLink): boolean => !isOtherRole(link.title, link.before) && isArticle(link)

const isWrittenOut = ({ title, url, before }: LineLink): boolean =>
  url.endsWith(title) || /^[^.。]{0,40}[:：]\s*$|^[\s\d[\].、()（）·•*-]*$|^.{0,40}[《“"]$/.test(before)

// Some links to the news of a site bear the title of an article that stood there.
const isArticle = ({ title, url }: LineLink): boolean => {
  const kind = pageKind(url)
  return kind === 'article' || (kind === 'section' && isHeadline(title))
}

/** The articles among links, as sources. */
export const articlesAmong = (links: readonly LineLink[]): Source[] => links.filter(isArticle).map(toSource)

/** A link as a source, whatever it leads to. */
export const toSource = (link: LineLink): Source => ({ title: titleOf(link), url: cleanAddress(link.url) })

/** Sources without those that lead to the same page as one before them, or as one of `told` (keys of addresses). */
export function eachOnce(sources: readonly Source[], told: Iterable<string> = []): Source[] {
  const seen = new Set(told)
  return sources.filter(({ url }) => {
    const key = addressKey(url)
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}
