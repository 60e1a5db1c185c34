import { Hono } from 'hono'
import type { Chaos } from '../chaos.ts'
import { reasonOf } from '../mailbox/captured-mail.ts'
import type { MailboxFolder } from '../mailbox/mailbox-folder.ts'
import { refuseStrangers } from '../pages/page-access.ts'
import { protectAnswers, requireTokenOrPassword } from './api-access.ts'
import { createChaosRoutes } from './chaos-routes.ts'
import { createInfoRoutes } from './info-routes.ts'
import { createMessageRoutes } from './message-routes.ts'
import { createMessagesRoutes } from './messages-routes.ts'
import { statusOf } from './request-body.ts'
import { createSendRoutes } from './send-routes.ts'
import { createTagRoutes } from './tag-routes.ts'
import { createViewRoutes } from './view-routes.ts'

/** What the API tells of and changes. */
export interface InboxApiOptions {
  mailbox: MailboxFolder
  /** Letters, digits, `-` and `_`. */
  token: string
  chaos: Chaos
}

/** The part of Mailpit's HTTP API that tools use, under `/<token>/` and, with the token as password, under `/`. */
export function createInboxApi({ mailbox, token, chaos }: InboxApiOptions): Hono {
  const app = new Hono()
  app.notFound(c => c.text('This call is not part of the API of the test inbox.\n', 404))
  app.onError((error, c) => c.text(`Error: ${reasonOf(error)}\n`, statusOf(error)))
  app.use(protectAnswers, refuseStrangers)
  for (const path of ['/livez', '/readyz']) app.get(path, c => c.text('ok'))
  app.use(requireTokenOrPassword(token))
  const calls = new Hono()
  calls.route('/', createInfoRoutes(mailbox))
  calls.route('/', createMessagesRoutes(mailbox))
  calls.route('/', createMessageRoutes(mailbox))
  calls.route('/', createTagRoutes(mailbox))
  calls.route('/', createSendRoutes(mailbox))
  calls.route('/', createChaosRoutes(chaos))
  const all = new Hono().route('/api/v1', calls).route('/view', createViewRoutes(mailbox))
  return app.route('/', all).route(`/${token}`, all)
}

/** Whether a path, with the token in front or without, is one of the API. */
export function isApiPath(path: string, token: string): boolean {
  const rest = path.startsWith(`/${token}/`) ? path.slice(token.length + 1) : path
  return /^\/(?:api\/|view\/|(?:livez|readyz)$)/.test(rest)
}
