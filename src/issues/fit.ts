import type { Form } from './entry.ts'

/** How much an issue may hold. */
export interface Limits {
  /** How many entries are told whole; as many again are set compact. */
  entries: number
  /** Of the mail's HTML. */
  bytes: number
}

/** An entry that composing may set in one form or another. */
export interface Fitting {
  post: string
  strength: number
  /** What each form takes of a mail, in bytes. */
  bytes: Record<Form, number>
  /** What the editor wants of it. */
  wanted?: Form
  /** It has nothing to tell that would need more. */
  most?: Form
}

/**
 * The form of each entry, so that an issue keeps its limits: the strongest are told whole, the next set compact, of the
 * others only the title stands. `taken` bytes go to what composing leaves as it is.
 */
export function formsThatFit(
  entries: readonly Fitting[],
  { taken, limits }: { taken: number; limits: Limits },
): Map<string, Form> {
  const ranked = entries.toSorted((a, b) => b.strength - a.strength)
  const reserved = reserves(ranked, limits)
  const forms = new Map<string, Form>()
  let used = taken
  ranked.forEach((entry, rank) => {
    const rest = reserved[rank] ?? 0
    const titles = reserved[ranked.length + rank] ?? 0
    const fits = (form: Form) => used + entry.bytes[form] + (form === 'whole' ? rest : titles) <= limits.bytes
    const form = entry.wanted ?? formsAllowed(entry, rank, limits).find(fits) ?? 'title'
    forms.set(entry.post, form)
    used += entry.bytes[form]
  })
  return forms
}

function formsAllowed({ most }: Fitting, rank: number, { entries }: Limits): Form[] {
  if (rank >= 2 * entries) return []
  return rank >= entries || most === 'compact' ? ['compact'] : ['whole', 'compact']
}

/** So much of a mail is kept for compact entries at most: the strongest stay whole. */
const shareOfCompact = 0.15

// What those below each rank need at least: first with the next few set compact, then by their titles alone.
function reserves(ranked: readonly Fitting[], { entries, bytes: most }: Limits): number[] {
  const titles = ranked.map(({ bytes, wanted }) => bytes[wanted ?? 'title'])
  const extra = ranked.map(({ bytes, wanted }) => (wanted ? 0 : bytes.compact - bytes.title))
  const below = sumsBelow(titles)
  const few = Math.ceil(entries / 2)
  const withFew = below.map((sum, rank) =>
    extra
      .slice(rank + 1, rank + 1 + few)
      .reduce((total, bytes) => Math.min(total + bytes, sum + most * shareOfCompact), sum),
  )
  return [...withFew, ...below]
}

function sumsBelow(numbers: readonly number[]): number[] {
  let sum = 0
  return numbers
    .toReversed()
    .map(number => {
      sum += number
      return sum - number
    })
    .toReversed()
}

/** What the frame of a mail takes, and what each piece and link adds to its own text: measured on the weekly template, rounded up. */
const cost = { frame: 8000, piece: 500, title: 20, link: 40 }

/** About how many bytes of a mail a piece of an issue becomes, comments aside. */
export function bytesInMail(text: string, form: Form = 'whole'): number {
  const shown = text.split('\n').filter(line => !line.startsWith('<!--'))
  const links = text.split('](').length - 1
  const bytes = Buffer.byteLength(shown.join('\n')) * 1.05 + cost.link * links
  return Math.ceil(bytes) + (form === 'title' ? cost.title : cost.piece)
}

/** What a mail takes before its first entry. */
export const bytesOfFrame = cost.frame
