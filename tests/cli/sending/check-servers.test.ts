import { describe, expect, it } from 'vitest'
import { aMailServer } from '../../a-mail-server.ts'
import { aPost, aWorkspace, settings, type Workspace } from '../../a-workspace.ts'
import { join } from '../../people-of-a-workspace.ts'
import { masthead, mastheadWith } from '../../run-masthead.ts'

const oauth2 = 'oauth2: { clientId: c, accessUrl: "https://oauth2.example.org/token" }'
const pages = 'pages: { url: "https://letters.example-weekly.org/" }\n'

async function anIssue(more: string): Promise<Workspace> {
  const workspace = await aWorkspace({
    'masthead.yaml': `${settings}from: 周报 <weekly@example.org>\n${pages}${more}`,
    'content/a.md': aPost({ title: 'A', date: '2026-01-13' }),
  })
  await masthead('-C', workspace.directory, 'compose', '--week', '2026-W03')
  await join(workspace, 'ada@example.org')
  return workspace
}

const commands = [
  ['send', '--yes'],
  ['resume', '2026-W03'],
  ['retry', '2026-W03'],
  ['serve', '--port', '0'],
]

describe.each(commands)('masthead %s', (...command) => {
  it('says which variable is missing for an account that logs in with a token', async () => {
    const { directory } = await anIssue(`smtp: smtp://me@mail.example.org\nsending: { ${oauth2} }\n`)
    expect(await masthead('-C', directory, ...command)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('MASTHEAD_SMTP_REFRESH_TOKEN'),
    })
  })

  it('wants a provider by its name, not by one of its domains', async () => {
    const { directory } = await anIssue('sending: { providers: { googlemail.com: { connections: 1 } } }\n')
    expect(await masthead('-C', directory, ...command)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/googlemail\.com" is a domain of the provider gmail\s+Write "gmail"/),
    })
  })
})

describe('masthead send', () => {
  it('takes domains of nobody, and the provider whose name is a domain', async () => {
    const { directory } = await anIssue(
      'sending: { providers: { example.org: { connections: 1 }, mail.ru: { connections: 1 } } }\n',
    )
    expect(await masthead('-C', directory, 'send', '--yes')).toMatchObject({ exitCode: 0 })
  })

  it.each([
    ['smtp://me:p@mail.invalid', 'password of "smtp" go out without TLS'],
    ['smtp://me:p@127.0.0.1:9', undefined],
  ])('warns where a password leaves this machine without TLS: %s', async (url, warning) => {
    const { directory } = await anIssue('sending: { tls: optional }\n')
    const { stderr } = await mastheadWith({ MASTHEAD_SMTP_URL: url }, '-C', directory, 'send', '--dry-run')
    if (warning === undefined) expect(stderr).not.toContain('TLS')
    else expect(stderr).toContain(warning)
  })

  it('says before the plan that nobody has the tag of a segment', async () => {
    const server = await aMailServer()
    const { directory } = await anIssue('')
    const env = { MASTHEAD_SMTP_URL: server.url }
    const args = ['send', '--dry-run', '--segment', 'not tag:bteA']
    const { stderr } = await mastheadWith(env, '-C', directory, ...args)
    expect(stderr).toContain('Nobody has the tag "bteA"')
  })
})
