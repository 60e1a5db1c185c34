import type { IssueOutline } from './issue-file.ts'

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
