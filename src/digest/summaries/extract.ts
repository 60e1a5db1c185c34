import type { Root } from 'mdast'
import { simplified } from '../simplified.ts'
import { type Passage, passageOf } from './candidates.ts'
import { countedIn, longestTitle } from './headlines.ts'
import { keyPointsOf } from './key-points.ts'
import { listedPointsOf } from './listed-points.ts'
import { presentable } from './presentable.ts'
import { bestSentences, type SummaryLength } from './ranking/best-sentences.ts'
import { speaksOfPost } from './ranking/features.ts'
import { type RankedSentence, type Ranker, rank } from './ranking/ranker.ts'
import { announcementIn, onlyAnnounces } from './releases/announcement.ts'
import { allChangesIn } from './releases/change-lists.ts'
import { changesOf } from './releases/changes.ts'
import { joinSentences } from './sentences.ts'
import { isChinese, lengthOf } from './words.ts'

/** What is fitted for each language. */
export interface Rankers {
  zh: Ranker
  en: Ranker
}

/** How much of a list of changes is told: characters of Chinese, words of other text. */
const mostOfChanges = { short: 45, normal: 90, detailed: 180 }

/** What a post says, in its own words. */
export interface Extract {
  /** Empty where no sentence of the post can stand alone, and for a list post of which none tells. */
  summary: string
  /** Up to three sentences that say what the summary does not. */
  keyPoints: string[]
}

/**
 * The best sentence of a post, a second one where that is short, and for a release the list of its changes; and what
 * else it says.
 */
export function extract(root: Root, title: string, length: SummaryLength, rankers: Rankers): Extract {
  const changes = changesOf(root, title)
  if (changes.length > 0) return { summary: listOf(changes, length), keyPoints: [] }
  const passage = passageOf(root)
  const told = title.slice(0, longestTitle)
  const ranked = presentable(rank(passage, told, rankerFor(told, passage, rankers)), told)
  if (listedPointsOf(root, title).length > 0)
    return { summary: aboutList(ranked, countedIn(told)), keyPoints: [] }
  const chosen = bestSentences(ranked, length)
  const keyPoints = length === 'short' ? [] : keyPointsOf(ranked, chosen)
  const summary = onlyAnnounces(textOf(chosen), told) ? beyondTitle(root, told, ranked, length) : ''
  return { summary: summary || textOf(chosen), keyPoints: keyPoints.map(({ candidate }) => candidate.text) }
}

// `Foo 2.0 has been released!` says nothing to who has read the title.
function beyondTitle(
  root: Root,
  title: string,
  ranked: readonly RankedSentence[],
  length: SummaryLength,
): string {
  const changes = allChangesIn(root)
  if (changes.length > 0) return listOf(changes, length)
  const telling = ranked.filter(({ candidate }) => !onlyAnnounces(candidate.text, title))
  const announced = length === 'short' ? '' : announcementIn(root, title)
  return announced || textOf(bestSentences(telling, length))
}

// Its points say what a list post says; above them often stands an anecdote.
const aboutList = (ranked: readonly RankedSentence[], count: number): string =>
  textOf(ranked.filter(({ candidate }) => isAboutList(candidate.text, count)).slice(0, 1))

const isAboutList = (text: string, count: number): boolean =>
  (countedIn(text) === count || speaksOfPost(text)) && !/我(?!们)|\b(?:I|my|me)\b/.test(simplified(text))

const textOf = (sentences: readonly RankedSentence[]): string =>
  joinSentences(sentences.map(({ candidate }) => candidate.text))

function rankerFor(title: string, { candidates }: Passage, { zh, en }: Rankers): Ranker {
  const own = lengthOf(title)
  const characters = candidates.reduce((sum, { length }) => sum + length.characters, own.characters)
  const words = candidates.reduce((sum, { length }) => sum + length.words, own.words)
  return isChinese({ characters, words }) ? zh : en
}

function listOf(changes: readonly string[], length: SummaryLength): string {
  const chinese = isChinese(lengthOf(changes.join(' ')))
  let list = ''
  let told = 0
  for (const change of changes) {
    const longer = list === '' ? change : `${list}${chinese ? '；' : '; '}${change}`
    const { characters, words } = lengthOf(longer)
    const isTooLong = list !== '' && (chinese ? characters + 2 * words : 3 * words) > mostOfChanges[length]
    // One change of several gives no idea of a release.
    if (isTooLong && told > 1) break
    if (isTooLong) continue
    list = longer
    told += 1
  }
  return list
}
