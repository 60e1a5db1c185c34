import { describe, expect, it } from 'vitest'
import { aMailServer } from '../a-mail-server.ts'
import { aPost, aWorkspace, settings } from '../a-workspace.ts'
import { masthead, mastheadWith } from '../run-masthead.ts'

const twoPosts = {
  'masthead.yaml': settings,
  'content/2026-01-13-a.md': aPost({ title: 'A', date: '2026-01-13' }),
  'content/2026-01-16-b.md': aPost({ title: 'B', date: '2026-01-16' }),
  'content/undated.md': aPost({ title: 'Undated' }),
}
const week = ['--week', '2026-W03']

describe('exit codes', () => {
  it.each([
    ['an unknown command', ['publish'], 'unknown command'],
    ['a command that is misspelt', ['sned'], 'Did you mean send?'],
    ['an unknown command of two words', ['keys', 'send'], 'unknown command'],
    ['an unknown flag', ['posts', '--wekk', '2026-W03'], 'Did you mean --week?'],
    ['two windows at once', ['posts', ...week, '--last', '7d'], '--week and --last'],
    ['half a window', ['posts', '--from', '2026-01-12'], '--to is missing'],
    ['a week that does not exist', ['posts', '--week', '2025-W53'], '2025 has no week 53'],
    [
      'a day that does not exist',
      ['posts', '--from', '2026-02-29', '--to', '2026-03-01'],
      '"2026-02-29" is not a day',
    ],
    ['a mailbox that is none', ['preview', '--to', 'mailpit'], '"mailpit" is no mailbox'],
    ['too many arguments', ['render', '2026-W03', 'more'], 'too many arguments'],
    ['a command that is none', ['sned'], '(Did you mean send?)'],
  ])('2 for %s', async (_name, args, message) => {
    const { directory } = await aWorkspace(twoPosts)
    const { exitCode, stdout, stderr } = await masthead('-C', directory, ...args)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain(message)
  })

  it('1 for a folder that does not exist, and for no issue', async () => {
    expect(await masthead('-C', '/nowhere/at/all', 'posts')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/"\/nowhere\/at\/all"\n.*"masthead init"/),
    })
    const { directory } = await aWorkspace(twoPosts)
    const { exitCode, stderr } = await masthead('-C', directory, 'render')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining('Compose one with "masthead compose"'),
    })
  })

  it('0 for help, which shows an example of each command', async () => {
    for (const command of ['start', 'init', 'posts', 'compose', 'render', 'preview', 'send']) {
      const { exitCode, stdout } = await masthead(command, '--help')
      expect(exitCode).toBe(0)
      expect(stdout).toMatch(new RegExp(`Examples?:\\n  \\$ masthead ${command}`))
      expect(stdout).toContain('-C, --directory <dir>')
    }
  })

  it.each([[[]], [['--help']], [['help']], [['--help', 'send']]])(
    'lists every command for %j',
    async args => {
      const { stdout, stderr } = await masthead(...args)
      for (const command of ['start', 'send', 'status', 'backup', 'subscribers', 'keys'])
        expect(stdout + stderr).toMatch(new RegExp(`^  ${command} `, 'm'))
    },
  )

  it('a value may be spelt like a command', async () => {
    const { directory } = await aWorkspace({ ...twoPosts, 'send/masthead.yaml': settings })
    const { exitCode, stdout } = await masthead(
      '-C',
      `${directory}/send`,
      'subscribers',
      'list',
      '--tag',
      'serve',
    )
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.any(String) })
  })
})

describe('a title of thousands of characters', () => {
  it.each([['posts'], ['compose'], ['posts', '--explain', '2026-01-13-a.md']])(
    'is shown in short by %s %s',
    async (...args) => {
      const title = '很长的标题 and more '.repeat(300).trim()
      const { directory } = await aWorkspace({
        'masthead.yaml': settings,
        'content/2026-01-13-a.md': aPost({ title, date: '2026-01-13' }),
      })
      const { stdout } = await masthead('-C', directory, ...args, ...week)
      const line = stdout.split('\n').find(line => line.includes('很长的标题')) ?? ''
      expect(line).toMatch(/…$/)
      expect(line.length).toBeLessThan(230)
      const { stdout: json } = await masthead('-C', directory, 'posts', ...week, '--json')
      expect(JSON.parse(json)).toMatchObject([{ title }])
    },
  )
})

describe('posts', () => {
  it('lists every file with path, title, date, status and reason', async () => {
    const { directory, write } = await aWorkspace(twoPosts)
    await write('content/picture.png', new Uint8Array([0]))
    const { exitCode, stdout, stderr } = await masthead('-C', directory, 'posts', ...week, '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject([
      { path: '2026-01-16-b.md', title: 'B', date: '2026-01-16', status: 'selected', reason: null },
      { path: '2026-01-13-a.md', title: 'A', date: '2026-01-13', status: 'selected', reason: null },
      { path: 'picture.png', title: null, date: null, status: 'left-out', reason: 'not a Markdown file' },
      {
        path: 'undated.md',
        title: 'Undated',
        date: null,
        status: 'left-out',
        reason: expect.stringMatching(/^undated/),
      },
    ])
    expect(stderr).toContain('2 taken, 2 left out')
  })

  it('takes the newest week with posts where no days are named, and names the time zone', async () => {
    const { directory } = await aWorkspace(twoPosts)
    const { stdout } = await masthead('-C', directory, 'posts')
    expect(stdout).toContain('Window    2026-W03, 2026-01-12 to 2026-01-18 (Asia/Shanghai)')
  })

  it('says that a time zone is that of the machine', async () => {
    const { directory } = await aWorkspace({ ...twoPosts, 'masthead.yaml': 'name: x\n' })
    expect((await masthead('-C', directory, 'posts')).stdout).toContain('the zone of this machine')
  })

  it('says nothing with --quiet, and only data with --json', async () => {
    const { directory } = await aWorkspace(twoPosts)
    expect(await masthead('-C', directory, '--quiet', 'posts')).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    })
  })
})

describe('compose', () => {
  it('writes nothing for days without posts, names them and the nearest posts, and ends with 1', async () => {
    const { directory, read } = await aWorkspace(twoPosts)
    const { exitCode, stderr } = await masthead('-C', directory, 'compose', '--week', '2026-W05')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('No posts from 2026-01-26 to 2026-02-01 (Asia/Shanghai)')
    expect(stderr).toContain('the nearest are of 2026-01-16')
    await expect(read('issues/2026-W05/issue.md')).rejects.toThrow('ENOENT')
  })

  it('names an issue after its days where they are no week', async () => {
    const { directory, read } = await aWorkspace(twoPosts)
    await masthead('-C', directory, 'compose', '--from', '2026-01-13', '--to', '2026-01-14')
    expect(await read('issues/2026-01-13-to-2026-01-14/issue.md')).toContain('number: 1')
  })

  it('takes an undated post that is included, by its path in the content folder or in the workspace, and keeps it', async () => {
    const { directory, read } = await aWorkspace(twoPosts)
    for (const include of [['--include', 'undated.md'], ['--include', 'content/undated.md'], []]) {
      expect(await masthead('-C', directory, 'compose', ...week, ...include)).toMatchObject({ exitCode: 0 })
      expect(await read('issues/2026-W03/issue.md')).toContain('### Undated')
    }
  })

  it('leaves an issue that was sent as it went out', async () => {
    const { directory, read, write } = await aWorkspace(twoPosts)
    const issue = 'issues/2026-W03/issue.md'
    await masthead('-C', directory, 'compose', ...week)
    await write(issue, (await read(issue)).replace('status: draft', 'status: sent'))
    expect(await masthead('-C', directory, 'compose', ...week)).toMatchObject({ exitCode: 0 })
    const sent = await read(issue)
    await write('content/late.md', aPost({ title: 'Late', date: '2026-01-17' }))
    const { exitCode, stderr } = await masthead('-C', directory, 'compose', ...week)
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining('2026-W03 was sent'),
    })
    expect(await read(issue)).toBe(sent)
  })

  it('dates an undated post by hand', async () => {
    const { directory, read } = await aWorkspace(twoPosts)
    const include = (day: string) =>
      masthead('-C', directory, 'compose', ...week, '--include', `undated.md=${day}`)
    expect(await include('2026-01-41')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('"2026-01-41" is not a day'),
    })
    expect((await include('2026-01-14')).stdout).toContain('+ 2026-01-14  Undated')
    expect(await read('issues/2026-W03/issue.md')).toMatch(/Title|### B[\s\S]*### Undated[\s\S]*### A/)
  })

  it('refuses to include what is not there', async () => {
    const { directory } = await aWorkspace(twoPosts)
    const { exitCode, stderr } = await masthead(
      '-C',
      directory,
      'compose',
      ...week,
      '--include',
      'nothing.md',
    )
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining('no post "nothing.md"'),
    })
  })

  it('counts on from the highest number, and begins after the last sent issue', async () => {
    const { directory, read, write } = await aWorkspace(twoPosts)
    expect(await masthead('-C', directory, 'compose', '--since-last')).toMatchObject({ exitCode: 1 })
    await masthead('-C', directory, 'compose', '--from', '2026-01-12', '--to', '2026-01-13')
    const first = 'issues/2026-01-12-to-2026-01-13/issue.md'
    await write(first, (await read(first)).replace('number: 1', 'number: 7').replace('draft', 'sent'))
    const { stdout } = await masthead('-C', directory, 'compose', '--since-last', '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      number: 8,
      window: { from: '2026-01-14' },
      entries: { added: ['2026-01-16-b.md'] },
    })
  })
})

describe('preview', () => {
  it('says that Ethereal cannot be reached and uses the embedded inbox, or sends there', async () => {
    const { directory } = await aWorkspace(twoPosts)
    await masthead('-C', directory, 'compose', ...week)
    const { exitCode, stdout, stderr } = await masthead(
      '-C',
      directory,
      'preview',
      '--to',
      'ethereal',
      '--once',
      '--json',
    )
    expect(exitCode).toBe(0)
    const { file, page } = JSON.parse(stdout)
    if (page) expect(page).toMatch(/^https:\/\/ethereal\.email\//)
    else
      expect({ file, stderr }).toMatchObject({
        file: expect.stringMatching(/\.eml$/),
        stderr: expect.stringContaining('Ethereal cannot be reached'),
      })
  })

  it('sends to any SMTP server, such as Mailpit', async () => {
    const server = await aMailServer()
    const { directory } = await aWorkspace(twoPosts)
    await masthead('-C', directory, 'compose', ...week)
    const { exitCode } = await masthead('-C', directory, 'preview', '--to', server.url, '--once')
    expect(exitCode).toBe(0)
    expect(server.mails[0]?.email.subject).toBe('测试周报 #1：B')
  })

  it('names the server that cannot be reached', async () => {
    const { directory } = await aWorkspace(twoPosts)
    await masthead('-C', directory, 'compose', ...week)
    const to = 'smtp://127.0.0.1:9'
    const { exitCode, stderr } = await masthead('-C', directory, 'preview', '--to', to, '--once')
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(to) })
  })
})

describe('send', () => {
  const people = 'email,name\nada@example.org,Ada\n小明@example.org,\nada@example.org,Again\n'
  const files = {
    ...twoPosts,
    'people.csv': people,
    'masthead.yaml': `${settings}from: 周报 <weekly@example.org>\n`,
  }

  it('sends once each through the configured server, marks the issue as sent, and reports who is left out', async () => {
    const server = await aMailServer()
    const { directory, path, read } = await aWorkspace(files)
    await masthead('-C', directory, 'compose', ...week)
    const send = () =>
      mastheadWith(
        { MASTHEAD_SMTP_URL: server.url },
        '-C',
        directory,
        'send',
        '--to-file',
        path('people.csv'),
        '--yes',
        '--json',
      )
    const first = await send()
    expect(first.exitCode).toBe(0)
    expect(JSON.parse(first.stdout)).toMatchObject({
      sent: 2,
      failed: 0,
      named: [{ reason: 'the same address as in line 2' }],
    })
    expect(await read('issues/2026-W03/issue.md')).toContain('status: sent\n')
    expect(JSON.parse((await send()).stdout)).toMatchObject({ status: 'planned', recipients: 0, leftOut: 3 })
    expect(server.mails.map(({ to }) => to[0])).toEqual([
      'ada@example.org',
      expect.stringContaining('@example.org'),
    ])
    expect(server.mails[0]?.email).toMatchObject({ from: { name: '周报' }, to: [{ name: 'Ada' }] })
  })

  it('rehearses in the test inbox where no server is configured, and leaves the issue a draft', async () => {
    const { directory, path, read } = await aWorkspace(files)
    await masthead('-C', directory, 'compose', ...week)
    for (const _ of [1, 2]) {
      const { exitCode, stderr, stdout } = await masthead(
        '-C',
        directory,
        'send',
        '--to-file',
        path('people.csv'),
        '--yes',
      )
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining('rehearsal') })
      expect(stdout).toContain('Sent      2 of 2')
    }
    expect(await read('issues/2026-W03/issue.md')).toContain('status: draft\n')
  })

  it('sends nothing without a confirmation, or for a dry run', async () => {
    const server = await aMailServer()
    const { directory, path } = await aWorkspace(files)
    await masthead('-C', directory, 'compose', ...week)
    const send = (...flags: string[]) =>
      mastheadWith(
        { MASTHEAD_SMTP_URL: server.url },
        '-C',
        directory,
        'send',
        '--to-file',
        path('people.csv'),
        ...flags,
      )
    expect(await send()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--yes') })
    expect(await send('--dry-run')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Nothing was sent'),
    })
    expect(server.mails).toEqual([])
  })

  it('ends with 1 and names whom the server refused', async () => {
    const server = await aMailServer({
      onRcptTo: (_address, _session, done) => done(new Error('no such user')),
    })
    const { directory, path, read } = await aWorkspace(files)
    await masthead('-C', directory, 'compose', ...week)
    const run = await mastheadWith(
      { MASTHEAD_SMTP_URL: server.url },
      '-C',
      directory,
      'send',
      '--to-file',
      path('people.csv'),
      '--yes',
    )
    expect(run).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('ada@example.org: failed: 550 '),
    })
    expect(await read('issues/2026-W03/issue.md')).toContain('status: draft\n')
  })

  it('says so when the server cannot be reached, and loses nobody', async () => {
    const { directory, path } = await aWorkspace(files)
    await masthead('-C', directory, 'compose', ...week)
    const env = { MASTHEAD_SMTP_URL: 'smtp://127.0.0.1:9' }
    const send = ['send', '--to-file', path('people.csv'), '--yes', '--no-wait']
    const run = await mastheadWith(env, '-C', directory, ...send)
    expect(run.exitCode).toBe(1)
    expect(run.stderr.match(/cannot be reached/g)).toHaveLength(1)
    expect(run.stdout).toMatch(/2 people wait, the next from .*: "masthead resume 2026-W03" goes on/)
    const server = await aMailServer()
    const resumed = await mastheadWith({ MASTHEAD_SMTP_URL: server.url }, '-C', directory, 'resume')
    expect([resumed.exitCode, server.mails.length]).toEqual([0, 2])
  })

  it('needs a sender for a real server', async () => {
    const { directory, path } = await aWorkspace({ ...files, 'masthead.yaml': settings })
    await masthead('-C', directory, 'compose', ...week)
    const run = await mastheadWith(
      { MASTHEAD_SMTP_URL: 'smtp://127.0.0.1:9' },
      '-C',
      directory,
      'send',
      '--to-file',
      path('people.csv'),
      '--yes',
    )
    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('no "from"') })
  })
})
