import { type Context, Hono } from 'hono'
import type { MailHeader } from '../mailbox/captured-mail.ts'
import type { MailboxFolder } from '../mailbox/mailbox-folder.ts'
import { type OpenMail, openMail } from '../mailbox/open-mail.ts'
import { messageJson } from './message-json.ts'
import { serveFile } from './serve-file.ts'

type Answer = Response | undefined | Promise<Response | undefined>

/** One mail, by its id or as `latest`. */
export function createMessageRoutes(mailbox: MailboxFolder): Hono {
  const routes = new Hono()
  const get = (path: string, answer: (c: Context, mail: OpenMail) => Answer) =>
    routes.get(`/message/:id${path}`, async c => {
      const mail = await findMail(c, mailbox, c.req.param('id') ?? '')
      return (mail && (await answer(c, mail))) ?? c.text('No such message, or no such part in it.\n', 404)
    })
  get('', async (c, mail) => c.json(messageJson(mail, await markRead(mailbox, mail.row.id))))
  get('/headers', (c, { content }) => c.json(headersJson(content.headers)))
  get('/raw', (c, { row, raw }) => {
    if (c.req.query('dl') === '1') c.header('Content-Disposition', `attachment; filename="${row.id}.eml"`)
    return c.body(Uint8Array.from(raw), 200, { 'Content-Type': 'text/plain; charset=utf-8' })
  })
  get('/part/:part', (c, { content }) => {
    const file = content.attachments.find(({ partId }) => partId === c.req.param('part'))
    return file && serveFile(c, file)
  })
  for (const [path, what] of notBuilt)
    routes.on(['GET', 'POST'], `/message/:id${path}`, c => c.text(what, 501))
  return routes
}

const notBuilt = [
  ['/part/:part/thumb', 'The test inbox makes no thumbnails: ask for the part itself.\n'],
  ['/html-check', 'The test inbox has no HTML check in its API: "masthead check" checks issues.\n'],
  ['/link-check', 'The test inbox has no link check in its API: "masthead check" checks issues.\n'],
  ['/sa-check', 'The test inbox has no SpamAssassin.\n'],
  ['/release', 'The test inbox sends nothing on: what it takes stays on this machine.\n'],
] as const

/** A mail by its id; `latest` is the newest, or the newest that fits a `query`. */
export async function findMail(
  c: Context,
  mailbox: MailboxFolder,
  id: string,
): Promise<OpenMail | undefined> {
  if (id !== 'latest') return await openMail(mailbox, id)
  const [newest] = await mailbox.search(c.req.query('query') ?? '', c.req.query('tz'))
  return newest && (await openMail(mailbox, newest.id))
}

/** Notes that a mail was read, where that can be kept, and returns what else is noted about it. */
export async function markRead(
  mailbox: MailboxFolder,
  id: string,
): Promise<{ isRead: boolean; tags: readonly string[] }> {
  let tags: readonly string[] = []
  const noted = mailbox.mark([id], marks => {
    tags = marks.tags
    return { isRead: true }
  })
  // On a full disk, a mail can be read all the same.
  await noted.catch(() => {})
  return { isRead: true, tags }
}

function headersJson(headers: readonly MailHeader[]): Record<string, string[]> {
  const values = new Map<string, string[]>()
  for (const { name, value } of headers) {
    const key = name.toLowerCase().replace(/(?<![a-z0-9])[a-z]/g, letter => letter.toUpperCase())
    const known = values.get(key)
    if (known) known.push(value)
    else values.set(key, [value])
  }
  return Object.fromEntries([...values].sort(([one], [other]) => (one < other ? -1 : 1)))
}
