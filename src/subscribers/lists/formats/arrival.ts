import type { Attributes, Status } from '../../subscriber.ts'
import { isSuppressed } from '../../suppression.ts'
import { readAddressCell } from '../cells/address-cell.ts'
import { checkedAttributes, isAttributeName } from '../cells/attributes-cell.ts'
import { readLanguage } from '../cells/language-cell.ts'
import { readName } from '../cells/name-cell.ts'
import { readTime } from '../cells/time-cell.ts'
import { readTimezone } from '../cells/timezone-cell.ts'
import type { Arrival, Row } from '../list-format.ts'
import { mastheadColumn } from '../masthead-column.ts'
import { profileOf } from '../profile-of.ts'

/** What a row says of a person, in cells as they are written, and what was read of them already. */
export interface Told {
  address: string
  name?: string | undefined
  language?: string | undefined
  timezone?: string | undefined
  tags?(): readonly string[]
  attributes?(): Attributes
  status: Status
  since?: string | undefined
  leftAt?: string | undefined
}

/** The columns of a format. */
export interface KnownColumns {
  /** Those that say how somebody came and left; they are kept in the words of the file. */
  details: readonly string[]
  all: ReadonlySet<string>
}

/** The columns of a format: those whose words are kept, and the others that it knows, or has no use for. */
export const knownColumns = (details: readonly string[], others: readonly string[]): KnownColumns => ({
  details,
  all: new Set([...details, ...others, mastheadColumn]),
})

/**
 * A person of a row. Columns that the format does not know become attributes, and so do a language or a time zone that
 * cannot be read. A time that cannot be read is not known: the details have it as it was written.
 */
export function arrivalOf(row: Row, told: Told, known: KnownColumns): Arrival {
  return {
    address: readAddressCell(told.address),
    profile: profileOf(told.status, () => profileIn(row, told, known)),
    status: told.status,
    since: readTime(told.since ?? ''),
    leftAt: isSuppressed(told.status) ? readTime(told.leftAt ?? '') : undefined,
    details: detailsOf(row, known),
    consents: [],
  }
}

function profileIn(row: Row, told: Told, known: KnownColumns): Arrival['profile'] {
  const language = readLanguage(told.language ?? '')
  const timezone = readTimezone(told.timezone ?? '')
  return {
    name: readName(told.name ?? ''),
    ...(language !== undefined && { language }),
    ...(timezone !== undefined && { timezone }),
    tags: told.tags?.() ?? [],
    attributes: checkedAttributes({
      ...unknownCells(row, known),
      ...(language === undefined && told.language?.trim() && { language: told.language.trim() }),
      ...(timezone === undefined && told.timezone?.trim() && { timezone: told.timezone.trim() }),
      ...told.attributes?.(),
    }),
  }
}

function unknownCells(row: Row, { all }: KnownColumns): Attributes {
  const cells = Object.entries(row)
    .map(([column, cell]) => [column, cell.trim()] as const)
    .filter(([column, cell]) => cell !== '' && column !== '' && !all.has(column) && isAttributeName(column))
  return Object.fromEntries(cells)
}

/** Of each detail, in characters: a page, a reason, a campaign. */
const longestDetail = 500

function detailsOf(row: Row, { details }: KnownColumns): Record<string, string> {
  const cells = details.map(column => [column, row[column]?.slice(0, longestDetail) ?? ''] as const)
  return Object.fromEntries(
    cells
      .map(
        ([column, cell]) =>
          [
            column,
            cell
              .toWellFormed()
              .replace(/\p{Cc}/gu, ' ')
              .trim(),
          ] as const,
      )
      .filter(([, text]) => text !== ''),
  )
}
