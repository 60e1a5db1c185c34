import type { RootContent } from 'mdast'
import { plainText } from '../../posts/markdown/markdown.ts'

const answer = /^(?:A|答|回答)\s?[:：]/

/** The blocks of a text without the questions of readers that it quotes, and the answers to them. */
export function withoutAnswers(blocks: readonly RootContent[]): RootContent[] {
  let isWithin = false
  return blocks.filter((block, at) => {
    const next = blocks[at + 1]
    if (block.type === 'blockquote') isWithin = next !== undefined && isAnswer(next)
    else if (isTitle(block)) isWithin = false
    return !isWithin
  })
}

const isAnswer = (block: RootContent): boolean => block.type === 'paragraph' && answer.test(plainText(block))

const isTitle = (block: RootContent): boolean =>
  block.type === 'heading' || (block.type === 'paragraph' && block.children[0]?.type === 'strong')
