import { readFileSync, writeFileSync } from 'node:fs'
import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { aMailServer, aServerThatSays, usual } from '../a-mail-server.ts'
import { aPost, aWorkspace, settings, type Workspace } from '../a-workspace.ts'
import { masthead, mastheadOn } from '../run-masthead.ts'

const issue = 'issues/2026-W03/issue.md'
const three = ['a@example.org', 'b@example.org', 'c@example.org']

async function anIssue(files: Record<string, string> = {}): Promise<Workspace> {
  const workspace = await aWorkspace({
    'masthead.yaml': `${settings}from: 周报 <weekly@example.org>\n`,
    'content/a.md': aPost({ title: 'A', date: '2026-01-13' }),
    'people.csv': `email\n${three.join('\n')}\n`,
    ...files,
  })
  await masthead('-C', workspace.directory, 'compose', '--week', '2026-W03')
  return workspace
}

const sendIn = ({ directory }: Workspace, url: string, special: Parameters<typeof mastheadOn>[0] = {}) =>
  mastheadOn(
    { env: { MASTHEAD_SMTP_URL: url }, ...special },
    ...['-C', directory, 'send', '--to-file', 'people.csv', '--yes', '--json'],
  )

describe('sending', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('ends after the delivery under way on %s', async signal => {
    const listeners = new Map<string, () => void>()
    const server = await aServerThatSays(command => {
      if (command.startsWith('DATA')) listeners.get(signal)?.()
      return usual(command)
    })
    const once = (name: string, listener: () => void) => listeners.set(name, listener)
    const { exitCode, stdout } = await sendIn(await anIssue(), server.url, { once })
    expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({ exitCode: 1, sent: 1 })
    expect(server.received).toEqual(['a@example.org'])
  })

  it.each([
    ['a closed pipe', 'EPIPE', 0],
    ['a terminal that is gone', 'EIO', 0],
    ['a full disk', 'ENOSPC', 1],
  ])('goes on where what it says goes to %s', async (_name, code, exitCode) => {
    const server = await aMailServer()
    const stderr = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code, syscall: 'write' })),
    })
    expect(await sendIn(await anIssue(), server.url, { stderr })).toMatchObject({ exitCode })
    expect(server.mails).toHaveLength(3)
  })

  it('goes on where the issue file is broken meanwhile, and reports', async () => {
    const workspace = await anIssue()
    const server = await aServerThatSays(command => {
      if (command === 'message') writeFileSync(workspace.path(issue), 'half a file')
      return usual(command)
    })
    const { exitCode, stdout, stderr } = await sendIn(workspace, server.url)
    expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({ exitCode: 0, sent: 3 })
    expect(stderr).toContain('cannot be marked so: ')
    expect(await workspace.read(issue)).toBe('half a file')
  })
})

describe('two runs at once', () => {
  it('share the people, and neither reports a failure', async () => {
    const server = await aMailServer()
    const workspace = await anIssue()
    const runs = await Promise.all([sendIn(workspace, server.url), sendIn(workspace, server.url)])
    const reports = runs.map(({ stdout }) => JSON.parse(stdout))
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0])
    expect(reports[0].sent + reports[1].sent).toBe(3)
    expect(server.mails.map(({ to }) => to[0]).toSorted()).toEqual(three)
  })
})

describe('the issue of a run', () => {
  it('counts as sent when the server may have taken it', async () => {
    const server = await aServerThatSays(command => (command === 'message' ? 'lorem ipsum' : usual(command)))
    const workspace = await anIssue()
    await sendIn(workspace, server.url)
    expect(await workspace.read(issue)).toContain('status: sent\n')
  })

  it('counts as sent from the first delivery on', async () => {
    const workspace = await anIssue()
    const statuses: (string | undefined)[] = []
    const server = await aServerThatSays(command => {
      if (command.startsWith('MAIL'))
        statuses.push(/status: \w+/.exec(readFileSync(workspace.path(issue), 'utf8'))?.[0])
      return usual(command)
    })
    await sendIn(workspace, server.url)
    expect(statuses).toEqual(['status: draft', 'status: sent', 'status: sent'])
  })

  it('is marked by the next run where one was killed before it could', async () => {
    const server = await aMailServer()
    const workspace = await anIssue()
    await sendIn(workspace, server.url)
    await workspace.write(issue, (await workspace.read(issue)).replace('status: sent', 'status: draft'))
    await sendIn(workspace, server.url)
    expect(await workspace.read(issue)).toContain('status: sent\n')
    expect(server.mails).toHaveLength(3)
  })

  it('is not sent under another id than its folder has', async () => {
    const server = await aMailServer()
    const workspace = await anIssue()
    await workspace.write('issues/2026-W04/issue.md', await workspace.read(issue))
    const { exitCode, stderr } = await sendIn(workspace, server.url)
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(
        /2026-W04\/issue\.md: "id" in the header is "2026-W03", and its folder "2026-W04"/,
      ),
    })
    expect(server.mails).toEqual([])
  })
})
