import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkGfm from 'remark-gfm'
import remarkInlineLinks from 'remark-inline-links'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

/** A parser of CommonMark with the tables, footnotes and bare links of GitHub, references resolved; the constructs of micromark that are named are plain text to it. */
export const parserWithout = (disabled: readonly string[]) =>
  unified()
    .data({ micromarkExtensions: [{ disable: { null: [...disabled] } }] })
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkCjkFriendly)
    .use(remarkInlineLinks)
