import type { Root } from 'mdast'
import type { HeaderValue } from '../../posts/headers/header.ts'
import { parsePost, plainText } from '../../posts/markdown/markdown.ts'
import { startOfPost } from '../../posts/markdown/tame-markdown.ts'
import type { WholePost } from '../../posts/post.ts'
import { numbersIn } from './numbers.ts'
import { fold, stemOf, wordsIn } from './words.ts'

/** What a post says, prepared for looking up what a summary says. Everything is folded (NFKC, small letters). */
export interface Original {
  /** Without white space. */
  text: string
  /** Letters and digits only. */
  letters: string
  words: ReadonlySet<string>
  /** Two words that stand side by side, with a space between. */
  pairs: ReadonlySet<string>
  /** The stems of words that the post writes in small letters: ordinary words, whatever their case elsewhere. */
  stems: ReadonlySet<string>
  numbers: ReadonlySet<string>
}

/** The title, the header and the body of a post, as its reader sees it and as it is written. */
export function originalOf(post: WholePost): Original {
  const body = startOfPost(post.body)
  const header = [...textsIn(post.header.values), ...textsIn(post.header.sidecar ?? {})]
  const texts = [post.title, ...header.map(text => text.slice(0, longestValue)), textOfBody(body, post.path)]
  return originalOfText([...texts, body].join('\n'))
}

/** The same of plain text. */
export function originalOfText(written: string): Original {
  const folded = fold(written)
  const words = wordsIn(written)
  return {
    text: folded.replace(/\s/g, ''),
    letters: lettersOf(folded),
    words: new Set(words.map(word => word.folded)),
    pairs: new Set(words.map((word, at) => `${words[at - 1]?.folded} ${word.folded}`)),
    stems: new Set(
      words.filter(({ written: form }) => !/\p{Lu}/u.test(form)).map(word => stemOf(word.folded)),
    ),
    numbers: new Set(numbersIn(folded, false).map(({ value }) => value)),
  }
}

/** A folded text without all that is neither letter nor digit. */
export const lettersOf = (folded: string): string => folded.replace(/[^\p{L}\p{N}]/gu, '')

/** The text of a post as its reader sees it, without code: one line for each of its blocks. */
export function textOfBody(body: string, path: string): string {
  const { children }: Root = parsePost(body, path)
  return children
    .filter(({ type }) => type !== 'code' && type !== 'html')
    .flatMap(block => (block.type === 'list' ? block.children : [block]))
    .map(block => plainText(block))
    .filter(Boolean)
    .join('\n')
}

/** What a header says beyond it is no summary's business; in characters, for each value. */
const longestValue = 10_000
const deepest = 6

function textsIn(value: HeaderValue | Readonly<Record<string, HeaderValue>>, depth = 0): string[] {
  if (typeof value === 'string') return [value]
  return depth > deepest ? [] : Object.values(value).flatMap(inner => textsIn(inner, depth + 1))
}
