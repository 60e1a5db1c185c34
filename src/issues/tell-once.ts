import { addressKey } from '../digest/sources/address-key.ts'
import type { Source } from '../digest/sources/source.ts'
import type { Story } from '../digest/stories.ts'
import type { Entry } from './entry.ts'
import { type StandingText, tells } from './standing-text.ts'
import { hasNews, isNearCopy, pageOf, sameStories, type Telling, tellingsOf } from './tellings.ts'

/** A story that several posts tell, and where the issue tells it. */
export interface Repetition {
  headline: string
  /** The post in whose entry it is told; for an entry of the editor's own, its title. */
  in: string
  alsoIn: readonly string[]
}

/** The entries of an issue in which every story is told once. */
export interface ToldOnce {
  entries: Entry[]
  /** Posts that stand in the entry of another. */
  joined: string[]
  repetitions: Repetition[]
}

/** What stands in the file already. */
export interface Standing {
  /** Entries that stay as they are: edited by hand, gone from the selection, or the editor's own. */
  texts: readonly StandingText[]
  /** The posts that have an entry of their own. */
  posts: ReadonlySet<string>
}

/** Tells each story once; posts that are told short, by their paths, leave theirs to those that are told whole. */
export type Teller = (short: ReadonlySet<string>) => ToldOnce

/** Leaves each story to the one entry that tells it best, and names there the posts that tell it too. */
export function tellerOf(entries: readonly Entry[], standing: Standing): Teller {
  const groups = sameStories(entries.flatMap(tellingsOf))
  const copies = new Map<Entry, Entry>()
  const tell = (short: ReadonlySet<string>) => {
    const once = new OnceTold(standing, short, copies)
    for (const group of groups) once.tell(group)
    return once
  }
  const first = tell(new Set())
  const told = first.result(entries)
  for (const [copy, teller] of first.joined) copies.set(copy, teller)
  return short => (short.size === 0 ? told : tell(short).result(entries))
}

/** The posts that are copies of posts which the editor took out, and so stay out with them. */
export function copiesOf(
  removed: readonly Entry[],
  entries: readonly Entry[],
  posts: ReadonlySet<string>,
): string[] {
  const tellings = [...removed, ...entries].flatMap(tellingsOf).filter(({ story }) => !story)
  return sameStories(tellings)
    .map(group => group.map(({ entry }) => entry))
    .filter(
      group => group.some(entry => removed.includes(entry)) && !group.some(({ post }) => posts.has(post)),
    )
    .flatMap(group => group.filter(entry => !removed.includes(entry)).map(({ post }) => post))
}

class OnceTold {
  readonly #standing: Standing
  readonly #dropped = new Map<Entry, Set<Story | undefined>>()
  readonly #tellers = new Map<Entry, Set<Entry | undefined>>()
  readonly #alsoIn = new Map<Entry, Set<Entry>>()
  readonly #furtherSources = new Map<Entry | Story, Source[]>()
  readonly joined: Map<Entry, Entry>
  readonly #repetitions: Repetition[] = []
  readonly #short: ReadonlySet<string>

  constructor(standing: Standing, short: ReadonlySet<string>, copies: ReadonlyMap<Entry, Entry>) {
    this.#standing = standing
    this.#short = short
    this.joined = new Map(copies)
  }

  tell(group: readonly Telling[]): void {
    const posts = [...new Set(group.map(({ entry }) => entry))]
    const fixed = this.#standing.texts.find(text => tells(text, group))
    const teller = fixed
      ? posts.find(({ post }) => post === fixed.post)
      : bestOf(
          group.filter(({ entry }) => !this.#isFixed(entry) && !this.joined.has(entry)),
          this.#standing,
          this.#short,
        )
    const others = posts.filter(entry => entry !== teller)
    if ((!teller && !fixed) || others.length === 0) return
    for (const { entry, story } of group) if (entry !== teller) this.#drop(entry, story, teller)
    if (teller) for (const other of others) add(this.#alsoIn, teller, other)
    const telling = group.find(({ entry }) => entry === teller)
    if (telling) this.#furtherSources.set(telling.story ?? telling.entry, furtherSources(telling, group))
    const headline = (telling ?? group[0])?.headline ?? ''
    const where = teller?.post ?? fixed?.post ?? fixed?.title ?? ''
    this.#repetitions.push({ headline, in: where, alsoIn: others.map(({ post }) => post) })
  }

  result(entries: readonly Entry[]): ToldOnce {
    for (const entry of entries) this.#join(entry)
    const joinedTo = (entry: Entry) =>
      entries.filter(other => this.joined.get(other) === entry).map(({ post }) => post)
    const kept = entries.filter(entry => !this.joined.has(entry))
    return {
      entries: kept.map(entry => this.#without(entry, joinedTo(entry))),
      joined: [...this.joined.keys()].map(({ post }) => post),
      repetitions: this.#repetitions,
    }
  }

  #isFixed(entry: Entry): boolean {
    return this.#standing.texts.some(({ post }) => post === entry.post)
  }

  #drop(entry: Entry, story: Story | undefined, teller: Entry | undefined): void {
    add(this.#dropped, entry, story)
    add(this.#tellers, entry, teller)
  }

  // A post with an entry of its own keeps it.
  #join(entry: Entry): void {
    const [teller, ...others] = this.#tellers.get(entry) ?? []
    if (this.#short.size > 0 || !teller || others.length > 0 || this.#standing.posts.has(entry.post)) return
    const isWhole = !hasNews(entry) && !hasNews(teller)
    const isCopy = hasNews(entry) && this.#rest(entry).length === 0 && isNearCopy(entry, teller)
    if (isWhole || isCopy) this.joined.set(entry, teller)
  }

  #rest(entry: Entry): Story[] {
    const dropped = this.#dropped.get(entry)
    return entry.digest.stories.filter(story => !dropped?.has(story))
  }

  #isToldElsewhere(entry: Entry): boolean {
    const dropped = this.#dropped.get(entry)
    return dropped !== undefined && (dropped.has(undefined) || this.#rest(entry).length === 0)
  }

  #without(entry: Entry, joined: readonly string[]): Entry {
    if (!this.#dropped.has(entry) && !this.#alsoIn.has(entry)) return entry
    return versionOf(entry, this.#told(entry, joined))
  }

  #told(entry: Entry, joined: readonly string[]): Entry {
    const own = entry.digest.link && addressKey(entry.digest.link)
    const alsoIn = [...(this.#alsoIn.get(entry) ?? [])].map(other => ({
      title: other.title,
      ...urlBeside(own, other.digest.link),
      ...((!hasNews(entry) || this.joined.get(other) === entry) && { ofAll: true as const }),
    }))
    const further = (told: Entry | Story) => this.#furtherSources.get(told) ?? []
    const stories = this.#rest(entry).map(story => ({
      ...story,
      sources: [...story.sources, ...further(story)],
    }))
    return {
      ...entry,
      digest: { ...entry.digest, stories, sources: [...entry.digest.sources, ...further(entry)] },
      ...(alsoIn.length > 0 && { alsoIn }),
      ...(joined.length > 0 && { joined }),
      ...(this.#isToldElsewhere(entry) && { isToldElsewhere: true }),
    }
  }
}

const versions = new WeakMap<Entry, Map<string, Entry>>()

// What is known of an entry is kept by the object, so an entry that is told as before is the same one.
function versionOf(entry: Entry, told: Entry): Entry {
  const known = versions.get(entry) ?? new Map<string, Entry>()
  versions.set(entry, known)
  const key = JSON.stringify(told)
  const version = known.get(key) ?? told
  known.set(key, version)
  return version
}

// Where both have one address, a link would lead back.
const urlBeside = (own: string | undefined, link: string | undefined): { url?: string } =>
  link === undefined || addressKey(link) === own ? {} : { url: link }

// Where others who tell it in nearly the same words have it from.
function furtherSources({ entry, addresses }: Telling, group: readonly Telling[]): Source[] {
  const known = new Set(addresses.map(pageOf))
  const stories = group.flatMap(telling => (telling.entry === entry ? [] : (telling.story?.sources ?? [])))
  return stories.filter(({ url }) => {
    const page = pageOf(addressKey(url))
    return !known.has(page) && known.add(page)
  })
}

function add<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  map.set(key, (map.get(key) ?? new Set()).add(value))
}

function bestOf(
  group: readonly Telling[],
  standing: Standing,
  short: ReadonlySet<string>,
): Entry | undefined {
  const ranked = group.map(telling => ({
    telling,
    merits: [Number(!short.has(telling.entry.post)), ...meritsOf(telling, group, standing)],
  }))
  const [best] = ranked.toSorted((a, b) => {
    const at = a.merits.findIndex((merit, at) => merit !== b.merits[at])
    return at < 0 ? 0 : (b.merits[at] ?? 0) - (a.merits[at] ?? 0)
  })
  return best?.telling.entry
}

// A post about nothing else, and of such the one that stands already; one that says more of it; else the first, the newest.
function meritsOf({ entry, story }: Telling, group: readonly Telling[], { posts }: Standing): number[] {
  const { sentence, sources } = story ?? { sentence: entry.digest.summary, sources: entry.digest.sources }
  return [
    Number(!story),
    Number(!story && posts.has(entry.post)),
    group.filter(telling => telling.entry === entry).length,
    Number(sentence !== ''),
    sources.length,
  ]
}
