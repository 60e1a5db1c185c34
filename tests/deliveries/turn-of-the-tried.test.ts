import { expect, it } from 'vitest'
import { aServerThatSays, usual } from '../a-mail-server.ts'
import { aPost, aWorkspace, settings } from '../a-workspace.ts'
import { join, withPeople } from '../people-of-a-workspace.ts'
import { mastheadWith } from '../run-masthead.ts'

const [ada, bo, cy] = ['ada@example.org', 'bo@example.org', 'cy@example.org']

/** An issue, three people, and what sends it to them over one connection. */
async function aSending(url: string) {
  const workspace = await aWorkspace({
    'masthead.yaml': `${settings}from: 周报 <weekly@example.org>\nsending: { connections: 1 }\n`,
    'content/a.md': aPost({ title: 'A', date: '2026-01-13' }),
  })
  const masthead = (...args: string[]) =>
    mastheadWith({ MASTHEAD_SMTP_URL: url }, '-C', workspace.directory, ...args)
  await masthead('compose', '--week', '2026-W03')
  await join(workspace, ada, bo, cy)
  return { masthead, workspace }
}

it('tries those again after a long pause whom a server had put off before it', async () => {
  const server = await aServerThatSays(command =>
    command.startsWith('RCPT') ? '450 4.2.0 Later' : usual(command),
  )
  const { masthead, workspace } = await aSending(server.url)
  await masthead('send', '2026-W03', '--yes', '--no-wait')
  const resume = async (status: string) => {
    await withPeople(workspace, async ({ database: { sqlite } }) =>
      sqlite.exec(`UPDATE dispatches SET status = '${status}';
        UPDATE deliveries SET not_before = at, first_try = '2026-01-01T00:00:00Z'`),
    )
    await masthead('resume', '--no-wait', '--json')
    return JSON.parse((await masthead('status', '2026-W03', '--json')).stdout).counts
  }
  expect(await resume('paused')).toMatchObject({ deferred: 3, failed: 0 })
  expect(await resume('sending')).toMatchObject({ deferred: 0, failed: 3 })
})

it('sends first to those whom a server put off, as soon as their time has come', async () => {
  const putOff = new Set([cy])
  const server = await aServerThatSays(command => {
    const to = /^RCPT TO:<(.*)>/.exec(command)?.[1] ?? ''
    return putOff.delete(to) ? '450 4.2.0 Greylisted' : usual(command)
  })
  const { masthead, workspace } = await aSending(server.url)
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
