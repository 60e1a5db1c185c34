import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Mailbox, MailboxEvent } from '../mailbox/mailbox.ts'

const heartbeatMs = 25_000

/** What happens in the mailbox, told to pages that stay open, as server-sent events. */
export function createMailboxEvents(mailbox: Mailbox): Hono {
  const events = new Hono()
  events.get('/events', c =>
    streamSSE(c, async stream => {
      const waiting: MailboxEvent[] = []
      let wake = () => {}
      const unsubscribe = mailbox.subscribe(event => {
        waiting.push(event)
        wake()
      })
      stream.onAbort(() => {
        unsubscribe()
        wake()
      })
      // Mail that came between the page and this connection shows by the newest id.
      const [newest] = await mailbox.list()
      await stream.writeSSE({ event: 'ready', data: newest?.id ?? '' })
      while (!stream.aborted) {
        for (const event of waiting.splice(0)) await stream.writeSSE({ data: JSON.stringify(event) })
        const { promise, resolve } = Promise.withResolvers<void>()
        wake = resolve
        // A page that went away without a word is found out by writing to it.
        const heartbeat = setTimeout(resolve, heartbeatMs).unref()
        if (waiting.length === 0 && !stream.aborted) await promise
        clearTimeout(heartbeat)
        if (waiting.length === 0 && !stream.aborted) await stream.write(': still here\n\n')
      }
    }),
  )
  return events
}
