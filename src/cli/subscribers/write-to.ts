import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { codeOf, SubscriberError } from '../../errors.ts'

/**
 * Writes to a stream no faster than it is read; what its reader no longer wants is dropped. Throws a SubscriberError
 * where it cannot be written for another reason, such as a disk that is full.
 */
export function writeTo(stream: Writable): (text: string) => Promise<void> {
  let failure: NodeJS.ErrnoException | undefined
  stream.once('error', error => {
    failure = error
  })
  return async text => {
    if (failure === undefined && !stream.destroyed && !stream.write(text))
      await Promise.race([once(stream, 'drain'), once(stream, 'close')]).catch(() => {})
    if (failure !== undefined && failure.code !== 'EPIPE') throw unwritten(failure)
  }
}

/** Waits until all is written; throws a SubscriberError where it is not. */
export async function flushed(write: (text: string) => Promise<void>, stream: Writable): Promise<void> {
  if (!stream.destroyed) await new Promise<void>(resolve => stream.write('', () => resolve()))
  await write('')
}

const unwritten = (error: Error): SubscriberError =>
  new SubscriberError(`Standard output cannot be written (${codeOf(error)}): the export is not whole`, {
    cause: error,
  })
