import type { Refusal } from '../subscriber.ts'

/** What an import does to the people of its files; `leaving` are those here of whom a file says that they have left. */
export const outcomes = ['added', 'updated', 'unchanged', 'suppressed', 'leaving', 'refused'] as const

/** What becomes of a line. */
export type Outcome = (typeof outcomes)[number]

/** A line of a file, and what becomes of it. */
export interface PlannedLine extends Refusal {
  /** As it was given. */
  file: string
}

/** What an import would do, or has done. */
export interface ImportPlan {
  counts: Readonly<Record<Outcome, number>>
  /** The first `mostListed` lines of each outcome, in the order of the files. */
  lines: Readonly<Record<Outcome, readonly PlannedLine[]>>
  /** To people who are asked to confirm. */
  letters: number
}

/** How many lines of each outcome are listed. */
export const mostListed = 1000

/** How many people change, come or leave. */
export const changesOf = ({ counts }: ImportPlan): number => counts.added + counts.updated + counts.leaving

/** Lines that could not be taken while files were read: their number, and the first of them. */
export class Refusals {
  readonly lines: PlannedLine[] = []
  count = 0

  add(file: string, refused: readonly Refusal[]): void {
    this.count += refused.length
    const shown = refused.slice(0, mostListed - this.lines.length)
    this.lines.push(...shown.map(({ line, address, reason }) => ({ file, line, address, reason })))
  }
}

/** A plan in which the lines that were refused while reading stand too; `files` are in their order. */
export function withRefusals(plan: ImportPlan, refusals: Refusals, files: readonly string[]): ImportPlan {
  const order = (one: PlannedLine, other: PlannedLine) =>
    files.indexOf(one.file) - files.indexOf(other.file) || one.line - other.line
  const refused = [...refusals.lines, ...plan.lines.refused].toSorted(order).slice(0, mostListed)
  return {
    ...plan,
    counts: { ...plan.counts, refused: plan.counts.refused + refusals.count },
    lines: { ...plan.lines, refused },
  }
}
