import type { Language } from '../posts/language.ts'
import { type Entry, type Form, writeEntry } from './entry.ts'
import { bytesInMail, bytesOfFrame, type Fitting, formsThatFit, type Limits } from './fit.ts'
import type { FileSection } from './issue-file.ts'
import { isMoreSection } from './more-section.ts'
import { type Place, placesIn, wantedOf } from './places.ts'
import type { Shape } from './sections.ts'
import { strengthOf } from './strength.ts'

/** What the form of an entry depends on, besides the entries. */
export interface Room {
  language: Language
  limits: Limits
  introduction: string
}

/** How each post that is not edited stands in an issue; `sections` are those of its file. */
export function shapesOf(
  entries: readonly Entry[],
  sections: readonly FileSection[],
  { language, limits, introduction }: Room,
): Map<string, Shape> {
  const places = new Map(placesIn(sections).map(place => [place.entry.post, place]))
  const free = entries.filter(({ post }) => !places.get(post)?.entry.edited)
  const fittings = entries.map(entry => fittingOf(entry, language, places.get(entry.post)))
  const forms = formsThatFit(fittings, { taken: bytesTaken(sections, introduction, free), limits })
  const wanted = new Map(fittings.map(fitting => [fitting.post, fitting.wanted]))
  return new Map(
    free.map(({ post }) => [post, shapeOf(forms.get(post) ?? 'whole', wanted.get(post), places.get(post))]),
  )
}

function fittingOf(entry: Entry, language: Language, place: Place | undefined): Fitting {
  const wanted = wantedOf(place)
  const { strength, bytes } = measureOf(entry, language)
  return {
    post: entry.post,
    strength,
    // An edited entry keeps its rank, so that no other takes it; what it weighs, its own text tells.
    bytes: place?.entry.edited ? { whole: 0, compact: 0, title: 0 } : bytes,
    ...(wanted && { wanted }),
    ...(entry.isToldElsewhere && { most: 'compact' }),
  }
}

type Measure = Pick<Fitting, 'strength' | 'bytes'>

// An issue that has to fit is composed several times from the same entries.
const measures: Record<Language, WeakMap<Entry, Measure>> = {
  'zh-CN': new WeakMap(),
  'zh-TW': new WeakMap(),
  en: new WeakMap(),
}

function measureOf(entry: Entry, language: Language): Measure {
  const known = measures[language].get(entry)
  if (known) return known
  const textIn = (form: Form) => writeEntry(entry, language, form)
  const bytesIn = (form: Form) => bytesInMail(textIn(form), form)
  const bytes = { whole: bytesIn('whole'), compact: bytesIn('compact'), title: bytesIn('title') }
  const measure = { strength: strengthOf(textIn('whole')), bytes }
  measures[language].set(entry, measure)
  return measure
}

// Nothing moves out of the section where it stands: for what fits no more, there is the compact form.
function shapeOf(form: Form, wanted: Form | undefined, place: Place | undefined): Shape {
  if (wanted === 'whole') return { form, wish: 'whole', place: 'section' }
  if (wanted === 'title') return { form, place: 'list' }
  if (form !== 'title') return { form, place: 'section' }
  return place && !place.isMore
    ? { form: 'compact', place: 'section' }
    : { form, wish: 'more', place: 'list' }
}

// Sections are counted by the entries, for a new issue has none yet.
function bytesTaken(
  sections: readonly FileSection[],
  introduction: string,
  entries: readonly Entry[],
): number {
  const free = new Set(entries.map(({ post }) => post))
  const left = sections.flatMap(section => section.entries).filter(({ post }) => !post || !free.has(post))
  const own = sections.filter(section => section.entries.every(({ post }) => post === undefined))
  const headings = new Set(entries.map(({ category }) => category)).size + own.length + 1
  const words = sections.filter(section => !isMoreSection(section)).map(({ text }) => belowHeading(text))
  return [introduction, ...words, ...left.map(({ text }) => text)]
    .map(text => (text.trim() === '' ? 0 : bytesInMail(text)))
    .reduce((sum, bytes) => sum + bytes, bytesOfFrame + headings * bytesInMail(''))
}

const belowHeading = (text: string): string => text.slice(text.indexOf('\n') + 1)

/** About how many bytes the HTML of an issue has. */
export function bytesOfIssue(sections: readonly FileSection[], introduction: string): number {
  const entries = sections.flatMap(section =>
    section.entries.map(({ text }) => bytesInMail(text, isMoreSection(section) ? 'title' : 'whole')),
  )
  const around = [introduction, ...sections.map(({ text }) => text)].map(text => bytesInMail(text))
  return [...entries, ...around].reduce((sum, bytes) => sum + bytes, bytesOfFrame)
}
