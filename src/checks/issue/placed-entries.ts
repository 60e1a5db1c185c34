import type { IssueEntry } from '../../issues/issue.ts'
import { parseIssueFile } from '../../issues/issue-file.ts'
import type { IssueOrigin } from '../issue-origin.ts'
import type { Place } from '../report.ts'

/** An entry of an issue, and where its heading stands. */
export interface PlacedEntry {
  entry: IssueEntry
  where: Place
  /** Only its title stands in the mail. */
  isTitleOnly: boolean
}

const known = new WeakMap<IssueOrigin, readonly PlacedEntry[]>()

/** The entries of an issue in their order, with their lines in its file. */
export function placedEntries(origin: IssueOrigin): readonly PlacedEntry[] {
  const placed = known.get(origin) ?? placeEntries(origin)
  known.set(origin, placed)
  return placed
}

function placeEntries({ issue, file, source }: IssueOrigin): PlacedEntry[] {
  const lines = headingLines(source, file)
  const entries = issue.sections.flatMap(({ entries, isMore = false }) =>
    entries.map(entry => ({ entry, isTitleOnly: isMore && entry.body === '' })),
  )
  return entries.map(({ entry, isTitleOnly }, at) => {
    const line = lines[at]
    return { entry, isTitleOnly, where: { file, ...(line !== undefined && { line }) } }
  })
}

function headingLines(source: string, file: string): number[] {
  const { opening, yaml, closing, introduction, sections } = parseIssueFile(source, file)
  const lines: number[] = []
  let line = 1 + lineEnds(opening + yaml + closing + introduction)
  for (const { text, entries } of sections) {
    line += lineEnds(text)
    for (const entry of entries) {
      lines.push(line)
      line += lineEnds(entry.text)
    }
  }
  return lines
}

const lineEnds = (text: string): number => text.split('\n').length - 1
