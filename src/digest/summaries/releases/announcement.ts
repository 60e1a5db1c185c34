import type { Root } from 'mdast'
import { longestTitle } from '../headlines.ts'
import { withoutHoles } from '../holes.ts'
import { isInvitation, isNotice } from '../notices.ts'
import { linesOf, proseOf } from '../prose.ts'
import { firstSentencesOf, isSentence, joinSentences } from '../sentences.ts'

const announcing = /releas|version|\d\.\d|发布|發佈|發布|新版|正式版/i
const usual = new Set(
  "a an the is are was has have been be we we're we’re we've we’ve i i'm i’m it's it’s of our to and that this very so happy excited thrilled proud pleased delighted glad announce announcing announced announcement release released releases releasing version minor major patch new latest stable final first finally just today now out here available availability general published publishing shipped shipping launched live next introducing team by for with".split(
    ' ',
  ),
)
const usualInChinese =
  /我们|我們|很|非常|高兴|高興|兴奋|荣幸|地|宣布|正式|发布|發佈|發布|了|今天|今日|现在|已经|已|全新|新|稳定|版本|版|推出|上线|上線|的|可用|终于|来/g
const version = /^v?\d[\d.]*(?:-[\w.]+)?$/
/** A name, which the title may not have. */
const mostNew = 1
/** In characters; what is longer says more than a title. */
const longest = 200
const pointsToChanges =
  /\b(?:full|whole|complete|entire) (?:changelog|change log|release notes|list of)\b|^read (?:below|on)\b|^continue reading\b|完整(?:的)?(?:更新|变更|发布)(?:日志|说明|列表)/i

/** True for a sentence that announces the release that the title names, and says nothing else: `Foo 2.0 has been released!` */
export function announcesTitle(sentence: string, title: string): boolean {
  if (sentence.length > longest || !announcing.test(sentence)) return false
  const own = new Set(wordsIn(title.slice(0, longestTitle)))
  const others = wordsIn(sentence.replace(usualInChinese, ' '))
  return others.filter(word => !own.has(word) && !usual.has(word) && !version.test(word)).length <= mostNew
}

/** True for a text that says no more than its title, and where to read more; for none as well. */
export const onlyAnnounces = (text: string, title: string): boolean =>
  firstSentencesOf(text).every(sentence => announcesTitle(sentence, title) || pointsToChanges.test(sentence))

/** A sentence that announces the title with the one behind it, which may refer back to it; empty where there is none. */
export function announcementIn({ children }: Root, title: string): string {
  const lines = children.flatMap(block => (block.type === 'paragraph' ? linesOf(block) : []))
  for (const line of lines) {
    const sentences = firstSentencesOf(proseOf(withoutHoles(line)))
    const at = sentences.findIndex(sentence => announcesTitle(sentence, title))
    const [announced = '', next = ''] = at < 0 ? [] : sentences.slice(at, at + 2)
    if (tells(next, title)) return joinSentences([announced, next])
  }
  return ''
}

/** In characters. */
const longestNext = 300

const tells = (sentence: string, title: string): boolean =>
  isSentence(sentence) &&
  sentence.length <= longestNext &&
  !isNotice(sentence) &&
  !isInvitation(sentence) &&
  !installs.test(sentence) &&
  !onlyAnnounces(sentence, title)

const installs = /\b(?:install|download|upgrade|update) (?:it|the|this)\b|(?:安装|下载|升级)/i

const wordsIn = (text: string): string[] =>
  text.toLowerCase().match(/[a-z\d][a-z\d.'’+#-]*(?<!\.)|\p{Script=Han}+|[^\s\P{L}]+/gu) ?? []
