import remarkCjkFriendly from 'remark-cjk-friendly'
import remarkGfm from 'remark-gfm'
import remarkInlineLinks from 'remark-inline-links'
import remarkParse from 'remark-parse'
import { type Data, type Processor, unified } from 'unified'

type Extension = NonNullable<Data['micromarkExtensions']>[number]

const parsers = new Map<string, ReturnType<typeof makeParser>>()

/** A parser of CommonMark with the tables, footnotes and bare links of GitHub, references resolved; the constructs of micromark that are named are plain text to it. */
export function parserWithout(disabled: readonly string[]): ReturnType<typeof makeParser> {
  const key = disabled.join()
  const parser = parsers.get(key) ?? makeParser(disabled)
  parsers.set(key, parser)
  return parser
}

const makeParser = (disabled: readonly string[]) =>
  unified()
    .data({ micromarkExtensions: [{ disable: { null: [...disabled] } }] })
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkCjkFriendly)
    .use(remarkInlineLinks)
    .use(withoutStarts, disabled)
    .freeze()

// An address may begin at any letter: where none is looked for, letters are passed over, which takes a quarter of the time.
function withoutStarts(this: Processor, disabled: readonly string[]): void {
  const data = this.data()
  const extensions = data.micromarkExtensions ?? []
  data.micromarkExtensions = extensions.map(extension => withoutConstructs(extension, disabled))
}

function withoutConstructs(extension: Extension, disabled: readonly string[]): Extension {
  if (!extension.text) return extension
  const starts = Object.entries(extension.text).flatMap(([code, constructs]) => {
    const kept = [constructs ?? []].flat().filter(({ name = '' }) => !disabled.includes(name))
    return kept.length > 0 ? [[code, kept]] : []
  })
  return { ...extension, text: Object.fromEntries(starts) }
}
