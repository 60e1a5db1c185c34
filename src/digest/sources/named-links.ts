import { addressKey } from './address-key.ts'
import { cleanAddress } from './clean-address.ts'
import { endsInLabel, isLabelItself, isOtherRole } from './credit-lines.ts'
import type { Line, LineLink } from './line.ts'
import { titleOf } from './link-title.ts'
import { pageKind } from './page-kind.ts'
import type { Source } from './source.ts'

const longestGap = 40
const endOfSentence = /[。！？]|[.!?]\s/
const separator = /^[\s,，、;；/|&·+和及与]*(?:and\s*)?$/i
const codePage = /^https:\/\/(?:www\.)?(?:github|gitlab|gitee)\.com\/.+\/(?:blob|tree)\//

/** The links of a line that a label within it names, such as `（来源：[t](u)）` and `（[via](u)）`. */
export function linksWithin({ links, isCaption }: Line): LineLink[] {
  if (isCaption) return []
  const named: LineLink[] = []
  let isOpen = false
  for (const link of links) {
    const isNamed =
      endsInLabel(link.before) || (isLabelItself(link.title, link.before) && !codePage.test(link.url))
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

/** The links of a line in a list of references: the work itself, and not what is told of it. */
export function linksOfReference({ links }: Line): LineLink[] {
  const works = links.filter(
    ({ title, url, before }) => !isOtherRole(title, before) && pageKind(url) === 'article',
  )
  const end = works.findIndex(({ before }, at) => at > 0 && !separator.test(before))
  return end < 0 ? works : works.slice(0, end)
}

/** The articles among links, as sources. */
export const articlesAmong = (links: readonly LineLink[]): Source[] =>
  links.filter(({ url }) => pageKind(url) === 'article').map(toSource)

/** A link as a source, whatever it leads to. */
export const toSource = ({ title, url, before }: LineLink): Source => ({
  title: titleOf(title, url, before),
  url: cleanAddress(url),
})

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
