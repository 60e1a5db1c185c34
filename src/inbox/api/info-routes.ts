import { Hono } from 'hono'
import type { ListedMail } from '../mailbox/mailbox.ts'
import type { MailboxFolder } from '../mailbox/mailbox-folder.ts'
import { unreadIn } from './messages-routes.ts'
import { allTags } from './tag-routes.ts'

const name = 'Masthead'

/** What Mailpit tells of itself, told of the test inbox. */
export function createInfoRoutes(mailbox: MailboxFolder): Hono {
  const routes = new Hono()
  const arrived = new Set<string>()
  let removed = 0
  mailbox.subscribe(event => {
    if (event.kind === 'arrived') arrived.add(event.id)
    if (event.kind === 'removed') removed += event.ids.length
  })
  routes.get('/info', async c => {
    const mails = await mailbox.list()
    return c.json({
      Version: name,
      LatestVersion: name,
      Database: '',
      DatabaseSize: bytesOf(mails),
      Messages: mails.length,
      Unread: unreadIn(mails),
      Tags: Object.fromEntries(
        allTags(mails).map(tag => [tag, mails.filter(mail => mail.tags.includes(tag)).length]),
      ),
      RuntimeStats: {
        Uptime: Math.round(process.uptime()),
        Memory: process.memoryUsage.rss(),
        MessagesDeleted: removed,
        SMTPAccepted: arrived.size,
        SMTPAcceptedSize: bytesOf(mails.filter(({ id }) => arrived.has(id))),
        SMTPRejected: 0,
        SMTPIgnored: 0,
      },
    })
  })
  routes.get('/webui', c => c.json(configuration))
  return routes
}

const configuration = {
  Label: name,
  MessageRelay: {
    Enabled: false,
    SMTPServer: '',
    ReturnPath: '',
    AllowedRecipients: '',
    BlockedRecipients: '',
    OverrideFrom: '',
    PreserveMessageIDs: false,
    RecipientAllowlist: '',
  },
  SpamAssassin: false,
  ChaosEnabled: true,
  DuplicatesIgnored: false,
  HideDeleteAllButton: false,
}

function bytesOf(mails: readonly ListedMail[]): number {
  return mails.reduce((sum, { bytes }) => sum + bytes, 0)
}
