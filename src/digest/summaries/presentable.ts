import { simplified } from '../simplified.ts'
import { refersBack } from './back-reference.ts'
import type { Candidate } from './candidates.ts'
import { isInvitation, isNotice } from './notices.ts'
import { speaksOfPost } from './ranking/features.ts'
import type { RankedSentence } from './ranking/ranker.ts'
import { isQuestion, isSentence } from './sentences.ts'
import { termsOf } from './words.ts'

// Brackets are left of a link whose address is nowhere, stars where a crowd of marks was read as text.
const lostLink = /\[[^\]\s]{2}[^[\]]*\]|\[\^|\*\*(?!\s)|(?<!\s)\*\*/

const midText =
  /^(?:[，、；：,;:①-⑳…]|\.{3}|[一二三四五六七八九十]{1,3}、|[-–—]\s)|\bas (?:described|mentioned|shown|noted|discussed) (?:above|below|earlier|before)\b|如前所述|[如左右上下]图|以上代码|上面的|上述|前文/

/** `This release` is named by the title of a post about one, and by nothing in others. */
const ofRelease = /^this (?:new |latest )?(?:release|version|update)\b/i
const release = /releas|version|update|announc|\d\.\d|发布|版本|更新/i

/** The share of a title's terms in a question that asks what the post answers. */
const asking = 0.3

/**
 * The sentences that can stand alone, before strangers: no word that refers back, no greeting, no label of a list, no
 * question beside that of the title.
 */
export function presentable(ranked: readonly RankedSentence[], title: string): RankedSentence[] {
  const isRelease = release.test(title)
  const alone = ranked.filter(
    ({ candidate: { text } }) => standsAlone(text) && (isRelease || !ofRelease.test(text)),
  )
  const ended = alone.filter(({ candidate }) => isSentence(candidate.text))
  const titleTerms = new Set(termsOf(title))
  const telling = ended.filter(({ candidate }) => tells(candidate.text) || asks(candidate, titleTerms))
  // Of a post without a full stop, a line is better than nothing.
  return [telling, ended].find(({ length }) => length > 0) ?? alone
}

// `They ask of a model what they ask of any tool: who pays for it?` tells something before it asks.
const tells = (text: string): boolean => !isQuestion(text) || /[:：]/.test(text)

function asks({ terms }: Candidate, titleTerms: ReadonlySet<string>): boolean {
  const own = new Set(terms)
  return [...titleTerms].filter(term => own.has(term)).length >= asking * titleTerms.size
}

/** True for a sentence that says something to who reads nothing else of the post. */
export const standsAlone = (text: string): boolean =>
  !refersBack(text) &&
  !isInvitation(text) &&
  (speaksOfPost(text) || !isNotice(text)) &&
  !lostLink.test(text) &&
  !midText.test(simplified(text))
