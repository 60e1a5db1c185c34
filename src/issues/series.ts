import type { Day } from '../posts/days.ts'
import { isPost, type NotAPost, type Post } from '../posts/post.ts'
import type { IssueOutline } from './issue-outline.ts'

/** Which issue already has a post, by its path, as far as the issue `id` is concerned: every issue with a lower number. */
export function carriedPosts(issues: readonly IssueOutline[], id: string): Map<string, string> {
  const own = issues.find(({ head }) => head.id === id)?.head.number ?? Number.POSITIVE_INFINITY
  const earlier = issues.filter(({ head }) => head.number < own)
  return new Map(
    earlier.flatMap(({ head, posts }) =>
      posts.map((post): [string, string] => [post, head.status === 'sent' ? head.id : `${head.id}, a draft`]),
    ),
  )
}

/** The undated posts that stand in an issue: the editor took them by name once, and they need no second naming. */
export function undatedPosts(
  issues: readonly IssueOutline[],
  id: string,
  files: readonly (Post | NotAPost)[],
): string[] {
  const standing = new Set(issues.find(({ head }) => head.id === id)?.posts)
  return files
    .filter(isPost)
    .filter(post => !post.date && standing.has(post.path))
    .map(post => post.path)
}

/**
 * The posts that stand in an issue in another language than the one that would be chosen now, by the path of the chosen
 * one: an issue keeps the language in which it told of a post.
 */
export function standingTranslations(
  issues: readonly IssueOutline[],
  id: string,
  files: readonly (Post | NotAPost)[],
): Map<string, string> {
  const standing = new Set(issues.find(({ head }) => head.id === id)?.posts)
  return new Map(
    files.filter(isPost).flatMap(({ path, translations = [] }): [string, string][] => {
      const told = standing.has(path) ? undefined : translations.find(other => standing.has(other))
      return told === undefined ? [] : [[path, told]]
    }),
  )
}

/** The last day of the days that sent issues were about. */
export const lastSentDay = (issues: readonly IssueOutline[]): Day | undefined =>
  issues
    .filter(({ head }) => head.status === 'sent')
    .map(({ head }) => head.window.to)
    .toSorted()
    .at(-1)

/** The number that the next issue gets. */
export const nextNumber = (issues: readonly IssueOutline[]): number =>
  Math.max(0, ...issues.map(({ head }) => head.number)) + 1
