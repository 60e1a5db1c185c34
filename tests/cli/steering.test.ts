import { describe, expect, it } from 'vitest'
import { aMailServer, aServerThatSays, usual } from '../a-mail-server.ts'
import { aPost, aWorkspace, settings } from '../a-workspace.ts'
import { mastheadWith } from '../run-masthead.ts'

const three = ['a@example.org', 'b@example.org', 'c@example.org']

/** An issue, a server, and what runs commands with both. */
async function anIssue(url: string, more = '') {
  const workspace = await aWorkspace({
    'masthead.yaml': `${settings}from: weekly@example.org\n${more}`,
    'content/a.md': aPost({ title: 'A', date: '2026-01-13' }),
    'people.csv': `email\n${three.join('\n')}\n`,
  })
  const run = (...args: string[]) =>
    mastheadWith({ MASTHEAD_SMTP_URL: url }, '-C', workspace.directory, ...args)
  const json = async (...args: string[]) => {
    const { exitCode, stdout } = await run('--json', ...args)
    return { exitCode, ...JSON.parse(stdout) }
  }
  const send = ['send', '--to-file', 'people.csv', '--yes', '--no-wait']
  await run('compose', '--week', '2026-W03')
  return { workspace, run, json, send }
}

describe('an issue that the operator steers', () => {
  it('that is cancelled goes to nobody any more, and can be sent to the rest', async () => {
    const server = await aMailServer()
    const { workspace, run, json, send } = await anIssue(server.url, 'sending: { limits: { day: 1 } }\n')
    expect(await json(...send)).toMatchObject({ exitCode: 0, status: 'waiting', sent: 1, queued: 2 })
    expect(await json('cancel', '--yes')).toMatchObject({ exitCode: 0, status: 'cancelled', cancelled: 2 })
    expect((await run('resume', '2026-W03')).stdout).toContain('was cancelled')
    await workspace.write('masthead.yaml', `${settings}from: weekly@example.org\n`)
    expect(await json(...send)).toMatchObject({ status: 'done', sent: 3, cancelled: 0 })
    expect(server.mails.flatMap(({ to }) => to).toSorted()).toEqual(three)
  })

  it('that is paused waits until it is resumed', async () => {
    const server = await aMailServer()
    const { run, json, send } = await anIssue(server.url)
    const late = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16)
    expect(await json(...send, '--at', `${late}Z`)).toMatchObject({ status: 'waiting', queued: 3 })
    expect(await json('pause')).toMatchObject({ exitCode: 0, status: 'paused', waiting: 3 })
    expect(await json('status', '2026-W03')).toMatchObject({ status: 'paused', counts: { queued: 3 } })
    expect((await run('send', '2026-W03', '--yes')).stderr).toContain('is on its way already')
    expect(server.mails).toEqual([])
  })

  it('ends after what is under way where another program pauses it, and goes on by resume', async () => {
    const paused: unknown[] = []
    const server = await aMailServer({
      hidePIPELINING: true,
      onMailFrom(_address, _session, done) {
        if (paused.length > 0) return done()
        json('pause')
          .then(told => paused.push(told))
          .then(() => done(), done)
      },
    })
    const { run, json, send } = await anIssue(server.url, 'sending: { connections: 1 }\n')
    expect(await json(...send)).toMatchObject({ exitCode: 1, status: 'paused', uncertain: 0 })
    expect(server.mails.length).toBeLessThan(3)
    expect(paused).toMatchObject([{ exitCode: 0, status: 'paused' }])
    expect(await run('resume')).toMatchObject({ exitCode: 0 })
    expect(server.mails.flatMap(({ to }) => to)).toEqual(three)
  })

  it('stays paused where those are put back for whom it failed', async () => {
    let isRefusing = true
    const server = await aServerThatSays(command =>
      isRefusing && command.startsWith('RCPT TO:<a@') ? '550 5.7.1 not wanted' : usual(command),
    )
    const limited = 'sending: { connections: 1, limits: { day: 1 } }\n'
    const { workspace, json, send } = await anIssue(server.url, limited)
    expect(await json(...send)).toMatchObject({ failed: 1, queued: 2 })
    expect(await json('pause')).toMatchObject({ status: 'paused' })
    isRefusing = false
    await workspace.write('masthead.yaml', `${settings}from: weekly@example.org\n`)
    expect(await json('retry')).toMatchObject({ exitCode: 0, status: 'paused', failed: 0, queued: 3 })
    expect(server.received).toEqual([])
    expect(await json('resume')).toMatchObject({ exitCode: 0, status: 'done', sent: 3 })
  })

  it('is tried again where it failed, by retry alone', async () => {
    let isRefusing = true
    const server = await aServerThatSays(command =>
      isRefusing && command.startsWith('RCPT TO:<b@') ? '550 5.7.1 not wanted' : usual(command),
    )
    const { json, send } = await anIssue(server.url)
    expect(await json(...send)).toMatchObject({ exitCode: 1, status: 'done', sent: 2, failed: 1 })
    isRefusing = false
    expect(await json('retry', '--no-wait')).toMatchObject({
      exitCode: 0,
      status: 'done',
      sent: 3,
      failed: 0,
    })
    expect(server.received.toSorted()).toEqual(three)
  })

  it.each([
    ['a provider', 'RCPT TO:<', '550 Mail content denied'],
    ['an account', 'MAIL', '550 5.7.1 sender not allowed'],
  ])('goes on by resume once what stopped %s is mended', async (_name, asked, reply) => {
    let isRefusing = true
    const server = await aServerThatSays(command =>
      isRefusing && command.startsWith(asked) ? reply : usual(command),
    )
    const { workspace, run, json, send } = await anIssue(server.url)
    await workspace.write('people.csv', 'email\na@qq.com\nb@qq.com\n')
    expect(await json(...send)).toMatchObject({ exitCode: 1, status: 'paused', sent: 0, queued: 2 })
    expect((await run('status')).stdout).toContain('paused')
    expect(await json('resume', '--no-wait')).toMatchObject({ exitCode: 1, status: 'paused', queued: 2 })
    isRefusing = false
    expect(await json('resume', '--no-wait')).toMatchObject({ exitCode: 0, status: 'done', sent: 2 })
  })

  it.each([
    ['--resend-uncertain', 4],
    ['--accept-uncertain', 3],
  ])('of which some may have it or not ends as %s says', async (flag, messages) => {
    let isOdd = true
    const server = await aServerThatSays(command => {
      if (command !== 'message' || !isOdd) return usual(command)
      isOdd = false
      return 'lorem ipsum'
    })
    const { json, send } = await anIssue(server.url, 'sending: { connections: 1 }\n')
    const patient = send.filter(flag => flag !== '--no-wait')
    expect(await json(...patient)).toMatchObject({ exitCode: 1, sent: 2, uncertain: 1 })
    expect(await json('resume', '2026-W03', flag)).toMatchObject({ exitCode: 0, sent: 3, uncertain: 0 })
    expect(server.received).toHaveLength(messages)
  })

  it('goes to nobody again who left meanwhile, and keeps what is known of them', async () => {
    let isOdd = true
    const server = await aServerThatSays(command => {
      if (command !== 'message' || !isOdd) return usual(command)
      isOdd = false
      return 'lorem ipsum'
    })
    const { run, json, send } = await anIssue(server.url, 'sending: { connections: 1 }\n')
    expect(await json(...send.slice(0, -1))).toMatchObject({ sent: 2, uncertain: 1 })
    const [line] = (await run('status', '2026-W03', '--who')).stdout
      .split('\n')
      .filter(l => l.includes('uncertain'))
    const [address = ''] = (line ?? '').split(',')
    await run('subscribers', 'remove', address)
    expect(await json('resume', '2026-W03', '--resend-uncertain')).toMatchObject({ sent: 2, uncertain: 1 })
    expect((await run('status', '2026-W03', '--who')).stdout.split('\n')).toContain(line)
    expect(server.received).toHaveLength(3)
  })

  it('needs an approval of exactly its bytes where the settings ask for one', async () => {
    const server = await aMailServer()
    const { workspace, run, json, send } = await anIssue(server.url, 'approval: required\n')
    const issue = 'issues/2026-W03/issue.md'
    expect(await run(...send)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('is not approved'),
    })
    expect(await run('approve', '--yes')).toMatchObject({ exitCode: 0 })
    const approved = await workspace.read(issue)
    await workspace.write(issue, approved.replaceAll('One sentence', 'Another sentence'))
    expect(await run(...send)).toMatchObject({
      stderr: expect.stringContaining('was changed after it was approved'),
    })
    expect(server.mails).toEqual([])
    await workspace.write(issue, approved)
    expect(await json(...send)).toMatchObject({ exitCode: 0, sent: 3 })
  })
})
