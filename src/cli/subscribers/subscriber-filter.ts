import type { Command } from 'commander'
import { UsageError } from '../../errors.ts'
import { readLanguage } from '../../subscribers/lists/cells/language-cell.ts'
import { parseSegment } from '../../subscribers/segment/parse-segment.ts'
import { type Status, statuses } from '../../subscribers/subscriber.ts'
import type { SubscriberFilter } from '../../subscribers/subscriber-store.ts'

interface FilterFlags {
  status?: string
  tag?: string
  language?: string
  search?: string
  segment?: string
}

/** A command that is about some of the people. */
export const withFilterOptions = (command: Command): Command =>
  command
    .option('--status <status>', `only people who are ${statuses.join(', ')}`)
    .option('--tag <tag>', 'only people with this tag')
    .option('--language <language>', 'only people with this language, such as zh-CN')
    .option('--search <text>', 'only people with this in their address or name')
    .option('--segment <segment>', "only people of a segment, such as 'tag:beta and not domain:qq.com'")

/**
 * Which people the flags ask for; throws a UsageError for a status or a language that there is not, and a
 * SubscriberError for what is no segment.
 */
export const filterOf = ({ status, tag, language, search, segment }: FilterFlags): SubscriberFilter => ({
  ...(status && { status: givenStatus(status) }),
  ...(tag && { tag }),
  ...(language && { language: givenLanguage(language) }),
  ...(search && { search }),
  // One that is empty, as a variable of a script may be, must not stand for everybody.
  ...(segment !== undefined && { segment: parseSegment(segment) }),
})

function givenStatus(written: string): Status {
  const status = statuses.find(known => known === written)
  if (status !== undefined) return status
  throw new UsageError(`"${written}" is no status: expected one of ${statuses.join(', ')}`)
}

function givenLanguage(written: string): string {
  const language = readLanguage(written)
  if (language !== undefined) return language
  throw new UsageError(`"${written}" is no language: expected one such as zh-CN`)
}
