import type { Blockquote, Paragraph, Root, RootContent } from 'mdast'
import { plainText } from '../posts/markdown/markdown.ts'
import { callsItselfDigest } from './linked-stories.ts'
import { leadOf } from './summaries/lead.ts'
import type { Point } from './summaries/listed-points.ts'
import { firstSentencesOf, isQuestion } from './summaries/sentences.ts'

const answer = /^(?:A|答|回答|Answer)\s?[:：]\s*/i

/** In characters; a longer question tells a story of its own. */
const longest = 120

/** The questions of readers that a digest quotes, with the first sentence of each answer, and the block at which the first stands. */
export function answeredQuestionsOf(root: Root, title: string): { points: Point[]; start: number } {
  if (!callsItselfDigest(title)) return { points: [], start: 0 }
  const found = root.children.flatMap((block, at) => {
    const headline = block.type === 'blockquote' ? questionIn(block) : undefined
    const sentence = answerIn(root.children[at + 1])
    return headline && sentence ? [{ headline, sentence, at }] : []
  })
  const points = found.map(({ headline, sentence }) => ({ headline, sentence }))
  return { points, start: found[0]?.at ?? 0 }
}

const questionIn = (quotation: Blockquote): string | undefined =>
  quotation.children
    .flatMap(block => (block.type === 'paragraph' ? firstSentencesOf(plainText(block)) : []))
    .find(sentence => isQuestion(sentence) && sentence.length <= longest)

function answerIn(block: RootContent | undefined): string {
  const text = block?.type === 'paragraph' ? plainText(block) : ''
  const said: Paragraph = { type: 'paragraph', children: [{ type: 'text', value: text.replace(answer, '') }] }
  return answer.test(text) ? leadOf([said]) : ''
}
