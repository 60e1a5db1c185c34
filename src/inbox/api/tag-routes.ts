import { Hono } from 'hono'
import * as v from 'valibot'
import { UsageError } from '../../errors.ts'
import { isSameTag, tagsOf } from '../mailbox/mail-marks.ts'
import type { ListedMail } from '../mailbox/mailbox.ts'
import type { MailboxFolder } from '../mailbox/mailbox-folder.ts'
import { readBody } from './request-body.ts'

const list = v.nullish(v.array(v.string()), [])
const tagging = v.object({ IDs: list, Tags: list })
const renaming = v.object({ Name: v.string() })

/** The tags of mails. */
export function createTagRoutes(mailbox: MailboxFolder): Hono {
  const routes = new Hono()
  routes.get('/tags', async c => c.json(allTags(await mailbox.list())))
  routes.put('/tags', async c => {
    const { IDs, Tags: tags } = await readBody(c, tagging)
    if (IDs.length === 0) throw new UsageError('"IDs" names no message')
    await mailbox.mark(IDs, () => ({ tags }))
    return c.text('ok')
  })
  routes.put('/tags/:tag', async c => {
    const [name] = tagsOf([(await readBody(c, renaming)).Name])
    if (name === undefined) throw new UsageError('"Name": expected letters, digits, spaces, "-", "." or "_"')
    await replaceTag(mailbox, c.req.param('tag'), [name])
    return c.text('ok')
  })
  routes.delete('/tags/:tag', async c => {
    await replaceTag(mailbox, c.req.param('tag'), [])
    return c.text('ok')
  })
  return routes
}

/** Every tag once, in the order of the alphabet. */
export function allTags(mails: readonly ListedMail[]): string[] {
  return tagsOf(mails.flatMap(({ tags }) => tags)).sort((one, other) => one.localeCompare(other))
}

async function replaceTag(mailbox: MailboxFolder, tag: string, by: readonly string[]): Promise<void> {
  const mails = await mailbox.list()
  const tagged = mails.filter(({ tags }) => tags.some(other => isSameTag(other, tag)))
  if (tagged.length === 0) throw new UsageError(`No message has the tag "${tag}"`)
  await mailbox.mark(
    tagged.map(({ id }) => id),
    ({ tags }) => ({ tags: tags.flatMap(other => (isSameTag(other, tag) ? by : [other])) }),
  )
}
