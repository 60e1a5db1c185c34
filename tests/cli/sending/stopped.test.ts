import { describe, expect, it } from 'vitest'
import { aServerThatSays, usual } from '../../a-mail-server.ts'
import { aPost, aWorkspace, settings } from '../../a-workspace.ts'
import { join } from '../../people-of-a-workspace.ts'
import { mastheadWith } from '../../run-masthead.ts'

const denied =
  '550-5.7.26 This mail has been blocked because the sender is unauthenticated.\r\n550 5.7.26 gsmtp'

/** An issue to people at Gmail, which refuses it, and elsewhere. */
async function aSending(reply: string, last = '250 ok') {
  const server = await aServerThatSays(command => {
    if (command === 'message') return last
    return /^RCPT TO:<.*@gmail\.com>/.test(command) ? reply : usual(command)
  })
  const workspace = await aWorkspace({
    'masthead.yaml': `${settings}from: 周报 <weekly@example.org>\n`,
    'content/a.md': aPost({ title: 'A', date: '2026-01-13' }),
  })
  const masthead = (...args: string[]) =>
    mastheadWith({ MASTHEAD_SMTP_URL: server.url }, '-C', workspace.directory, ...args)
  await masthead('compose', '--week', '2026-W03')
  await join(workspace, 'a@gmail.com', 'b@gmail.com', 'c@example.org')
  return masthead
}

describe('a provider that stops an issue', () => {
  it('is told of, with what it said, and that it waits for the operator', async () => {
    const masthead = await aSending(denied)
    const { exitCode, stderr } = await masthead('send', '2026-W03', '--yes', '--no-wait')
    expect(stderr).toMatch(/Nothing more goes to provider gmail before you have looked: .*5\.7\.26/)
    expect(exitCode).toBe(1)
  })
})

it('says why the others wait where an account may send no more today', async () => {
  const masthead = await aSending('550 5.4.5 Daily user sending limit exceeded')
  const { exitCode, stdout, stderr } = await masthead('send', '2026-W03', '--yes', '--no-wait')
  expect(stdout + stderr).toMatch(/wait, the next from .* \(.*sent all that it may in a day.*\)/)
  expect(exitCode).toBe(0)
})

it('leaves nothing in JSON that a terminal obeys, whatever a server said', async () => {
  const masthead = await aSending('250 ok', 'lorem \u009b31m ipsum\u0085\u007f')
  await masthead('send', '2026-W03', '--yes', '--no-wait')
  const { stdout } = await masthead('status', '2026-W03', '--who', '--json')
  expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  const replies = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line).reply)
  expect(replies).toContainEqual(expect.stringContaining('\u009b31m'))
})
