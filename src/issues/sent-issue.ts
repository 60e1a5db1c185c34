import { IssueError } from '../errors.ts'

/** What is said of an issue that went out and would be composed into another one. */
export function alreadySent(id: string): IssueError {
  return new IssueError(
    `Issue ${id} was sent: its file stays as it went out, and its posts have changed since`,
    {
      wayOut: 'Name other days, or write "status: draft" into its header to go on with it.',
    },
  )
}
