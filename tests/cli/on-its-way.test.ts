import { describe, expect, it } from 'vitest'
import { aMailServer } from '../a-mail-server.ts'
import { aPost, aWorkspace, settings, type Workspace } from '../a-workspace.ts'
import { join } from '../people-of-a-workspace.ts'
import { mastheadWith } from '../run-masthead.ts'

const three = ['ada@example.org', 'bob@example.org', 'eve@example.org']
const post = aPost({ title: 'Prime numbers', date: '2026-01-13', link: 'https://example.org/primes' })

async function anIssueFor(addresses: readonly string[], more = '') {
  const workspace = await aWorkspace({
    'masthead.yaml': `${settings}from: Weekly <weekly@example.org>\naddress: 1 Example Street\n${more}`,
    'content/a.md': post,
  })
  await join(workspace, ...addresses)
  await mastheadWith({}, '-C', workspace.directory, 'compose', '--week', '2026-W03')
  return workspace
}

const refusing = (address: string, text: string, responseCode: number) =>
  aMailServer({
    onRcptTo: (to, _session, done) =>
      to.address === address ? done(Object.assign(new Error(text), { responseCode })) : done(),
  })

/** The command line in a workspace, with a server; `--json` is read. */
function inWorkspace({ directory }: Workspace, url: string) {
  const run = (...args: string[]) => mastheadWith({ MASTHEAD_SMTP_URL: url }, '-C', directory, ...args)
  const data = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout)
  return { run, data }
}

describe('an issue that failed for somebody', () => {
  it('tells why, lists everybody, and is tried again for them alone', async () => {
    const workspace = await anIssueFor(three)
    const refusal = await refusing('bob@example.org', '5.7.1 we do not want it', 554)
    const { run, data } = inWorkspace(workspace, refusal.url)
    expect(await data('send', '2026-W03', '--yes')).toMatchObject({ sent: 2, failed: 1, status: 'done' })
    expect((await run('status', '2026-W03')).stdout).toMatch(
      /Failed +1\n[\s\S]*1 failed: .+\n.*554 5\.7\.1 we do not/,
    )
    const rows = (await run('status', '2026-W03', '--who')).stdout.split('\n')
    expect(rows[0]).toBe('address,status,at,attempts,provider,account,notBefore,reply')
    expect(rows.slice(1, 4).map(row => row.split(',').slice(0, 2).join(' '))).toEqual([
      'ada@example.org sent',
      'bob@example.org failed',
      'eve@example.org sent',
    ])
    const kind = await aMailServer()
    const retry = await inWorkspace(workspace, kind.url).data('retry', '2026-W03')
    expect(retry).toMatchObject({ status: 'done', sent: 3, failed: 0 })
    expect(kind.mails.map(({ to }) => to)).toEqual([['bob@example.org']])
  })

  it('leaves out a mailbox that does not exist, also the next time', async () => {
    const workspace = await anIssueFor(three)
    const server = await refusing('bob@example.org', '5.1.1 user unknown', 550)
    const { run, data } = inWorkspace(workspace, server.url)
    expect(await data('send', '2026-W03', '--yes')).toMatchObject({ sent: 2, failed: 1 })
    expect((await run('subscribers', 'show', 'bob@example.org')).stdout).toContain('bounced')
    expect(await data('retry', '2026-W03')).toMatchObject({ sent: 2, failed: 1 })
  })
})

describe('a mail that was confirmed', () => {
  it('is what goes out, whatever is edited while it is paused', async () => {
    const workspace = await anIssueFor(three)
    const busy = await aMailServer({
      onRcptTo: (_to, _session, done) => done(Object.assign(new Error('4.2.1 later'), { responseCode: 450 })),
    })
    const first = inWorkspace(workspace, busy.url)
    expect(await first.data('send', '2026-W03', '--yes', '--no-wait')).toMatchObject({
      status: 'waiting',
      deferred: 3,
    })
    expect((await first.run('pause')).exitCode).toBe(0)
    const file = 'issues/2026-W03/issue.md'
    await workspace.write(file, (await workspace.read(file)).replace(/^subject: .*$/m, 'subject: Edited'))
    expect(await first.data('status', '2026-W03')).toMatchObject({
      status: 'paused',
      counts: { deferred: 3 },
    })
    const again = await first.run('send', '2026-W03', '--yes')
    expect(again).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/is on its way already[\s\S]*masthead resume/),
    })
  })

  it('is ended by cancel, and can be sent to those who wait for it later', async () => {
    const workspace = await anIssueFor(three)
    const busy = await aMailServer({
      onRcptTo: (_to, _session, done) => done(Object.assign(new Error('4.2.1 later'), { responseCode: 450 })),
    })
    const { run, data } = inWorkspace(workspace, busy.url)
    await run('send', '2026-W03', '--yes', '--no-wait')
    expect(await data('cancel', '--yes')).toEqual({ issue: '2026-W03', status: 'cancelled', cancelled: 3 })
    expect(await run('resume')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('No issue is on its way'),
    })
    const server = await aMailServer()
    const sent = await inWorkspace(workspace, server.url).data('send', '2026-W03', '--yes')
    expect(sent).toMatchObject({ sent: 3, cancelled: 0 })
    expect(server.mails).toHaveLength(3)
  })
})

describe('a newsletter whose mails have to be approved', () => {
  it('sends exactly what was approved, and asks again after any change', async () => {
    const workspace = await anIssueFor(three, 'approval: required\n')
    const server = await aMailServer()
    const { run, data } = inWorkspace(workspace, server.url)
    expect(await run('send', '2026-W03', '--yes')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/is not approved[\s\S]*masthead approve 2026-W03/),
    })
    const { hash } = await data('approve', '2026-W03', '--yes')
    const file = 'issues/2026-W03/issue.md'
    const approved = await workspace.read(file)
    await workspace.write(file, approved.replace(/^subject: .*$/m, 'subject: Edited'))
    expect((await run('send', '2026-W03', '--yes')).stderr).toContain(
      `was changed after it was approved: approved ${hash.slice(0, 12)}`,
    )
    expect(server.mails).toEqual([])
    await workspace.write(file, approved)
    expect(await data('send', '2026-W03', '--yes')).toMatchObject({ hash, sent: 3 })
  })
})

describe('a test', () => {
  it('goes to its addresses alone, and nobody counts as having the issue', async () => {
    const workspace = await anIssueFor(three)
    const server = await aMailServer()
    const { run, data } = inWorkspace(workspace, server.url)
    const test = await data('send', '2026-W03', '--test', 'me@example.org', 'you@example.org')
    expect(test).toMatchObject({
      status: 'test',
      deliveries: [{ address: 'me@example.org' }, { address: 'you@example.org' }],
    })
    expect(server.mails.map(({ to }) => to[0])).toEqual(['me@example.org', 'you@example.org'])
    expect((await run('status')).stdout).toBe('No issue was sent yet.\n')
    expect(await workspace.read('issues/2026-W03/issue.md')).toContain('status: draft')
  })

  it.each([
    [['--test', 'nobody'], '"nobody" is no address'],
    [['--test', 'a@example.org', '--segment', 'tag:x'], '--segment and --test ask for different people'],
    [['--at', 'tomorrow'], '"tomorrow" is no time: expected one such as "2026-01-19 08:00"'],
    [['--at', '2020-01-01 08:00'], '2020-01-01 08:00 Asia/Shanghai is over'],
    [['--at', '2027-02-30T08:00Z'], '"2027-02-30T08:00Z" is no time'],
    [['--segment', 'tag:'], 'tag'],
  ])('and other words that contradict or say nothing are refused: %j', async (words, message) => {
    const workspace = await anIssueFor(three)
    const { exitCode, stderr } = await inWorkspace(workspace, 'smtp://127.0.0.1:9').run(
      'send',
      '2026-W03',
      ...words,
    )
    expect({ exitCode, stderr }).toEqual({
      exitCode: expect.any(Number),
      stderr: expect.stringContaining(message),
    })
    expect(exitCode).not.toBe(0)
  })
})

describe('a segment', () => {
  it('is who gets the issue; the others can have it later', async () => {
    const workspace = await anIssueFor(three)
    const server = await aMailServer()
    const { run, data } = inWorkspace(workspace, server.url)
    await run('subscribers', 'tag', 'ada@example.org', '--add', 'beta')
    expect(await data('send', '2026-W03', '--segment', 'tag:beta', '--yes')).toMatchObject({
      recipients: 1,
      sent: 1,
    })
    expect(await data('send', '2026-W03', '--yes')).toMatchObject({ recipients: 2, sent: 3 })
    expect(server.mails.map(({ to }) => to[0]).toSorted()).toEqual(three)
  })
})
