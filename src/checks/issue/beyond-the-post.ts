import { inventedIn } from '../../digest/model/faithful.ts'
import { strangeWordsIn } from '../../digest/model/names.ts'
import { numbersIn } from '../../digest/model/numbers.ts'
import { type Original, originalOf } from '../../digest/model/original.ts'
import type { SummaryLanguage } from '../../digest/model/prompt.ts'
import { fold } from '../../digest/model/words.ts'
import type { IssueEntry } from '../../issues/issue.ts'
import { shortLine } from '../../issues/plain-line.ts'
import { languageOfText } from '../../posts/script.ts'
import type { Check } from '../check.ts'
import type { IssueOrigin } from '../issue-origin.ts'
import type { Finding } from '../report.ts'
import { linksOf, partsOf } from './entry-parts.ts'
import { knownAddresses } from './known-addresses.ts'
import { onlyOfIssues } from './only-of-issues.ts'
import { type PlacedEntry, placedEntries } from './placed-entries.ts'

const shown = 4
const longestTitle = 50

/** Entries that give no number, name or link which their post does not have. */
export const beyondThePost: Check = {
  name: 'beyond-the-post',
  cannotRun: onlyOfIssues,
  run: ({ origin }) => (origin ? strangeIn(origin) : []),
}

function strangeIn(origin: IssueOrigin): Finding[] {
  const isKnown = knownAddresses(origin.posts.values())
  return placedEntries(origin).flatMap(placed => {
    const { entry } = placed
    const whole = origin.posts.get(entry.post ?? '')?.whole
    if (!whole) return []
    const original = originalOf(whole)
    const strange = [
      ...new Set(textsOf(entry).flatMap(text => strangeWords(text, original, entry.edited))),
      ...linksOf(entry.body)
        .map(({ url }) => url)
        .filter(url => !isKnown(url)),
    ]
    return strange.length > 0 ? [findingOf(placed, strange, whole.path)] : []
  })
}

function textsOf(entry: IssueEntry): string[] {
  const { summary, stories } = partsOf(entry)
  const told = stories.flatMap(({ headline, sentence }) => [headline, sentence])
  return [entry.title, summary, ...told].filter(Boolean)
}

/**
 * What a text names that its post does not. A model may only say what the post says; an editor has words and quotation
 * marks of his own, of which only numbers and names in capitals can be held against the post.
 */
function strangeWords(text: string, original: Original, isEditors: boolean): string[] {
  const language = languageIn(text)
  if (!isEditors) return language === undefined ? [] : inventedIn(text, original, language)
  const numbers = numbersIn(fold(text), true).filter(
    ({ written, value }) => isFigure.test(written) && !original.numbers.has(value),
  )
  return [...numbers.map(({ written }) => written), ...strangeWordsIn(withoutOpeners(text), original, false)]
}

// "One of these three" counts what the editor sees.
const isFigure = /\d|[百千万萬亿億]/

// What opens a sentence or a quotation has a capital letter whatever it is.
const withoutOpeners = (text: string): string =>
  text.replace(/(?:^|[.!?:;。！？：；…•\n"“‘「(（—–-])\s*\p{Lu}(?=[\p{Ll}'’\s])/gu, opener =>
    opener.toLowerCase(),
  )

function languageIn(text: string): SummaryLanguage | undefined {
  const found = languageOfText(text)
  if (found === 'zh-CN' || found === 'zh-TW') return found
  return found === 'en' || found === 'und-Latn' ? 'en' : undefined
}

function findingOf({ entry, where }: PlacedEntry, strange: readonly string[], path: string): Finding {
  const names = strange.slice(0, shown).map(name => `"${shortLine(name, 80)}"`)
  const more = strange.length > shown ? ` and ${strange.length - shown} more` : ''
  return {
    check: 'beyond-the-post',
    severity: 'warning',
    what: `In "${shortLine(entry.title, longestTitle)}", the post does not have ${names.join(', ')}${more}`,
    where,
    wayOut: entry.edited
      ? `Compare the entry with ${path}; what you know from elsewhere may stay.`
      : `Compare the entry with ${path}, which may have changed since, and compose again.`,
  }
}
