import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { UsageError } from '../../errors.ts'
import type { ListedMail } from '../mailbox/mailbox.ts'
import type { MailboxFolder } from '../mailbox/mailbox-folder.ts'
import { itemJson } from './message-json.ts'
import { readBody } from './request-body.ts'
import { allTags } from './tag-routes.ts'

const ids = v.nullish(v.array(v.string()), [])
const deletion = v.object({ IDs: ids })
const reading = v.object({ IDs: ids, Read: v.nullish(v.boolean(), false), Search: v.nullish(v.string(), '') })

/** Lists of mails, and what is done with many at once. */
export function createMessagesRoutes(mailbox: MailboxFolder): Hono {
  const routes = new Hono()
  const idsOf = async (found: Promise<ListedMail[]>) => (await found).map(({ id }) => id)
  routes.get('/messages', async c => {
    const all = await mailbox.list()
    return c.json(listJson(c, all, all))
  })
  routes.put('/messages', async c => {
    const { IDs, Read: isRead, Search } = await readBody(c, reading)
    if (IDs.length > 0 && Search !== '')
      throw new UsageError('"IDs" and "Search" say different things: give one')
    const wanted = IDs.length > 0 ? IDs : await idsOf(mailbox.search(Search, c.req.query('tz')))
    await mailbox.mark(wanted, () => ({ isRead }))
    return c.text('ok')
  })
  routes.delete('/messages', async c => {
    const { IDs } = await readBody(c, deletion)
    await mailbox.remove(IDs.length > 0 ? IDs : await idsOf(mailbox.list()))
    return c.text('ok')
  })
  routes.get('/search', async c => c.json(listJson(c, await mailbox.list(), await search(c, mailbox))))
  routes.delete('/search', async c => {
    await mailbox.remove(await idsOf(search(c, mailbox)))
    return c.text('ok')
  })
  return routes
}

async function search(c: Context, mailbox: MailboxFolder): Promise<ListedMail[]> {
  const query = c.req.query('query')?.trim() ?? ''
  if (query === '') throw new UsageError('"query" is missing')
  return await mailbox.search(query, c.req.query('tz'))
}

function listJson(c: Context, all: readonly ListedMail[], found: readonly ListedMail[]) {
  const start = countIn(c.req.query('start'), 0)
  const shown = found.slice(start, start + countIn(c.req.query('limit'), 50))
  return {
    total: all.length,
    unread: unreadIn(all),
    count: shown.length,
    messages_count: found.length,
    messages_unread: unreadIn(found),
    start,
    tags: allTags(all),
    messages: shown.map(itemJson),
  }
}

/** How many mails nobody has read. */
export function unreadIn(mails: readonly ListedMail[]): number {
  return mails.filter(mail => !mail.isRead).length
}

function countIn(written: string | undefined, otherwise: number): number {
  return /^\d{1,9}$/.test(written ?? '') ? Number(written) : otherwise
}
