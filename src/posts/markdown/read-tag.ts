import type { PostSource } from './post-source.ts'

/** A tag of HTML or JSX. */
export interface Tag {
  /** As written; empty for `<>`. */
  name: string
  isClosing: boolean
  /** Text of the attributes that have one, without its quotes or braces. */
  attributes: ReadonlyMap<string, string>
  end: number
}

// A name of a component may have dots, one of an element hyphens; `<https://…>` and `<a@b.c>` are addresses.
const start = /<(\/?)([A-Za-z][\w.-]*)?(?=[\s/>{])/y
const attributeName = /[^\s"'<>/={}`]+/y
const space = /\s+/y

/** The tag at `at`, over several lines where its quotes and braces are balanced; nothing where it is text. */
export function readTag(source: PostSource, at: number): Tag | undefined {
  const opening = match(start, source.text, at)
  if (!opening) return undefined
  const [written, slash, name = ''] = opening
  if (name === '' && source.text[at + written.length] !== '>') return undefined
  const attributes = new Map<string, string>()
  const end = readAttributes(source, at + written.length, attributes)
  return end === undefined ? undefined : { name, isClosing: slash === '/', attributes, end }
}

function readAttributes(
  source: PostSource,
  from: number,
  attributes: Map<string, string>,
): number | undefined {
  const { text } = source
  let name = ''
  for (let at = from; at < text.length; ) {
    const mark = text[at] ?? ''
    if (mark === '>') return at + 1
    const end = endOfPart(source, at, mark, text[at - 1] === '=')
    if (end === undefined) return undefined
    if (text[at - 1] === '=' && name) attributes.set(name, unquoted(text.slice(at, end)))
    else if (!/[\s/=]/.test(mark)) name = text.slice(at, end)
    at = end
  }
  return undefined
}

function endOfPart(source: PostSource, at: number, mark: string, isValue: boolean): number | undefined {
  if (mark === '"' || mark === "'") return endOfQuotes(source, at, mark)
  if (mark === '{') return source.endOfBraces(at)
  if (mark === '=') return at + 1
  if (mark === '/' && !isValue) return at + 1
  if (isValue) return endOf(/[^\s"'<>`{}]+/y, source.text, at) ?? endOf(space, source.text, at)
  return endOf(space, source.text, at) ?? endOf(attributeName, source.text, at)
}

// Template tags in quotes may have quotes of their own.
function endOfQuotes(source: PostSource, at: number, quote: string): number | undefined {
  const end = source.find(quote, at + 1)
  const template = source.find('{{', at + 1)
  const past = template < end ? source.find('}}', template) : end
  const closing = past > end && source.has(past) ? source.find(quote, past) : end
  return source.has(closing) && closing < source.find('\n\n', at) ? closing + 1 : undefined
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  return match(pattern, text, at) ? pattern.lastIndex : undefined
}

const unquoted = (value: string): string =>
  value.replace(/^\{\s*(["'`])([^"'`${}]*)\1\s*\}$/, '$2').replace(/^(["'])([\s\S]*)\1$/, '$2')
