import type { Status } from '../subscriber.ts'
import { isSuppressed } from '../suppression.ts'
import { type Arrival, RowError } from './list-format.ts'

/**
 * What `read` says of a person. Of one who left, nothing where it cannot be read: a bad name must not keep them on the
 * list. Of anybody else, it throws its RowError.
 */
export function profileOf(status: Status, read: () => Arrival['profile']): Arrival['profile'] {
  try {
    return read()
  } catch (error) {
    if (error instanceof RowError && isSuppressed(status)) return { name: '', tags: [], attributes: {} }
    throw error
  }
}
