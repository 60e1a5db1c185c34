import { describe, expect, it } from 'vitest'
import { aMailServer } from '../a-mail-server.ts'
import { aPost, aWorkspace, settings } from '../a-workspace.ts'
import { masthead, mastheadWith } from '../run-masthead.ts'

describe('masthead send, where no server can be had,', () => {
  it.each([
    [
      'a name that does not resolve',
      async () => 'smtp://mail.invalid',
      /mail\.invalid cannot be reached: the DNS/,
    ],
    [
      'a certificate that cannot be trusted',
      async () => (await aMailServer({ disabledCommands: [] })).url.replace('127.0.0.1', '0.0.0.0'),
      /has a certificate/,
    ],
  ])('says so of %s, keeps everybody waiting, and resume goes on', async (_name, urlOf, told) => {
    const { directory } = await aWorkspace({
      'masthead.yaml': `${settings}from: weekly@example.org\n`,
      'content/a.md': aPost({ title: 'A', date: '2026-01-13' }),
      'people.csv': 'email\na@example.org\nb@example.org\n',
    })
    await masthead('-C', directory, 'compose', '--week', '2026-W03')
    const env = { MASTHEAD_SMTP_URL: await urlOf() }
    const send = ['send', '--to-file', 'people.csv', '--yes', '--no-wait', '--json']
    const { exitCode, stdout, stderr } = await mastheadWith(env, '-C', directory, ...send)
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(told) })
    expect(JSON.parse(stdout)).toMatchObject({ reason: expect.stringMatching(told), sent: 0, queued: 2 })
    const server = await aMailServer()
    const resumed = await mastheadWith({ MASTHEAD_SMTP_URL: server.url }, '-C', directory, 'resume')
    expect([resumed.exitCode, server.mails.flatMap(({ to }) => to).toSorted()]).toEqual([
      0,
      ['a@example.org', 'b@example.org'],
    ])
  })
})
