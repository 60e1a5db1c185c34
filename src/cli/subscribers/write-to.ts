import { once } from 'node:events'
import type { Writable } from 'node:stream'

/** Writes to a stream no faster than it is read; what its reader no longer wants is dropped. */
export function writeTo(stream: Writable): (text: string) => Promise<void> {
  let isGone = false
  stream.once('error', () => {
    isGone = true
  })
  return async text => {
    if (isGone || stream.destroyed || stream.write(text)) return
    await Promise.race([once(stream, 'drain'), once(stream, 'close')]).catch(() => {
      isGone = true
    })
  }
}
