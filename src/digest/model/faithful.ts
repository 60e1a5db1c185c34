import { strangeHanIn } from './han-names.ts'
import { strangeWordsIn } from './names.ts'
import { numbersIn, vagueQuantitiesIn } from './numbers.ts'
import { lettersOf, type Original } from './original.ts'
import type { SummaryLanguage } from './prompt.ts'
import { fold } from './words.ts'

const quoted =
  /《([^《》]{1,200})》|「([^「」]{1,200})」|『([^『』]{1,200})』|“([^“”]{1,200})”|"([^"]{1,200})"|(?<!\p{L})‘([^‘’]{2,200})’/gu

/**
 * The numbers, names and quotations of a summary that do not occur in the post, as they are written; empty for a summary
 * that can be used. It sees where a summary says something that the post does not name, and not whether what it says of
 * what is named is true.
 */
export function inventedIn(summary: string, original: Original, language: SummaryLanguage): string[] {
  const folded = fold(summary)
  const numbers = numbersIn(folded, true).filter(({ value }) => !original.numbers.has(value))
  const quantities = vagueQuantitiesIn(folded).filter(
    written => !original.text.includes(written.replace(/\s/g, '')),
  )
  const found = [
    ...numbers.map(({ written }) => written),
    ...quantities,
    ...quotationsIn(folded).filter(quotation => !original.letters.includes(lettersOf(quotation))),
    ...strangeWordsIn(summary, original, language !== 'en'),
    ...strangeHanIn(summary, original),
  ]
  return [...new Set(found)]
}

const quotationsIn = (folded: string): string[] =>
  [...folded.matchAll(quoted)].map(([, ...groups]) => groups.find(group => group !== undefined) ?? '')
