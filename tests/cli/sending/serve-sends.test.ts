import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { aMailServer, aServerThatSays, usual } from '../../a-mail-server.ts'
import { aPost, aWorkspace, settings, type Workspace } from '../../a-workspace.ts'
import { join } from '../../people-of-a-workspace.ts'
import { masthead, mastheadWith } from '../../run-masthead.ts'
import { whileServing } from '../../while-serving.ts'

const week = '2026-W03'
const patience = { timeout: 30_000, interval: 50 }

async function anIssue(...people: string[]): Promise<Workspace> {
  const workspace = await aWorkspace({
    'masthead.yaml': `${settings}from: 周报 <weekly@example.org>\npages: { url: "https://letters.example-weekly.org/" }\n`,
    'content/a.md': aPost({ title: 'A', date: '2026-01-13' }),
  })
  await masthead('-C', workspace.directory, 'compose', '--week', week)
  await join(workspace, ...people)
  return workspace
}

const statusOf = async ({ directory }: Workspace) =>
  JSON.parse((await masthead('-C', directory, '--json', 'status')).stdout)[0]

/** Sends an issue in a process of its own. */
function sending({ directory }: Workspace, url: string, ...flags: string[]): ChildProcess {
  const env = { ...process.env, MASTHEAD_SMTP_URL: url }
  const args = ['src/cli/masthead.js', '-C', directory, 'send', week, '--yes', ...flags]
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

const soon = (ms: number) => `${new Date(Date.now() + ms).toISOString().slice(0, 19)}Z`

describe('masthead serve', () => {
  it('sends what another program was to send later, and died before, and marks it as sent', async () => {
    const server = await aMailServer()
    const workspace = await anIssue('ada@example.org', 'bo@example.org')
    const child = sending(workspace, server.url, '--at', soon(6000))
    await vi.waitFor(async () => expect(await statusOf(workspace)).toMatchObject({ queued: 2 }), patience)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(server.mails).toEqual([])
    const { stderr } = await whileServing(
      workspace.directory,
      async () => {
        const isDone = async () =>
          expect(await statusOf(workspace)).toMatchObject({ status: 'done', sent: 2 })
        await vi.waitFor(isDone, patience)
      },
      { flags: ['--port', '0'], env: { MASTHEAD_SMTP_URL: server.url } },
    )
    expect(server.mails.flatMap(({ to }) => to).toSorted()).toEqual(['ada@example.org', 'bo@example.org'])
    expect(stderr).toContain(`Issue ${week}: sending what is due.`)
    expect(stderr).toContain(`Issue ${week}: done; 2 sent.`)
    expect(await workspace.read(`issues/${week}/issue.md`)).toContain('status: sent')
  })

  it('leaves an issue as one to go on with when it ends, after what is under way', async () => {
    const people = ['a@example.org', 'b@example.org', 'c@example.org']
    const workspace = await anIssue(...people)
    const ended = Promise.withResolvers<void>()
    const slow = await aMailServer({
      onRcptTo(_address, _session, done) {
        ended.resolve()
        setTimeout(done, 300)
      },
    })
    const env = { MASTHEAD_SMTP_URL: slow.url }
    const limits = 'sending: { connections: 1, limits: { second: 1 } }\n'
    await workspace.write('masthead.yaml', `${await workspace.read('masthead.yaml')}${limits}`)
    await mastheadWith(env, '-C', workspace.directory, 'send', week, '--yes', '--no-wait', '--at', soon(3000))
    await whileServing(workspace.directory, () => ended.promise, { flags: ['--port', '0'], env })
    expect(slow.mails).toHaveLength(1)
    expect(await statusOf(workspace)).toMatchObject({ status: 'sending', sent: 1, queued: 2, claimed: 0 })
    await whileServing(
      workspace.directory,
      async () => {
        await vi.waitFor(() => expect(slow.mails).toHaveLength(3), patience)
      },
      { flags: ['--port', '0'], env },
    )
    expect(slow.mails.flatMap(({ to }) => to)).toEqual(people)
  })

  it('goes on serving where an issue cannot be sent, and says why', async () => {
    const workspace = await anIssue('ada@example.org')
    const closed = await aServerThatSays(command =>
      command.startsWith('EHLO') || command.startsWith('HELO') ? '550 not you' : usual(command),
    )
    const env = { MASTHEAD_SMTP_URL: closed.url }
    await mastheadWith(env, '-C', workspace.directory, 'send', week, '--yes', '--no-wait', '--at', soon(3000))
    const { stderr } = await whileServing(
      workspace.directory,
      async ({ listens }) => {
        const isPaused = async () => expect(await statusOf(workspace)).toMatchObject({ status: 'paused' })
        await vi.waitFor(isPaused, patience)
        expect((await fetch(listens)).status).toBe(200)
      },
      { flags: ['--port', '0'], env },
    )
    expect(stderr).toMatch(new RegExp(`Issue ${week}: paused; .*550 not you.*masthead resume`))
  })

  it('tells of a provider that stops an issue while the others get it', async () => {
    const workspace = await anIssue('ada@gmail.com', 'bo@example.org')
    const server = await aServerThatSays(command =>
      /^RCPT TO:<.*@gmail\.com>/.test(command) ? '550 5.7.26 unauthenticated' : usual(command),
    )
    const env = { MASTHEAD_SMTP_URL: server.url }
    await mastheadWith(env, '-C', workspace.directory, 'send', week, '--yes', '--no-wait', '--at', soon(3000))
    const { stderr } = await whileServing(
      workspace.directory,
      () => vi.waitFor(async () => expect(await statusOf(workspace)).toMatchObject({ sent: 1 }), patience),
      { flags: ['--port', '0'], env },
    )
    expect(stderr).toMatch(new RegExp(`Issue ${week}: Nothing more goes to provider gmail.*5\\.7\\.26`))
  })

  it('leaves an issue to the program that sends it', async () => {
    const server = await aMailServer()
    const workspace = await anIssue('ada@example.org')
    const hasEnded = once(sending(workspace, server.url, '--at', soon(6000)), 'exit')
    await vi.waitFor(async () => expect(await statusOf(workspace)).toMatchObject({ queued: 1 }), patience)
    const { stderr } = await whileServing(
      workspace.directory,
      async () => {
        await vi.waitFor(() => expect(server.mails).toHaveLength(1), patience)
        await hasEnded
      },
      { flags: ['--port', '0'], env: { MASTHEAD_SMTP_URL: server.url } },
    )
    expect(server.mails).toHaveLength(1)
    expect(stderr).not.toContain(`Issue ${week}`)
    expect(await statusOf(workspace)).toMatchObject({ status: 'done', sent: 1 })
  })
})
