import { describe, expect, it } from 'vitest'
import { aMailServer } from '../a-mail-server.ts'
import { aPost, aWorkspace, settings } from '../a-workspace.ts'
import { join, withPeople } from '../people-of-a-workspace.ts'
import { mastheadWith } from '../run-masthead.ts'

const [ada, bo, cy] = ['ada@example.org', 'bo@example.org', 'cy@example.org']

/** An issue that Ada has; the program died when Bo's mail was under way, and Cy still waits. */
async function aCrash() {
  const server = await aMailServer()
  const workspace = await aWorkspace({
    'masthead.yaml': `${settings}from: 周报 <weekly@example.org>\n`,
    'content/a.md': aPost({ title: 'A', date: '2026-01-13' }),
  })
  const masthead = (...args: string[]) =>
    mastheadWith({ MASTHEAD_SMTP_URL: server.url }, '-C', workspace.directory, ...args, '--json')
  await masthead('compose', '--week', '2026-W03')
  await join(workspace, ada, bo, cy)
  await masthead('send', '2026-W03', '--yes')
  await withPeople(workspace, async ({ database: { sqlite } }) =>
    sqlite.exec(`UPDATE dispatches SET status = 'sending';
      UPDATE deliveries SET status = 'claimed' WHERE address = '${bo}';
      UPDATE deliveries SET status = 'queued', not_before = at, first_try = NULL WHERE address = '${cy}'`),
  )
  server.mails.length = 0
  return { masthead, got: () => server.mails.map(({ to }) => to[0]) }
}

describe('after a crash', () => {
  it('sends to those who wait, and to nobody who was under way', async () => {
    const { masthead, got } = await aCrash()
    const { exitCode, stdout } = await masthead('resume')
    expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({ exitCode: 1, sent: 2, uncertain: 1 })
    expect(got()).toEqual([cy])
  })

  it.each([
    { how: '--accept-uncertain', gets: [cy] },
    { how: '--resend-uncertain', gets: [bo, cy] },
  ])('decides at once on those who were under way: $how', async ({ how, gets }) => {
    const { masthead, got } = await aCrash()
    const { exitCode, stdout } = await masthead('resume', how)
    expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({ exitCode: 0, sent: 3, uncertain: 0 })
    expect(got().toSorted()).toEqual(gets)
  })

  it.each(['--accept-uncertain', '--resend-uncertain'])(
    'needs no id to decide with %s, also when all else is done',
    async how => {
      const { masthead } = await aCrash()
      await masthead('resume')
      const { exitCode, stdout } = await masthead('resume', how)
      expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({ exitCode: 0, issue: '2026-W03', sent: 3 })
    },
  )

  it('knows after cancelling of whom nobody knows', async () => {
    const { masthead } = await aCrash()
    await masthead('cancel', '--yes')
    const { stdout } = await masthead('status', '2026-W03')
    expect(JSON.parse(stdout).counts).toMatchObject({ sent: 1, claimed: 0, uncertain: 1, cancelled: 1 })
  })
})
