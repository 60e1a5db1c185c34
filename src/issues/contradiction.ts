import { stemmer } from 'stemmer'
import { differInNumbers } from './likeness.ts'

/** A headline and the text below it, or a text alone, as words in their order. */
export interface Wording {
  written: string
  headline: readonly string[]
  text: readonly string[]
  all: ReadonlySet<string>
}

const longest = 600
const han = /\p{Script=Han}/u
const run = /\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+/gv
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
const negation = /[不未没沒]|\b(?:not|no|never|cannot|without)\b|n['’]t\b/i
/** Words that may stand here or there, or not at all, in one and the same news. */
const particles = new Set(
  '的 了 着 过 将 在 已 已经 正 正在 等 和 与 及 也 都 并 对 为 是 有 其 该 这 那 被 把 由 于 以 a an the of to in on at for by with and or as is are was were be been has have had will its it their this that from'.split(
    ' ',
  ),
)

/** The words of a headline and of the text below it, the first 600 characters of each. */
export function wordingOf(headline: string, text: string): Wording {
  const [above, below] = [normal(headline), normal(text)]
  const words = { headline: wordsIn(above), text: wordsIn(below) }
  return { ...words, written: `${above}\n${below}`, all: new Set([...words.headline, ...words.text]) }
}

const normal = (text: string): string => text.slice(0, longest).normalize('NFKC').toLowerCase()

const wordsIn = (text: string): string[] =>
  (text.match(run) ?? [])
    .flatMap(part => (han.test(part) ? wordsInHan(part) : [stemOf(part)]))
    .filter(word => !particles.has(word))

// What the dictionary does not know falls apart into characters, as most names do.
function wordsInHan(text: string): string[] {
  const words: string[] = []
  let isOpen = false
  for (const { segment } of segmenter.segment(text)) {
    const isAlone = segment.length === 1 && !particles.has(segment)
    if (isAlone && isOpen) words.push(`${words.pop() ?? ''}${segment}`)
    else words.push(segment)
    isOpen = isAlone
  }
  return words
}

const stemOf = (word: string): string =>
  /^[a-z]{3,40}$/.test(word) && !particles.has(word) ? stemmer(word) : word

/**
 * True where two texts that sound alike tell of two things: each names what the other does not, has another number, or
 * has the same words in another order, as when another firm is the buyer.
 */
export function contradict(a: Wording, b: Wording): boolean {
  return (
    differInNumbers(a.written, b.written) ||
    negation.test(a.written) !== negation.test(b.written) ||
    differInWords(a.headline, b.headline, a, b) ||
    // A name may be translated in the one text, which its headline would show.
    [true, false].some(inHan => {
      const ofScript = (words: readonly string[]) => words.filter(word => han.test(word) === inHan)
      return differInWords(ofScript(a.text), ofScript(b.text), a, b)
    }) ||
    isInOtherOrder(a.headline, b.headline) ||
    isInOtherOrder(a.text, b.text)
  )
}

const differInWords = (ofA: readonly string[], ofB: readonly string[], a: Wording, b: Wording): boolean =>
  ofA.some(word => !has(b, word)) && ofB.some(word => !has(a, word))

// Chinese is cut into words here so and there so.
const has = ({ all, written }: Wording, word: string): boolean =>
  all.has(word) || (word.length > 1 && han.test(word) && written.includes(word))

function isInOtherOrder(a: readonly string[], b: readonly string[]): boolean {
  const [inA, inB] = [new Set(a), new Set(b)]
  const common = [...inA].filter(word => inB.has(word))
  return common.join(' ') !== [...inB].filter(word => inA.has(word)).join(' ')
}
