import { createInboxPages, type InboxPagesOptions } from '../../../src/inbox/pages/inbox-pages.ts'
import { frameTokenOf } from '../../../src/inbox/pages/page-access.ts'
import { aMailboxWith } from '../a-mailbox.ts'

export const token = 'a-secret'

/** The pages of an inbox that holds one mail, and ways to ask for them. */
export async function anInboxWith(raw: string | Buffer, options: Partial<InboxPagesOptions> = {}) {
  const { mailbox, id } = await aMailboxWith(raw)
  const pages = createInboxPages({ mailbox, token, smtpUrl: 'smtp://127.0.0.1:1025', ...options })
  const get = (path: string, headers: Record<string, string> = {}) =>
    pages.request(`http://localhost${path}`, { headers })
  const ask = (path: string, init: RequestInit = {}) =>
    pages.request(`http://localhost/${token}/${path}`, init)
  return {
    id,
    mailbox,
    pages,
    get,
    ask,
    page: async (path: string) => await (await ask(path)).text(),
    /** A mail as it is framed, at an address without the token. */
    framed: (path: string) => pages.request(`http://localhost/${frameTokenOf(token)}/${path}`),
    post: (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
      ask(path, { method: 'POST', body: new URLSearchParams(form), headers }),
  }
}

/** A mail with one HTML part. */
export const htmlMail = (html: string, headers: readonly string[] = []) =>
  [
    'Subject: Hello',
    'MIME-Version: 1.0',
    ...headers,
    'Content-Type: text/html; charset=utf-8',
    '',
    html,
  ].join('\r\n')
