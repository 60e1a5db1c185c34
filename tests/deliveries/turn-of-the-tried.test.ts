import { expect, it } from 'vitest'
import { aServerThatSays, usual } from '../a-mail-server.ts'
import { aPost, aWorkspace, settings } from '../a-workspace.ts'
import { join, withPeople } from '../people-of-a-workspace.ts'
import { mastheadWith } from '../run-masthead.ts'

const [ada, bo, cy] = ['ada@example.org', 'bo@example.org', 'cy@example.org']

it('sends first to those whom a server put off, as soon as their time has come', async () => {
  const putOff = new Set([cy])
  const server = await aServerThatSays(command => {
    const to = /^RCPT TO:<(.*)>/.exec(command)?.[1] ?? ''
    return putOff.delete(to) ? '450 4.2.0 Greylisted' : usual(command)
  })
  const workspace = await aWorkspace({
    'masthead.yaml': `${settings}from: 周报 <weekly@example.org>\nsending: { connections: 1 }\n`,
    'content/a.md': aPost({ title: 'A', date: '2026-01-13' }),
  })
  const masthead = (...args: string[]) =>
    mastheadWith({ MASTHEAD_SMTP_URL: server.url }, '-C', workspace.directory, ...args)
  await masthead('compose', '--week', '2026-W03')
  await join(workspace, ada, bo, cy)
  await masthead('send', '2026-W03', '--yes', '--no-wait')
  await withPeople(workspace, async ({ database: { sqlite } }) =>
    sqlite.exec(`UPDATE dispatches SET status = 'paused';
      UPDATE deliveries SET status = 'queued', not_before = '2026-01-01T00:00:00Z', first_try = NULL
        WHERE address != '${cy}';
      UPDATE deliveries SET not_before = at WHERE address = '${cy}'`),
  )
  server.received.length = 0
  await masthead('resume', '--no-wait')
  expect(server.received).toEqual([cy, ada, bo])
})
