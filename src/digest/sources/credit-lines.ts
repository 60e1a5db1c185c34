import { simplified } from '../simplified.ts'
import { englishOrigins, englishOriginsAtEnd } from './origin-sentences.ts'

const colon = '\\s*[:：]'
const sourceNames =
  'sources?|source links?|news sources?|来源|(?:信息|消息|讯息|新闻|资料|数据|内容)来源|出处|原文(?:链接|连结|地址|出处)?|阅读原文|links?|链接|连结|via'
const referenceNames =
  '参考|参考(?:链接|连结|资料|文章|文献|来源|内容|阅读)|references?|refs?|(?:以上|本节|部分)?(?:内容)?(?:引用自|引自|摘自|参考自)'
const originNames =
  '译自|翻译自|编译自|编译来源|转载自|转自|转载来源|文章来源|本文来源|(?:英文|中文)?原文(?:链接|连结|地址|出处|来源)?|original(?: (?:article|post|source|link|version|url))?|originally (?:published|posted)(?: (?:at|on|in))?|re-?posted from|republished from|cross-?posted from|translated from|via'

const notes =
  '注|译注|译者注|编者[按注]|作者注|说明|备注|更新|(?:免责|版权)?声明|notes?|fyi|ps|p\\.s\\.|update|disclaimer|disclosure|credits?'
const editorsNotes =
  '(?:editor|author|translator|publisher).{0,2}s? note|(?:a )?note from (?:the|our) (?:editor|author|translator|publisher)s?'
const day = '(?:\\s?[(（][^()（）]{1,30}[)）])?'

/** What may stand before a label: an opening bracket, a word that it is a note. */
const opening = `^[\\s（(【\\[「*_—–>\\uFE0F\\u2190-\\u2BFF\\uD83C-\\uDFFF-]*(?:(?:(?:${notes})${day}\\s*[:：—–]|(?:${editorsNotes})${day}[:：.]?|please note that|note that)[\\s—–(（【*_-]*)?`

const sourceLabel = new RegExp(`${opening}(?:${sourceNames})${colon}`, 'i')
const referenceLabel = new RegExp(`${opening}(?:${referenceNames})${colon}`, 'i')
const originLabel = new RegExp(`${opening}(?:${originNames})${colon}`, 'i')
const originSentences = [
  '(?:英文|中文)?原文(?:来自|请[参见]|[参可]?见|发表[于在]|在(?:这里|此处|此))',
  '(?:本文|本篇|文章|全文)?(?:是|系|由|为)?(?:译自|翻译自|编译自|转载自|转自)',
  '(?:本文|本篇(?:文章)?|这篇文章)(?:是|为|系)[^。]{1,120}的(?:中文|简体中文)?(?:翻译|译文|译本)(?:版本?)?(?:[，。；,.\\s]|$)',
  ...englishOrigins,
]
const originHere = '\\s*本文(?:译自|翻译自|编译自|转载自|转自)'
const originSentence = new RegExp(`${opening}(?:${originSentences.join('|')})|[，。；]${originHere}`, 'i')
// Behind a whole sentence it is only the end of a paragraph.
const originAtStart = new RegExp(
  `${opening}(?:${originSentences.join('|')})|^(?:[^。]{0,60}[，；]|[^。]{0,20}。)${originHere}`,
  'i',
)
const originAtEnd = new RegExp(`^[(（*_\\s]*(?:${englishOriginsAtEnd.join('|')})`, 'i')
const firstPublication = new RegExp(
  `${opening}(?:本文|文章)?[\\d年月日/.\\s-]{0,20}(?:(?:最早|最初|首先|同步|已)?(?:首发[于在]?|发[布表][于在到])|已发布\\s*[:：])`,
)
const ownHouse = /我|个人|本人|本站|博主|笔者|作者的|作者本人/
const person =
  /^(?:作者|原文作者|译者|校对|编辑|图片来源|author|by|translator)\s*[:：]|^已发布\s*[:：]|^首发[于在]?\s*[:：]/i

/** True for a line that says where a text comes from or who wrote it, and so is no part of the text. */
export const isCredit = (text: string): boolean =>
  [sourceLabel, referenceLabel, originLabel, originAtStart, person].some(pattern => pattern.test(start(text)))

/** True for a line at whose start a label such as `Source:` or `来源：` stands. */
export const isSourceLine = (text: string): boolean => sourceLabel.test(start(text))

/** True for one such as `参考：`, which also stands where nothing is retold. */
export const isReferenceLine = (text: string): boolean => referenceLabel.test(start(text))

/** True for a line that names the original of a whole text. */
export const isOriginLine = (text: string): boolean =>
  originLabel.test(start(text)) || originSentence.test(start(text))

/** True for the last sentence of a line, such as `Originally published on [t](u)` behind what is told of the writer. */
export const endsInOrigin = (sentence: string): boolean => originAtEnd.test(start(sentence))

/** The label at the start of a line that names an original; nothing where a sentence does. */
export const originLabelOf = (text: string): string | undefined => originLabel.exec(start(text))?.[0].trim()

/** True for a line such as `首发于：`, which names another address of the same text. */
export const isFirstPublication = (text: string): boolean => firstPublication.test(start(text))

/** True where that address is the writer's own. */
export const isOwnHouse = (text: string): boolean => ownHouse.test(start(text))

/** The text behind a label at its start. */
export const behindLabel = (text: string): string => {
  const labels = [sourceLabel, referenceLabel, originLabel].flatMap(
    pattern => pattern.exec(start(text)) ?? [],
  )
  return text.slice(labels[0]?.length ?? 0).trim()
}

const label = `(?:${sourceNames}|${referenceNames})`
const labelWithin = new RegExp(`(?:^|[。.!?！？；;，,（(【\\[—–|｜·•])\\s*${label}${colon}\\s*$`, 'i')
const labelInBrackets = /[（(【[]\s*(?:sources?|来源|出处|via\s*[:：])\s*[:：]?\s*$/i
// `async (via [a plugin](u))` and `(via [a plugin](u)) or by hand` tell how, and not who says so.
const viaInBrackets = /[^（(【[]{20}[（(【[]\s*via\s*$/i
const endOfStatement = /^\s*[)）\]】]\s*(?:[。.!?！？；;，,]|$)/
const wordOfOriginal = /^(?:[\u3400-\u9FFF]文)?原文(?:链接|连结|地址)?$|^original (?:post|article|text)$/i
const translation = /译|转载|翻訳|translat|republish|re-?post/i
const wordOfSource = /^(?:via|sources?|来源|出处|原文|原文链接|原文连结|(?:信息|消息|讯息|新闻|资料)来源)$/i
const afterBracketOrSentence = /(?:^|[（(【[。.!?！？])\s*$/

/** True where the text before a link, within a line, ends in a label, or it stands in a bracket with `via`. */
export const endsInLabel = (before: string, after: string): boolean =>
  labelWithin.test(end(before)) ||
  labelInBrackets.test(end(before)) ||
  (viaInBrackets.test(end(before)) && endOfStatement.test(start(after)))

/** True for a link such as `（[via](u)）`, whose whole text is a label. */
export const isLabelItself = (title: string, before: string): boolean =>
  wordOfSource.test(simplified(title)) && afterBracketOrSentence.test(end(before))

/** True for a link such as `[日文原文](u)` in a line that says that the text is a translation or a copy. */
export const isOriginal = (title: string, line: string): boolean =>
  wordOfOriginal.test(simplified(title)) && translation.test(start(line))

const otherRole =
  /(?:作者|译者|翻译|校对者?|编辑|记者|图源?|图片(?:来源)?|封面|头图|许可|协议|分享|评论|讨论|标签|关注|订阅|源码|项目地址|上一期|下一期|\b(?:by|author|authors|written|translator|translated|photos?|image|picture|licensed? under|license|discuss(?:ion)?(?: on)?|comments?|share|subscribe|follow|tags?|code|previous|next))\s*[:：]?\s*[（(@[]?\s*$/i
const otherRoleOfTitle =
  /^(?:discussion|discuss|comments?|评论|讨论|share|tweet|分享|subscribe|订阅|licen[sc]e|许可证?|作者|个人主页|profile|homepage|author|hacker news|hn)$/i

/** True where what stands before a link, or its text, says that it is a person, a licence, a picture or a button. */
export const isOtherRole = (title: string, before: string): boolean =>
  otherRole.test(end(before)) || otherRoleOfTitle.test(simplified(title))

// Labels are short, and what is searched is too.
const start = (text: string): string => simplified(text.slice(0, 200))
const end = (text: string): string => simplified(text.slice(-60))
