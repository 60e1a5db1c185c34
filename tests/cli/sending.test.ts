import { readFileSync, writeFileSync } from 'node:fs'
import { Writable } from 'node:stream'
import { describe, expect, it, vi } from 'vitest'
import { aMailServer, aServerThatSays, usual } from '../a-mail-server.ts'
import { aPost, aWorkspace, settings, type Workspace } from '../a-workspace.ts'
import { masthead, mastheadOn, type Run } from '../run-masthead.ts'

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

const oneByOne = { 'masthead.yaml': `${settings}from: weekly@example.org\nsending: { connections: 1 }\n` }

const runIn = ({ directory }: Workspace, url: string, ...command: string[]) =>
  mastheadOn({ env: { MASTHEAD_SMTP_URL: url } }, '-C', directory, ...command)

describe('sending', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])(
    'pauses after what is under way on %s, and resume goes on',
    async signal => {
      const listeners = new Map<string, () => void>()
      const server = await aServerThatSays(command => {
        if (command.startsWith('DATA')) listeners.get(signal)?.()
        return usual(command)
      })
      const on = (name: string, listener: () => void) => listeners.set(name, listener)
      const workspace = await anIssue(oneByOne)
      const { exitCode, stdout } = await sendIn(workspace, server.url, { on })
      expect({ exitCode, ...JSON.parse(stdout) }).toMatchObject({
        exitCode: 1,
        status: 'paused',
        sent: server.received.length,
        queued: 3 - server.received.length,
      })
      expect(server.received.length).toBeLessThan(3)
      expect(await runIn(workspace, server.url, 'resume')).toMatchObject({ exitCode: 0 })
      expect(server.received).toEqual(three)
    },
  )

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

  it('sends what was confirmed, whatever becomes of the issue file before it goes on', async () => {
    const listeners = new Map<string, () => void>()
    const workspace = await anIssue(oneByOne)
    const server = await aMailServer({
      onMailFrom(_address, _session, done) {
        listeners.get('SIGINT')?.()
        done()
      },
    })
    await sendIn(workspace, server.url, { on: (name, listener) => listeners.set(name, listener) })
    await workspace.write(issue, (await workspace.read(issue)).replaceAll('One sentence', 'Another sentence'))
    await runIn(workspace, server.url, 'resume')
    expect(server.mails.map(({ email }) => /(\w+) sentence/.exec(email.text ?? '')?.[1])).toEqual([
      'One',
      'One',
      'One',
    ])
  })
})

describe('two runs at once', () => {
  it.each([
    ['send', /Issue 2026-W03 is on its way already: .*"masthead resume 2026-W03" goes on/s],
    ['resume', /Another program is sending issue 2026-W03.*"masthead status 2026-W03"/s],
  ])('of which the second is %s: it is told so, and nobody gets it twice', async (command, told) => {
    const seconds: Run[] = []
    const workspace = await anIssue(oneByOne)
    const server = await aMailServer({
      onMailFrom(_address, _session, done) {
        const second =
          command === 'send' ? sendIn(workspace, server.url) : runIn(workspace, server.url, command)
        second.then(run => seconds.push(run)).then(() => done(), done)
      },
    })
    const first = await sendIn(workspace, server.url)
    expect({ exitCode: first.exitCode, ...JSON.parse(first.stdout) }).toMatchObject({ exitCode: 0, sent: 3 })
    for (const second of seconds)
      expect(second).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(told) })
    expect([seconds.length, server.mails.flatMap(({ to }) => to)]).toEqual([3, three])
  })

  it('that begin at the same moment: one of them sends', async () => {
    const server = await aMailServer()
    const workspace = await anIssue()
    const runs = await Promise.all([sendIn(workspace, server.url), sendIn(workspace, server.url)])
    expect(server.mails.flatMap(({ to }) => to).toSorted()).toEqual(three)
    expect(runs.filter(({ exitCode }) => exitCode === 0).length).toBeGreaterThan(0)
    for (const { exitCode, stderr } of runs)
      if (exitCode !== 0) expect(stderr).toMatch(/on its way already|Another program is sending/)
  })
})

describe('the issue of a run', () => {
  it('counts as sent when the server may have taken it', async () => {
    const server = await aServerThatSays(command => (command === 'message' ? 'lorem ipsum' : usual(command)))
    const workspace = await anIssue()
    await sendIn(workspace, server.url)
    expect(await workspace.read(issue)).toContain('status: sent\n')
  })

  it('counts as sent as soon as the first has it', async () => {
    const workspace = await anIssue(oneByOne)
    const statusNow = () => /status: \w+/.exec(readFileSync(workspace.path(issue), 'utf8'))?.[0]
    const statuses: (string | undefined)[] = []
    const server = await aMailServer({
      onMailFrom(_address, _session, done) {
        if (statuses.length === 0) statuses.push(statusNow())
        else if (statuses.length === 1)
          return void vi
            .waitFor(() => expect(statusNow()).toBe('status: sent'))
            .then(() => statuses.push(statusNow()))
            .then(() => done(), done)
        done()
      },
    })
    await sendIn(workspace, server.url)
    expect(statuses).toEqual(['status: draft', 'status: sent'])
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
