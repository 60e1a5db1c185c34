import { describe, expect, it } from 'vitest'
import { prefer } from '../../src/subscribers/rules/prefer.ts'
import { aMailServer } from '../a-mail-server.ts'
import { aPost, aWorkspace, settings, type Workspace } from '../a-workspace.ts'
import { change, join, withPeople } from '../people-of-a-workspace.ts'
import { masthead, mastheadWith } from '../run-masthead.ts'
import { asked, left, minute } from '../store/a-subscriber-store.ts'

const pages = 'pages: { url: "https://letters.example-weekly.org/" }\n'
const [ada, bo, cy] = ['ada@example.org', 'bo@example.org', 'cy@example.org']

async function anIssue(more = pages): Promise<Workspace> {
  const workspace = await aWorkspace({
    'masthead.yaml': `${settings}from: 周报 <weekly@example.org>\n${more}`,
    'content/a.md': aPost({ title: 'A', date: '2026-01-13' }),
  })
  await masthead('-C', workspace.directory, 'compose', '--week', '2026-W03')
  return workspace
}

const send = ({ directory }: Workspace, url: string, ...flags: string[]) =>
  mastheadWith({ MASTHEAD_SMTP_URL: url }, '-C', directory, 'send', '2026-W03', '--yes', ...flags)

const who = async ({ directory }: Workspace) =>
  (await masthead('-C', directory, 'status', '2026-W03', '--who')).stdout

const pausedUntil = (until: string) =>
  prefer({
    at: minute(1),
    how: 'page',
    place: '/',
    details: {},
    profile: {},
    pausedUntil: new Date(until),
  })

describe('masthead send without --to-file', () => {
  it('goes to the active subscribers, counts who has not confirmed, and names who pauses', async () => {
    const server = await aMailServer()
    const workspace = await anIssue()
    await join(workspace, ada, bo)
    await change(workspace, pausedUntil('2999-01-02T00:00:00Z'), bo)
    await change(workspace, asked(), cy)
    const { exitCode, stdout } = await send(workspace, server.url)
    expect(exitCode).toBe(0)
    expect(stdout).toContain('1 person, 1 left out')
    expect(stdout).toContain('1 person asked and has not confirmed yet')
    expect(stdout).toContain(`  - ${bo}: paused until 2999-01-02\n`)
    expect(stdout).not.toContain(cy)
    expect(server.mails.map(({ to }) => to[0])).toEqual([ada])
  })

  it('counts who left, and says of a segment that nobody is in it', async () => {
    const server = await aMailServer()
    const workspace = await anIssue()
    await join(workspace, ada, bo)
    await masthead('-C', workspace.directory, 'subscribers', 'remove', bo)
    expect((await send(workspace, server.url, '--dry-run')).stdout).toContain('of the list, 1 unsubscribed')
    expect(await send(workspace, server.url, '--segment', 'tag:nix')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/Nobody who is active is in the segment 'tag:nix'\n.*subscribers list/),
    })
  })

  it.each([
    ['--yes', 'stopped'],
    ['--dry-run', 'planned'],
  ])('does not go where its checks find an error, with %s', async (flag, status) => {
    const server = await aMailServer()
    const workspace = await anIssue()
    await join(workspace, ada)
    const file = 'issues/2026-W03/issue.md'
    await workspace.write(file, (await workspace.read(file)).replace(/## [\s\S]*/, 'Nothing this week.\n'))
    const run = await send(workspace, server.url, flag, '--json')
    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('The issue has no entries') })
    expect(JSON.parse(run.stdout)).toMatchObject({ status })
    expect(server.mails).toEqual([])
  })

  it('is told with its time by status where it begins later', async () => {
    const server = await aMailServer()
    const workspace = await anIssue()
    await join(workspace, ada)
    const inTwoDays = `${new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)} 08:00`
    await send(workspace, server.url, '--at', inTwoDays, '--no-wait')
    const { stdout } = await masthead('-C', workspace.directory, 'status')
    expect(stdout).toContain(`2026-W03  begins ${inTwoDays}`)
  })

  it('is paced by a limit per second, and does not end for it with --no-wait', async () => {
    const server = await aMailServer()
    const workspace = await anIssue('sending: { limits: { second: 1 } }\n')
    await join(workspace, ada, bo, cy)
    expect(await send(workspace, server.url, '--no-wait')).toMatchObject({ exitCode: 0 })
    expect(server.mails).toHaveLength(3)
  })

  it('says that there is nobody to send to, and what to do', async () => {
    const server = await aMailServer()
    expect(await send(await anIssue(), server.url)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/There are no subscribers[\s\S]*masthead subscribers import/),
    })
  })

  it('leaves out who leaves after the plan was confirmed, with the reason', async () => {
    const workspace = await anIssue(`${pages}sending: { connections: 1 }\n`)
    await join(workspace, ada, bo, cy)
    const server = await aMailServer({
      hidePIPELINING: true,
      onRcptTo({ address }, _session, done) {
        const leaving = address === ada ? change(workspace, left(), cy) : Promise.resolve()
        leaving.then(() => done(), done)
      },
    })
    const { exitCode, stdout } = await send(workspace, server.url, '--json')
    expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({
      exitCode: 0,
      sent: 2,
      recipients: 3,
      cancelled: 1,
    })
    expect(await who(workspace)).toContain(`${cy},cancelled,`)
    expect(await who(workspace)).toContain(',unsubscribed on 2026-01-19\n')
    expect(server.mails.map(({ to }) => to[0])).toEqual([ada, bo])
  })

  it('sends nothing to an address that was forgotten', async () => {
    const server = await aMailServer()
    const workspace = await anIssue()
    await join(workspace, ada, bo)
    await send(workspace, server.url)
    await withPeople(workspace, ({ store }) => store.forget(ada, minute(9)))
    const { exitCode, stdout } = await send(workspace, server.url, '--json')
    expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({
      exitCode: 0,
      status: 'planned',
      recipients: 0,
    })
    expect(server.mails).toHaveLength(2)
    expect(await who(workspace)).toMatch(/^forgotten:[0-9a-f]{64},sent,/m)
    expect(await who(workspace)).not.toContain(ada)
  })

  it('rehearses with the people of the list, and keeps nothing of it', async () => {
    const workspace = await anIssue()
    await join(workspace, ada)
    for (const _ of [1, 2]) {
      const { stdout } = await masthead('-C', workspace.directory, 'send', '--yes')
      expect(stdout).toContain('Sent      1 of 1')
    }
  })
})

describe('masthead send --to-file', () => {
  it('leaves out who must not be written to, and lets the others leave by mail', async () => {
    const server = await aMailServer()
    const workspace = await anIssue()
    await join(workspace, ada)
    await change(workspace, left(), ada)
    await workspace.write('people.csv', `email\nADA@example.org\n${bo}\n`)
    const { stdout } = await send(workspace, server.url, '--to-file', 'people.csv')
    expect(stdout).toContain('  - ADA@example.org: unsubscribed on 2026-01-19\n')
    expect(stdout).toContain('unsubscribe by mail: "masthead subscribers import"')
    const [mail] = server.mails
    expect([server.mails.length, mail?.to]).toEqual([1, [bo]])
    expect(mail?.email.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toBe(
      '<mailto:weekly@example.org?subject=unsubscribe>',
    )
    expect(`${mail?.email.html}${mail?.email.text}`).not.toMatch(/\/(?:unsubscribe|preferences)\//)
  })

  it('says nothing of pages where nobody has any', async () => {
    const server = await aMailServer()
    const workspace = await anIssue('')
    await workspace.write('people.csv', `email\n${bo}\n`)
    const { stdout } = await send(workspace, server.url, '--to-file', 'people.csv')
    expect(stdout).not.toContain('masthead subscribers import')
  })
})
