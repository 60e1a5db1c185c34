export interface ErrorDetails {
  /** What the reader can do about it, as a sentence. */
  wayOut?: string
  cause?: unknown
}

/** Something Masthead could not do: the message names what, where, what was found and what was wanted. */
export class MastheadError extends Error {
  readonly wayOut: string | undefined

  constructor(message: string, { wayOut, cause }: ErrorDetails = {}) {
    super(message, { cause })
    this.name = new.target.name
    this.wayOut = wayOut
  }
}

/** The command line asks for something that does not exist or contradicts itself. */
export class UsageError extends MastheadError {}

/** `masthead.yaml` cannot be read, or a value in it is not what its key takes. */
export class ConfigError extends MastheadError {}

/** The content folder, or a post that was asked for by name, cannot be read. */
export class PostError extends MastheadError {}

/** An issue file is missing, or its text is not in the format that the README describes. */
export class IssueError extends MastheadError {}

/** An issue was saved by somebody else while it was being changed; nothing was written. */
export class IssueChangedError extends IssueError {
  constructor(path: string) {
    super(`${path} was saved while it was being changed, and is left as it is`, { wayOut: 'Do it again.' })
  }
}

/** A template cannot be read, compiled or rendered. */
export class TemplateError extends MastheadError {}

/** The database cannot be opened or written. */
export class DatabaseError extends MastheadError {}

/** The disk takes nothing more. */
export class DiskFullError extends DatabaseError {}

/** People cannot be read from their file, or what is asked must not be done to them. */
export class SubscriberError extends MastheadError {}

/** A mail cannot be handed to the server, or the test inbox cannot listen. */
export class DeliveryError extends MastheadError {}

/** The public pages cannot be served. */
export class SiteError extends MastheadError {}

/** An error of the operating system, such as a file that may not be opened. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && 'syscall' in error

/** `EACCES` and the like, else the message of an error. */
export function codeOf(error: unknown): string {
  if (isSystemError(error) && error.code) return error.code
  return error instanceof Error ? error.message : String(error)
}
