/** A value that stands in an object of a script: its keys from the outside in, and what it is if that is plain. */
export interface Literal {
  keys: string[]
  value: string | boolean | undefined
}

interface Token {
  kind: 'text' | 'word' | 'sign'
  text: string
}

/** The keys and plain values of the objects in a JavaScript or TypeScript text, which is only read, never run. */
export function literalsIn(script: string): Literal[] {
  const tokens = tokensOf(script)
  const open: { sign: string; key: string | undefined }[] = []
  const literals: Literal[] = []
  let key: string | undefined
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind !== 'sign') {
      if (!isKey(tokens, at) || open.at(-1)?.sign !== '{') continue
      key = text
      const outer = open.flatMap(({ key: name }) => (name === undefined ? [] : [name]))
      literals.push({ keys: [...outer, key], value: valueAt(tokens, at + 2) })
    } else if ('{[('.includes(text)) {
      open.push({ sign: text, key })
      key = undefined
    } else if ('}])'.includes(text)) open.pop()
    else if (text === ',' || text === ';') key = undefined
    if (open.length > deepest) return []
  }
  return literals
}

/** The one value that `keys` have wherever they stand; nothing where it is computed, or there are several. */
export function literalAt(literals: readonly Literal[], keys: string): string | boolean | undefined {
  const [first, ...others] = literals.filter(literal => literal.keys.join('.') === keys)
  return others.every(({ value }) => value === first?.value) ? first?.value : undefined
}

const deepest = 100
const mostTokens = 100_000

function isKey(tokens: Token[], at: number): boolean {
  const [before, after] = [tokens[at - 1], tokens[at + 1]]
  return (before?.text === '{' || before?.text === ',') && before.kind === 'sign' && after?.text === ':'
}

function valueAt(tokens: Token[], at: number): string | boolean | undefined {
  const [value, after] = [tokens[at], tokens[at + 1]]
  if (after?.kind !== 'sign' || !/[,}]/.test(after.text)) return undefined
  if (value?.kind === 'text') return value.text
  return value?.text === 'true' ? true : value?.text === 'false' ? false : undefined
}

// What follows a quote or a comment that is never closed is not read, nor what no one would write by hand.
function tokensOf(script: string): Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < script.length && tokens.length < mostTokens; ) {
    const end = endOfToken(script, at)
    if (end === undefined) return tokens
    const text = script.slice(at, end)
    if (/^['"`]/.test(text)) tokens.push(quotedToken(text.slice(1, -1)))
    else if (/^[\w$]/.test(text)) tokens.push({ kind: 'word', text })
    else if (text.trim() !== '' && !/^\/[/*]/.test(text)) tokens.push({ kind: 'sign', text })
    at = end
  }
  return tokens
}

// What is escaped or computed is no plain text.
const quotedToken = (text: string): Token =>
  /\\|\$\{/.test(text) ? { kind: 'word', text: '?' } : { kind: 'text', text }

function endOfToken(script: string, at: number): number | undefined {
  const first = script.charAt(at)
  if (first === "'" || first === '"' || first === '`') return endOfQuote(script, at, first)
  if (script.startsWith('//', at)) return after(script, '\n', at) ?? script.length
  if (script.startsWith('/*', at)) return after(script, '*/', at + 2)
  let end = at + 1
  if (/[\w$]/.test(first)) while (/[\w$]/.test(script.charAt(end))) end += 1
  return end
}

function endOfQuote(script: string, start: number, quote: string): number | undefined {
  for (let at = start + 1; at < script.length; at += 1) {
    const character = script.charAt(at)
    if (character === quote) return at + 1
    if (character === '\n' && quote !== '`') return undefined
    if (character === '\\') at += 1
  }
  return undefined
}

function after(script: string, text: string, from: number): number | undefined {
  const at = script.indexOf(text, from)
  return at < 0 ? undefined : at + text.length
}
