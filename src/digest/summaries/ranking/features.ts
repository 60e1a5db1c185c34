import { simplified } from '../../simplified.ts'
import type { Passage } from '../candidates.ts'
import { isQuestion, isSentence } from '../sentences.ts'
import { isChinese, type TextLength, termsOf } from '../words.ts'
import { lexRank } from './lexrank.ts'
import { type Background, cosine, rarityOf, type TermVector, vectorOf } from './term-vectors.ts'

/** What is measured of a sentence, most of it between 0 and 1. */
export const features = [
  'titleRecall',
  'titleCosine',
  'titleCosineEarly',
  'lexRank',
  'headingTerms',
  'topTerms',
  'selfReference',
  'announcement',
  'length',
  'leadLikeness',
  'earlySection',
  'early',
  'first',
  'opensBlock',
  'centroidCosine',
  'underSummary',
  'underConclusion',
  'negativeCue',
  'question',
  'unfinished',
  'item',
  'quote',
  'note',
] as const

export type Feature = (typeof features)[number]
export type Features = Readonly<Record<Feature, number>>

const selfReference =
  /(?:本文|本篇|本书|本期|本次|本教程|这篇|本章|文章|笔者|作者|我们?将?会?).{0,40}(?:介绍|分享|讲[述解]|探讨|分析|说明|描述|解释|总结|阐述|展示|讨论|演示|梳理|带[你来]|回顾|记录|翻译)|\b(?:this|the|our) (?:blog |new )?(?:post|article|guide|tutorial|series|document|piece|release|version|update)\b.{0,60}\b(?:explain|describ|introduc|show|discuss|explor|walk|cover|look|outlin|present|demonstrat|shar|brings?|adds?|includ)|\bin this (?:post|article|guide|tutorial|piece|blog)/i
const announcement =
  /(?:发布|推出|开源|宣布|上线|正式|支持|新增)|\b(?:announc|releas|launch|introduc|available|excited|proud|pleased|now supports?|new )/i
const negativeCue =
  /(?:例如|比如|如图|如下|下图|上图|见图|图中|代码|示例|感谢|欢迎|点击|参考|详见|译者|链接|我(?!们)|昨天|有一天|记得)|\b(?:for example|e\.g\.|see |figure|screenshot|below|above|click|thanks?|thank you|check out|refer to|read more|feel free|let[’']s|imagine|remember|i (?:was|had|remember)|pull request|github)\b|https?:/i
const summaryHeading =
  /^(?:摘要|概要|导读|编者按|提要|简介|概述|前言|引言|背景|介绍|tl;?dr|summary|abstract|overview|introduction|about|in short|key points)/i
const conclusionHeading =
  /^(?:总结|结论|小结|结语|结束语|写在最后|最后|后记|展望|conclusions?|summary|wrap(?:ping)?[- ]up|closing|final thoughts|in closing|what[’']s next|next steps)/i

const idealLength = { characters: 48, words: 22 }
const mostTopTerms = 20

/** True for a sentence that says what its post does. */
export const speaksOfPost = (sentence: string): boolean => selfReference.test(simplified(sentence))

/** The features of each candidate of a post. */
export function featuresOf(
  { candidates, headings }: Passage,
  title: string,
  background: Background,
): Features[] {
  const vectors = candidates.map(({ terms }) => vectorOf(terms, background))
  const titleVector = vectorOf(termsOf(title), background)
  const titleWeight = total(titleVector.weights.values())
  const whole = vectorOf(
    candidates.flatMap(({ terms }) => terms),
    background,
  )
  const lead = vectorOf(
    candidates.slice(0, 3).flatMap(({ terms }) => terms),
    background,
  )
  const headingTerms = new Set(headings.flatMap(termsOf))
  const top = new Set(heaviest(whole, mostTopTerms))
  const ranks = lexRank(vectors)
  const highest = Math.max(...ranks, Number.MIN_VALUE)
  return candidates.map((candidate, at): Features => {
    const own = new Set(candidate.terms)
    const vector = vectors[at] as TermVector
    const titleCosine = cosine(vector, titleVector)
    const { text, length, kind, section, place } = candidate
    const [plain, heading] = [simplified(text), simplified(candidate.heading)]
    const shared = [...titleVector.weights].filter(([term]) => own.has(term))
    return {
      titleRecall: titleWeight > 0 ? total(shared.map(([, weight]) => weight)) / titleWeight : 0,
      titleCosine,
      titleCosineEarly: titleCosine * Math.exp(-at / 8),
      lexRank: (ranks[at] ?? 0) / highest,
      headingTerms: Math.min(1, weightOf(intersection(own, headingTerms), background) / 20),
      topTerms: intersection(own, top).length / mostTopTerms,
      selfReference: Number(speaksOfPost(text)),
      announcement: Number(announcement.test(plain)),
      length: lengthScore(length),
      leadLikeness: cosine(vector, lead),
      earlySection: Math.exp(-section / 2),
      early: 1 / (1 + at),
      first: Number(at === 0),
      opensBlock: Number(place === 0),
      centroidCosine: cosine(vector, whole),
      underSummary: Number(summaryHeading.test(heading)),
      underConclusion: Number(conclusionHeading.test(heading)),
      negativeCue: Number(negativeCue.test(plain)),
      question: Number(isQuestion(text)),
      unfinished: Number(!isSentence(text)),
      item: Number(kind === 'item'),
      quote: Number(kind === 'quote'),
      note: Number(kind === 'note'),
    }
  })
}

function lengthScore(length: TextLength): number {
  const { characters, words } = length
  const ratio = isChinese(length)
    ? (characters + 2 * words) / idealLength.characters
    : words / idealLength.words
  return Math.exp(-2 * Math.log(ratio) ** 2)
}

const weightOf = (terms: readonly string[], background: Background): number =>
  total(terms.map(term => rarityOf(term, background)))

const heaviest = ({ weights }: TermVector, most: number): string[] =>
  [...weights]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, most)
    .map(([term]) => term)

const intersection = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] =>
  [...a].filter(term => b.has(term))

function total(numbers: Iterable<number>): number {
  let sum = 0
  for (const number of numbers) sum += number
  return sum
}
