import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { aMailServer, aServerThatSays, usual } from '../a-mail-server.ts'
import { aPost, aWorkspace, settings, type Workspace } from '../a-workspace.ts'
import { masthead, mastheadOn } from '../run-masthead.ts'

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
})
