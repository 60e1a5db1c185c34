import { refersBack } from './back-reference.ts'
import type { Candidate } from './candidates.ts'
import { speaksOfPost } from './features.ts'
import { isNotice } from './notices.ts'
import type { RankedSentence } from './ranker.ts'
import { isSentence } from './sentences.ts'

// Brackets are left of a link whose address is nowhere.
const lostLink = /\[[^\]\s]{2}[^[\]]*\]/

/** The sentences that can stand alone, before strangers: no word that refers back, no greeting, no label of a list. */
export function presentable(ranked: readonly RankedSentence[]): RankedSentence[] {
  const alone = ranked.filter(({ candidate }) => standsAlone(candidate.text))
  const whole = alone.filter(({ candidate }) => isWhole(candidate))
  // Of a post without a full stop, a line is better than nothing.
  return whole.some(({ candidate }) => isSentence(candidate.text)) ? whole : alone
}

const standsAlone = (text: string): boolean =>
  !refersBack(text) &&
  (speaksOfPost(text) || !isNotice(text)) &&
  !lostLink.test(text) &&
  !/^[，、；：,;:]/.test(text)

const isWhole = ({ text, kind }: Candidate): boolean => kind === 'paragraph' || isSentence(text)
