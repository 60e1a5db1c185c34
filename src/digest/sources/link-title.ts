import { simplified } from '../simplified.ts'
import { behindLabel } from './credit-lines.ts'
import type { LineLink } from './line.ts'
import { siteOf } from './web-address.ts'
import { quotedTitle } from './work-title.ts'

const says =
  /^(?:(?:read |see )?(?:the )?(?:full |original )?(?:here|links?|sources?|via|article|post|this|this (?:post|article)|read more|more|url|pdf)|原文|英文原文|原文链接|原文连结|原文地址|链接|连结|来源|出处|这里|此处|点击这里|阅读原文|查看原文|阅读全文|详情|地址|[^\p{L}\p{N}]*|\W?\d{1,3}\W?)$/iu
const address = /^(?:https?:\/\/|www\.)\S*$|^[\w.-]+\.[a-z]{2,}\/\S*$/i
const longestTitle = 120
const shortestHeadline = 16
const wide = /[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7A3]/g

/** What a link calls its target: its text, else a title in quotation marks or slanted or the words before it, else the site. */
export function titleOf({ title, url, before, work }: LineLink): string {
  if (isTitle(title)) return title
  const nearby = before.slice(-300)
  const marked = quotedTitle(nearby) ?? (url.endsWith(title) ? work : undefined)
  if (marked !== undefined) return marked
  const words = trimmed(behindLabel(nearby))
  return nearby === before && isTitle(words) && isName(words) ? words : siteOf(url)
}

/** True for the text of a link that tells more than an address or "here" does. */
export const isTitle = (text: string): boolean =>
  text !== '' && !(text.length < 60 && says.test(simplified(text))) && !address.test(text)

/** True for a title as long as that of an article, and not the name of a site; a Chinese character weighs as much as two letters. */
export const isHeadline = (text: string): boolean =>
  isTitle(text) && text.length + (text.match(wide)?.length ?? 0) >= shortestHeadline

// A sentence that leads to a link is no name of what is behind it.
const isName = (words: string): boolean =>
  words.length <= longestTitle &&
  !/[。！？!?；;:：]|[.,，]\s|\b(?:published|posted|appeared|at|on|in|from|via|is|are|see|the)$/i.test(words)

const trimmed = (text: string): string =>
  text
    .slice(0, 300)
    .replace(
      /^[\s,，、;；]*(?:(?:and|or|plus|also|as well as)(?=\s|$)|(?:以及|还有|和|及|与|或|、)(?=\s*$))/i,
      '',
    )
    .replace(/^(?:[\s\-–—*•·,，、|)）\]】]|\[\d+\]|\d{1,3}[.、)])+/, '')
    .replace(/[\s\-–—:：,，.、|(（[【<]+$/, '')
