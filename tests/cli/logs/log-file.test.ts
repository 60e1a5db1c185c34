import { stat } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { aMailServer, aServerThatSays, usual } from '../../a-mail-server.ts'
import { aPost, aWorkspace, settings, type Workspace } from '../../a-workspace.ts'
import { join } from '../../people-of-a-workspace.ts'
import { masthead, mastheadWith } from '../../run-masthead.ts'

async function anIssue(...people: string[]): Promise<Workspace> {
  const workspace = await aWorkspace({
    'masthead.yaml': `${settings}from: 周报 <weekly@example.org>\n`,
    'content/a.md': aPost({ title: 'A', date: '2026-01-13' }),
  })
  await masthead('-C', workspace.directory, 'compose', '--week', '2026-W03')
  await join(workspace, ...people)
  return workspace
}

const run = ({ directory }: Workspace, url: string, ...args: string[]) =>
  mastheadWith({ MASTHEAD_SMTP_URL: url }, '-C', directory, ...args)

const eventsOf = (text: string) =>
  text
    .split('\n')
    .filter(line => line.startsWith('{"level"'))
    .map(line => JSON.parse(line))

describe('--log', () => {
  it('has a line for the run and for each delivery, and is added to by the next run', async () => {
    const server = await aServerThatSays(command =>
      command.startsWith('RCPT TO:<bo') ? '550 5.7.1 no <bo@example.org>' : usual(command),
    )
    const workspace = await anIssue('ada@example.org', 'bo@example.org')
    await run(workspace, server.url, 'send', '--yes', '--log', 'sent.log')
    await run(workspace, server.url, 'retry', '2026-W03', '--log', 'sent.log')
    const text = await workspace.read('sent.log')
    const events = eventsOf(text)
    expect(events).toMatchObject([
      { event: 'run-began', issue: '2026-W03', queued: 2, level: 'info', time: expect.stringMatching(/Z$/) },
      {
        event: 'delivery',
        subscriber: 1,
        address: 'a…@example.org',
        status: 'sent',
        code: 250,
        account: 'smtp',
      },
      { event: 'delivery', subscriber: 2, status: 'failed', code: 550, enhanced: '5.7.1', level: 'warn' },
      { event: 'run-ended', status: 'done', sent: 1, failed: 1, orphans: 0 },
      { event: 'run-began', sent: 1, queued: 1 },
      { event: 'delivery', subscriber: 2, status: 'failed', attempts: 1 },
      { event: 'run-ended', status: 'done', sent: 1, failed: 1 },
    ])
    expect(events[1].messageId).toMatch(/^<[\da-f]{32}@example\.org>$/)
    expect(text).not.toMatch(/(?:ada|bo)@/)
    expect((await stat(workspace.path('sent.log'))).mode & 0o777).toBe(0o600)
  })

  it('goes to standard error with -', async () => {
    const server = await aMailServer()
    const { stderr } = await run(await anIssue('ada@example.org'), server.url, 'send', '--yes', '--log', '-')
    expect(eventsOf(stderr).map(({ event }) => event)).toEqual(['run-began', 'delivery', 'run-ended'])
  })

  it.each(['nowhere/sent.log', 'content'])(
    'stops before anything is sent where %s cannot be written',
    async file => {
      const server = await aMailServer()
      const workspace = await anIssue('ada@example.org')
      expect(await run(workspace, server.url, 'send', '--yes', '--log', file)).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining(`--log: "${file}" cannot be written: E`),
      })
      expect(server.mails).toEqual([])
    },
  )

  it.runIf(process.platform === 'linux')(
    'warns once where the disk is full, and sends all the same',
    async () => {
      const server = await aMailServer()
      const workspace = await anIssue('ada@example.org', 'bo@example.org')
      const { exitCode, stderr } = await run(workspace, server.url, 'send', '--yes', '--log', '/dev/full')
      expect({ exitCode, mails: server.mails.length }).toEqual({ exitCode: 0, mails: 2 })
      expect(stderr.match(/cannot be written any more: ENOSPC/g)).toHaveLength(1)
    },
  )

  it('tells when an account is away and back', async () => {
    let greetings = 0
    const server = await aServerThatSays(command => {
      if (command === 'the greeting') greetings += 1
      return command === 'the greeting' && greetings === 1 ? undefined : usual(command)
    })
    const workspace = await anIssue('ada@qq.com')
    await run(workspace, server.url, 'send', '--yes', '--log', 'sent.log')
    expect(eventsOf(await workspace.read('sent.log'))).toMatchObject([
      { event: 'run-began' },
      { event: 'account-away', account: 'smtp', why: expect.stringContaining('cannot be reached') },
      { event: 'account-back', account: 'smtp' },
      { event: 'delivery', status: 'sent' },
      { event: 'run-ended', status: 'done', sent: 1 },
    ])
  })

  it('tells what a provider asked for', async () => {
    const server = await aServerThatSays(command =>
      command.startsWith('RCPT') ? '550 5.7.1 frequency limited' : usual(command),
    )
    const workspace = await anIssue('ada@qq.com')
    await run(workspace, server.url, 'send', '--yes', '--no-wait', '--log', 'sent.log')
    expect(eventsOf(await workspace.read('sent.log'))).toMatchObject([
      { event: 'run-began' },
      { event: 'delivery', provider: 'qq', status: 'deferred', notBefore: expect.any(String) },
      { event: 'provider-slowed', provider: 'qq', why: expect.stringContaining('QQ') },
      { event: 'run-ended', status: 'waiting', deferred: 1 },
    ])
  })
})
