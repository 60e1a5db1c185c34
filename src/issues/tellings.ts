import { addressKey } from '../digest/sources/address-key.ts'
import type { Story } from '../digest/stories.ts'
import { contradict, type Wording, wordingOf } from './contradiction.ts'
import type { Entry } from './entry.ts'
import { differInNumbers, isNearlySame, likeness, shinglesOf } from './likeness.ts'
import { differInOpening, isOriginByPath, isSameTextByTitle } from './same-text.ts'

/** One story as one post tells it; a post without stories tells itself. */
export interface Telling {
  entry: Entry
  /** Absent where the whole post is the story. */
  story?: Story
  headline: string
  /** Keys of the addresses that it comes from. */
  addresses: readonly string[]
  words: { headline: ReadonlySet<string>; all: ReadonlySet<string> }
  wording: Wording
}

/** What two headlines of one story have in common at least, when their texts are nearly the same. */
const headlines = { ofStories: 0.1, ofPosts: 0.4, ofCopies: 0.6 }
/** What two texts need in common besides an address whose query differs. */
const withOtherQuery = 0.3

/** True for an entry that tells stories of their own; key points are parts of the one story that their post is. */
export const hasNews = ({ digest }: Entry): boolean => digest.stories.some(({ headline }) => headline !== '')

/** The stories of a post, or the post as one. */
export function tellingsOf(entry: Entry): Telling[] {
  const { link, sources, stories, summary, origin } = entry.digest
  if (hasNews(entry))
    return stories.map(story => ({
      story,
      ...toTelling(
        entry,
        story.headline,
        story.sentence,
        story.sources.map(source => source.url),
      ),
    }))
  // A text with several sources has them for its sentences.
  const only = sources.length === 1 ? sources.map(source => source.url) : []
  const urls = [link, origin?.url, ...only].filter(url => url !== undefined)
  const text = summary || stories.map(({ sentence }) => sentence).join('\n')
  return [toTelling(entry, entry.title, text, [...new Set(urls)])]
}

function toTelling(entry: Entry, headline: string, text: string, urls: readonly string[]): Telling {
  const words = { headline: shinglesOf(headline), all: shinglesOf(`${headline}\n${text}`) }
  return { entry, headline, addresses: urls.map(addressKey), words, wording: wordingOf(headline, text) }
}

/** True for two tellings of one story: from the same page, or in nearly the same words. */
export function isSameStory(a: Telling, b: Telling): boolean {
  if (a.entry === b.entry) return false
  const isSame = isFromSamePage(a, b) || isInSameWords(a, b) || isSameWhole(a, b)
  const areParts = () => !a.story && !b.story && differInNumbers(a.headline, b.headline)
  return isSame && !areParts()
}

function isSameWhole(a: Telling, b: Telling): boolean {
  if (a.story || b.story) return false
  if (isSameTextByTitle(a.entry, b.entry)) return true
  return likeness(a.words.headline, b.words.headline) >= headlines.ofPosts && isOriginByPath(a.entry, b.entry)
}

// A home page or a list of articles says nothing, and a query may name the article.
function isFromSamePage(a: Telling, b: Telling): boolean {
  const articles = a.addresses.filter(isArticle)
  if (articles.some(address => b.addresses.includes(address))) return true
  const pages = new Set(articles.map(pageOf).filter(isArticle))
  return (
    b.addresses.some(address => pages.has(pageOf(address))) &&
    likeness(a.words.all, b.words.all) >= withOtherQuery &&
    !differInNumbers(a.wording.written, b.wording.written)
  )
}

/** The key of an address without its query. */
export const pageOf = (key: string): string => key.split('?', 1)[0] ?? key

/** True for the key of the address of one text; a home page, `/blog` or a repository is that of many. */
export function isArticle(key: string): boolean {
  const [host = '', ...folders] = key.split('/').filter(Boolean)
  if (/^(github|gitlab|gitee)\.com$/.test(host)) return folders.length > 2
  return key.includes('?') || folders.length > 1 || /\d|-.*-/.test(folders[0] ?? '')
}

function isInSameWords(a: Telling, b: Telling): boolean {
  const least = a.story && b.story ? headlines.ofStories : headlines.ofPosts
  return (
    isNearlySame(a.words.all, b.words.all) &&
    likeness(a.words.headline, b.words.headline) >= least &&
    !contradict(a.wording, b.wording) &&
    (a.story !== undefined || b.story !== undefined || !differInOpening(a.entry, b.entry))
  )
}

/** True for posts with several stories that are copies of one another, as far as title and summary tell. */
export function isNearCopy(a: Entry, b: Entry): boolean {
  const [first, second] = [a, b].map(({ title, digest }) => shinglesOf(`${title}\n${digest.summary}`))
  const alike = first && second ? likeness(first, second) : 0
  return alike >= headlines.ofCopies && !differInNumbers(a.title, b.title)
}

/** The tellings that tell one story, together; those that stand alone are in a group of their own. */
export function sameStories(tellings: readonly Telling[]): Telling[][] {
  const groupOf = new Map(tellings.map(telling => [telling, [telling]]))
  for (const [telling, other] of candidates(tellings)) {
    const [group = [], joining = []] = [groupOf.get(telling), groupOf.get(other)]
    if (group === joining || !isSameStory(telling, other)) continue
    if (!isFromSamePage(telling, other) && areApart(group, joining)) continue
    group.push(...joining)
    for (const joined of joining) groupOf.set(joined, group)
  }
  const order = new Map(tellings.map((telling, at) => [telling, at]))
  const at = (telling: Telling) => order.get(telling) ?? 0
  return [...new Set(groupOf.values())].map(group => group.toSorted((a, b) => at(a) - at(b)))
}

/** Of each group; what is told so often is told alike. */
const compared = 20

// What one telling leaves open, two others may contradict each other in.
const areApart = (group: readonly Telling[], joining: readonly Telling[]): boolean =>
  group.slice(0, compared).some(a => joining.slice(0, compared).some(b => isOther(a, b)))

const isOther = (a: Telling, b: Telling): boolean =>
  isNearlySame(a.words.all, b.words.all) && contradict(a.wording, b.wording) && !isSameStory(a, b)

// Only what shares an address or a row of words can be the same; each with each would be a million pairs.
function* candidates(tellings: readonly Telling[]): Generator<[Telling, Telling]> {
  const having = new Map<string, Telling[]>()
  for (const telling of tellings) {
    const others = new Set<Telling>()
    for (const trait of [...telling.addresses, ...telling.words.all]) {
      const found = having.get(trait) ?? []
      for (const other of found) if (other.entry !== telling.entry) others.add(other)
      if (found.length < commonest) found.push(telling)
      having.set(trait, found)
    }
    for (const other of others) yield [other, telling]
  }
}

/** Words that more tellings have than this say nothing of any two of them. */
const commonest = 200
