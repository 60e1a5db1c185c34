import type { Paragraph } from 'mdast'
import { textWithHoles } from '../../posts/markdown/markdown.ts'
import { unknown } from '../../posts/markdown/tag-in-address.ts'
import { firstSentencesOf, joinSentences } from './sentences.ts'

/** A paragraph without the sentences that miss a word, because only the generator of the site knows it. */
export function withoutHoles(paragraph: Paragraph): Paragraph {
  const text = textWithHoles(paragraph)
  if (!text.includes(unknown)) return paragraph
  const whole = firstSentencesOf(text).filter(sentence => !sentence.includes(unknown))
  return { type: 'paragraph', children: [{ type: 'text', value: joinSentences(whole) }] }
}
