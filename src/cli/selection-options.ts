import type { Command } from 'commander'
import { UsageError } from '../errors.ts'
import type { Filters } from '../posts/selection/filters.ts'
import type { WindowFlags } from './window-options.ts'

/** The flags that choose posts of a window. */
export interface SelectionFlags extends WindowFlags {
  category?: string[]
  tag?: string[]
  language?: string[]
  exclude?: string[]
  limit?: string
}

/** Gathers the values of a flag that may stand several times. */
export const collect = (value: string, before: string[] = []): string[] => [...before, value]

/** Adds the flags that choose posts of a window to a command; each but the limit may stand several times. */
export function withSelectionOptions(command: Command): Command {
  return command
    .option('--category <name>', 'only posts of this category', collect)
    .option('--tag <name>', 'only posts with this tag', collect)
    .option('--language <tag>', 'only posts in this language, such as zh or en', collect)
    .option('--exclude <path>', 'leave out a post, a folder, or a glob such as "notes/*.md"', collect)
    .option('--limit <number>', 'at most so many posts, the newest ones')
}

/** The filters that the flags ask for; throws a UsageError for a limit that is no number. */
export function filtersOf({ category, tag, language, exclude, limit }: SelectionFlags): Filters {
  if (limit !== undefined && !/^[1-9]\d{0,5}$/.test(limit))
    throw new UsageError(`"${limit}" is no number of posts: expected one such as 20`)
  return {
    ...(category && { categories: category }),
    ...(tag && { tags: tag }),
    ...(language && { languages: language }),
    ...(exclude && { exclude }),
    ...(limit !== undefined && { limit: Number(limit) }),
  }
}
