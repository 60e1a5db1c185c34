import type { Consent } from '../consent.ts'
import type { Profile, Status } from '../subscriber.ts'
import type { SubscriberRecord } from '../subscriber-store.ts'

/** A row of a CSV file: values by column, the names of columns trimmed and in lower case. */
export type Row = Readonly<Record<string, string>>

/** What is known of a CSV file before its rows are read. */
export interface FileHead {
  /** Without its folder. */
  name: string
  /** Trimmed and in lower case, each once. */
  columns: readonly string[]
  /** The first rows, at most a hundred. */
  sample: readonly Row[]
}

/** What a file says of one person. */
export interface Arrival {
  /** As `readAddress` gives it. */
  address: string
  profile: Partial<Profile>
  status: Status
  since?: Date | undefined
  /** When they left, bounced or complained. */
  leftAt?: Date | undefined
  pausedUntil?: Date | undefined
  /** What the file tells of their consent, in its own words: times, networks, pages, campaigns. */
  details: Readonly<Record<string, string>>
  /** Records of consent that Masthead once wrote into the file. */
  consents: readonly Consent[]
}

/** The export of one program, read and written. */
export interface ListFormat {
  /** As the command line takes it, such as `mailchimp`. */
  name: string
  /** For people, such as `Mailchimp`. */
  title: string
  /** What reads the rows of a file, where the file is of this format; the reader throws a RowError. */
  readerFor(head: FileHead): ((row: Row) => Arrival) | undefined
  /** The files that an export consists of; each person goes into the first that takes them. */
  files: readonly ExportFile[]
}

/** One file of an export. */
export interface ExportFile {
  /** Such as `unsubscribed.csv`. */
  name: string
  columns: readonly string[]
  takes(record: SubscriberRecord): boolean
  /** The values of the columns, before a spreadsheet is kept from calculating with them. */
  write(record: SubscriberRecord): readonly string[]
}

/** Why a row cannot be taken: found and wanted, in a few words. */
export class RowError extends Error {}
