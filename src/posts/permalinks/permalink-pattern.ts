/** The text that stands for a word such as `year`; `cut` is what Hugo writes behind it, such as `[1:]`. */
export type Words = (name: string, cut: string) => string | undefined

const tokens = /:(\w+)(\[[^\][]*\])?/g

/** The pattern with each `:word` replaced; nothing where one is unknown or has no value, or would leave a gap. */
export function fillPattern(pattern: string, words: Words): string | undefined {
  let complete = true
  const filled = pattern.replace(tokens, (_, written: string, cut = '') => {
    const { name, rest } = splitWord(written, words, cut)
    const text = words(name, cut)
    if (text === undefined) complete = false
    return `${text ?? ''}${rest}`
  })
  return complete ? filled : undefined
}

/** The words that a pattern names. */
export const wordsOf = (pattern: string): string[] =>
  [...pattern.matchAll(tokens)].map(([, name = '']) => withoutUnderscores(name))

// `/:month_:day` is `:month`, `_`, `:day`: an underscore counts as part of a word only where there is such a word.
function splitWord(written: string, words: Words, cut: string): { name: string; rest: string } {
  const name = withoutUnderscores(written)
  return name === written || words(written, cut) !== undefined
    ? { name: written, rest: '' }
    : { name, rest: written.slice(name.length) }
}

function withoutUnderscores(word: string): string {
  let end = word.length
  while (end > 0 && word[end - 1] === '_') end -= 1
  return word.slice(0, end)
}
