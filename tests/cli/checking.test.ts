import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { openApp } from '../../src/app.ts'
import type { Report } from '../../src/checks/report.ts'
import { aPost, aWorkspace, settings, type Workspace } from '../a-workspace.ts'
import { join } from '../people-of-a-workspace.ts'
import { masthead, mastheadOn } from '../run-masthead.ts'

const file = 'issues/2026-W03/issue.md'

async function anIssue(files: Record<string, string> = {}): Promise<Workspace> {
  const workspace = await aWorkspace({
    'masthead.yaml': `${settings}from: 周报 <weekly@example.org>\nsite:\n  url: https://example.org/\n`,
    'content/a.md': aPost(
      { title: 'Kubernetes 用到八成', date: '2026-01-13', permalink: '/a/' },
      '调查说，82% 的人在用 Kubernetes。\n',
    ),
    ...files,
  })
  await masthead('-C', workspace.directory, 'compose', '--week', '2026-W03')
  return workspace
}

const checked = ({ directory }: Workspace, ...flags: string[]) => masthead('-C', directory, 'check', ...flags)
const reportOf = async (workspace: Workspace, ...flags: string[]) =>
  JSON.parse((await checked(workspace, '--json', ...flags)).stdout) as Report & { bytes: object; id: string }
const changed = async (workspace: Workspace, from: string | RegExp, to: string) =>
  workspace.write(file, (await workspace.read(file)).replace(from, to))

describe('masthead check', () => {
  it('tells what is wrong, where, and how to mend it; a warning is no failure', async () => {
    const workspace = await anIssue()
    await changed(workspace, /82%/g, '28%')
    const { exitCode, stdout, stderr } = await checked(workspace, '2026-W03')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toContain('! In "Kubernetes 用到八成", the post does not have "28%".\n')
    expect(stdout).toContain(`    ${file}:16 · beyond-the-post\n    Compare the entry with a.md`)
  })

  it('fails for an issue without entries', async () => {
    const workspace = await anIssue()
    await changed(workspace, /## [\s\S]*/, 'Nothing this week.\n')
    const { exitCode, stdout } = await checked(workspace)
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/1 error\n {2}✗ The issue has no entries\.\n/)
  })

  it('names every check once, and why some were not run', async () => {
    const report = await reportOf(await anIssue())
    const names = [...report.passed, ...report.notRun.map(({ check }) => check)]
    expect(new Set(names).size).toBe(names.length)
    expect(report).toMatchObject({
      id: '2026-W03',
      bytes: { html: expect.any(Number), text: expect.any(Number), raw: expect.any(Number) },
      passed: expect.arrayContaining(['contrast-dark', 'client-support', 'issue-empty', 'told-twice']),
      notRun: expect.arrayContaining([{ check: 'links-live', reason: 'it needs the network: add --online' }]),
      entries: [{ title: 'Kubernetes 用到八成', post: 'a.md', bytes: expect.any(Number) }],
    })
  })

  it('knows a post that went out with an earlier issue', async () => {
    const workspace = await anIssue()
    const sent = (await workspace.read(file))
      .replaceAll('W03', 'W02')
      .replace('status: draft', 'status: sent')
    await workspace.write('issues/2026-W02/issue.md', sent)
    await changed(workspace, 'number: 1', 'number: 2')
    const { findings } = await reportOf(workspace, '2026-W03')
    expect(findings.filter(({ check }) => check === 'sent-before')).toMatchObject([
      {
        check: 'sent-before',
        where: { file, line: 16 },
        what: '"Kubernetes 用到八成" went out with issue 2026-W02',
      },
    ])
  })

  it('names the entries to shorten where Gmail would cut the mail', async () => {
    const workspace = await anIssue()
    const entry = (name: string, bytes: number) =>
      `\n### [${name}](https://example.org/${name})\n\n${'words '.repeat(bytes / 6)}\n`
    await changed(workspace, /$/, entry('Largest', 70_000) + entry('Large', 60_000) + entry('Small', 6000))
    const { stdout } = await checked(workspace)
    expect(stdout).toMatch(
      /Shorten +cut to their titles, these make the mail small enough: "Largest" \(69 KB\)\n/,
    )
    expect(stdout).toMatch(/Bytes of the HTML\n +70,\d+ {2}Largest\n +60,\d+ {2}Large\n/)
  })

  it('tells what an own template brings that the clients lack', async () => {
    const workspace = await anIssue({
      'templates/partials/footer.mjml':
        '<mj-section><mj-column><mj-text><p style="text-shadow: 0 0 1px #000">{{words.whyYouGetThis}}</p><a href="{{unsubscribeUrl}}">{{words.unsubscribe}}</a></mj-text></mj-column></mj-section>',
    })
    const { findings } = await reportOf(workspace)
    expect(findings.filter(({ check }) => check === 'client-support')).toMatchObject([
      { what: expect.stringContaining('text-shadow: not supported in Gmail, Outlook') },
    ])
  })

  it('tells what a post brings that the clients lack, in its line', async () => {
    const workspace = await anIssue()
    await changed(workspace, /$/, '\n\nA <ruby>word</ruby>.\n')
    const { findings } = await reportOf(workspace)
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'client-support', where: { file, line: expect.any(Number) } }),
    )
  })

  const withPages = (url: string) =>
    `${settings}from: 周报 <weekly@example.org>\nsite: { url: https://blog.example-weekly.org/ }\npages: { url: "${url}" }\n`

  it('passes one-click where readers have pages, and names the setting where they have none', async () => {
    const passing = await reportOf(
      await anIssue({ 'masthead.yaml': withPages('https://letters.example-weekly.org/') }),
    )
    expect(passing.passed).toEqual(
      expect.arrayContaining(['one-click-unsubscribe', 'unsubscribe-link', 'link-target', 'text-in-step']),
    )
    const { notRun } = await reportOf(await anIssue())
    expect(notRun).toContainEqual({
      check: 'one-click-unsubscribe',
      reason: expect.stringMatching(/by mail.*"pages\.url" in masthead\.yaml and "masthead serve"/),
    })
  })

  it('says once that pages on this machine are for nobody else', async () => {
    const report = await reportOf(await anIssue({ 'masthead.yaml': withPages('http://127.0.0.1:4880') }))
    expect(report.findings.filter(({ check }) => check === 'link-target')).toMatchObject([
      {
        what: expect.stringContaining('"http://127.0.0.1:4880"'),
        wayOut: expect.stringContaining('"pages.url"'),
      },
    ])
    expect(report.notRun).toContainEqual({
      check: 'one-click-unsubscribe',
      reason: expect.stringContaining('people unsubscribe by the http: page "http://127.0.0.1:4880'),
    })
  })

  it('asks the network with --online only', async () => {
    const { notRun } = await reportOf(await anIssue({ 'masthead.yaml': settings }), '--online')
    expect(notRun).not.toContainEqual(
      expect.objectContaining({ reason: expect.stringContaining('--online') }),
    )
    expect(notRun).toContainEqual(expect.objectContaining({ check: 'sender-domain' }))
  })

  it.each([
    [
      'checks:\n  clients: [qq]\n',
      'masthead.yaml:2: "checks.clients.0": expected a mail program such as gmail',
    ],
    ['checks:\n  clients: []\n', 'masthead.yaml:2: "checks.clients": expected at least one mail program'],
    [
      'checks:\n  spamd: localhost\n',
      'masthead.yaml:2: "checks.spamd": expected host:port, such as localhost:783',
    ],
    ['checks:\n  dkim: s1\n', 'masthead.yaml:2: unknown key "checks.dkim"'],
  ])('refuses the settings %j', async (written, message) => {
    const { exitCode, stderr } = await checked(await aWorkspace({ 'masthead.yaml': written }))
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(message) })
  })

  it('says no more than what is wrong with --quiet', async () => {
    const workspace = await anIssue()
    await changed(workspace, /82%/g, '28%')
    const { stdout } = await checked(workspace, '--quiet')
    expect(stdout).toContain('the post does not have "28%"')
    expect(stdout).not.toMatch(/Subject|Passed|Not run/)
  })

  it('says that there is no issue where there is none', async () => {
    const { exitCode, stderr } = await checked(await aWorkspace({ 'masthead.yaml': settings }), '2026-W01')
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('There is no issue "2026-W01"'),
    })
  })

  it('keeps to 80 columns on a terminal', async () => {
    const { directory } = await anIssue()
    const written: string[] = []
    const stdout = Object.assign(
      new (await import('node:stream')).Writable({
        write: (chunk, _encoding, done) => {
          written.push(String(chunk))
          done()
        },
      }),
      { isTTY: true, columns: 80 },
    )
    await mastheadOn({ stdout, env: { NO_COLOR: '1' } }, '-C', directory, 'check')
    const { default: width } = await import('fast-string-width')
    expect(
      written
        .join('')
        .split('\n')
        .filter(line => width(line) > 80),
    ).toEqual([])
  })
})

describe('the review of a captured mail', () => {
  async function reviewed(workspace: Workspace, raw: string | Buffer): Promise<Report> {
    const clock = () => new Date('2026-01-19T08:00:00Z')
    const app = await openApp({ directory: workspace.directory, environment: {}, clock })
    return (await app.openChecking()).reviewOf(Buffer.from(raw))
  }

  it('makes the checks of issues where the mail is one of them', async () => {
    const workspace = await anIssue()
    await changed(workspace, /82%/g, '28%')
    const preview = await masthead('-C', workspace.directory, 'preview', '--once', '--json')
    const { file: stored } = JSON.parse(preview.stdout)
    const report = await reviewed(workspace, await workspace.read(stored))
    expect(report.findings).toContainEqual(
      expect.objectContaining({ check: 'beyond-the-post', where: { file, line: 16 } }),
    )
    expect(report.entries).toHaveLength(1)
  })

  it('knows the links of the reader that the mail was for', async () => {
    const workspace = await anIssue({
      'masthead.yaml': `${settings}from: 周报 <weekly@example.org>\nsite: { url: https://blog.example-weekly.org/ }\npages: { url: http://127.0.0.1:4880 }\n`,
    })
    await join(workspace, 'ada@example.org')
    await masthead('-C', workspace.directory, 'send', '--yes')
    const [mail = ''] = await readdir(workspace.path('.masthead/inbox'))
    const report = await reviewed(workspace, await workspace.read(`.masthead/inbox/${mail}`))
    expect(report.passed).toEqual(expect.arrayContaining(['unsubscribe-link', 'text-in-step', 'issue-empty']))
    expect(report.findings.filter(({ check }) => check === 'link-target')).toHaveLength(1)
  })

  it('leaves them out of the mail of others', async () => {
    const report = await reviewed(await anIssue(), 'To: a@example.org\nMessage-ID: <x@example.org>\n\nHello')
    expect(report.passed).toContain('contrast')
    expect(report.notRun).toContainEqual({
      check: 'issue-empty',
      reason: 'the mail is none of the issues of this workspace',
    })
    expect(report.entries).toBeUndefined()
  })

  it.each([
    ['nothing', '', {}],
    ['no mail', '\u0000\u0001', {}],
    ['tags without end', `Content-Type: text/html\n\n${'<div>'.repeat(100_000)}`, {}],
    ['a broken issue beside it', 'Message-ID: <x@y>\n\nx', { 'issues/2026-W01/issue.md': 'half' }],
  ])('survives %s', async (_name, raw, files: Record<string, string>) => {
    const report = await reviewed(await aWorkspace({ 'masthead.yaml': settings, ...files }), raw)
    expect(report.findings.length + report.passed.length).toBeGreaterThan(0)
  })
})
