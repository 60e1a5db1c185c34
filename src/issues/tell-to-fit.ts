import type { Entry } from './entry.ts'
import type { Shape } from './sections.ts'
import type { Teller, ToldOnce } from './tell-once.ts'
import { hasNews } from './tellings.ts'

/** Each round takes stories from entries that have no room for them, which makes room for others to be whole. */
const rounds = 5

/**
 * Tells each story once, in an entry that is told whole if any that has it is: what has no room for its stories leaves
 * them to others. `shapesOf` says how entries stand in the issue; one that it does not name stays as it is.
 */
export function tellToFit(
  tell: Teller,
  shapesOf: (entries: readonly Entry[]) => Map<string, Shape>,
): { told: ToldOnce; shapes: Map<string, Shape> } {
  const short = new Set<string>()
  let shapes = shapesOf(tell(short).entries)
  for (let round = 1; round < rounds; round += 1) {
    const before = short.size
    for (const { post, isToldElsewhere } of tell(short).entries)
      if (!isToldElsewhere && isShort(shapes, post)) short.add(post)
    if (short.size === before) break
    shapes = shapesOf(tell(short).entries)
  }
  const told = tell(new Set([...shapes.keys()].filter(post => isShort(shapes, post))))
  return { told: { ...told, repetitions: toldStories(told, shapes) }, shapes }
}

const isShort = (shapes: ReadonlyMap<string, Shape>, post: string): boolean =>
  (shapes.get(post)?.form ?? 'whole') !== 'whole'

// A short entry tells none of the stories that it has.
function toldStories({ entries, repetitions }: ToldOnce, shapes: ReadonlyMap<string, Shape>) {
  const silent = new Set(
    entries.filter(entry => hasNews(entry) && isShort(shapes, entry.post)).map(({ post }) => post),
  )
  return repetitions.filter(repetition => !silent.has(repetition.in))
}
