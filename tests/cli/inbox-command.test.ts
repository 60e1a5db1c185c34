import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { MailpitClient } from 'mailpit-api'
import { createTransport } from 'nodemailer'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startListening } from '../../src/inbox/start-listening.ts'
import { aWorkspace, settings } from '../a-workspace.ts'
import { mastheadOn } from '../run-masthead.ts'

const anyPorts = ['--port', '0', '--smtp-port', '0']

interface Opened {
  smtp: string
  page: string
  api: string
  token: string
}

/** Runs the inbox until `use` is done, then ends it as Ctrl-C does. */
async function withInbox(
  args: string[],
  use: (opened: Opened) => Promise<void>,
  env: NodeJS.ProcessEnv = {},
) {
  const stdout = new PassThrough()
  const listeners = new Map<string, () => void>()
  const on = (signal: string, listener: () => void) => listeners.set(signal, listener)
  const running = mastheadOn({ env, stdout, on }, 'inbox', ...anyPorts, '--json', ...args)
  const written = new Promise<string>(resolve => stdout.once('data', data => resolve(String(data))))
  try {
    await use(JSON.parse(await Promise.race([written, running.then(({ stderr }) => stderr)])))
  } finally {
    listeners.get('SIGINT')?.()
  }
  return running
}

const mail = { from: 'a@example.org', to: 'b@example.com', subject: 'Hello', text: 'Hello' }

describe('masthead inbox', () => {
  it('takes mail, serves page and API, and ends well on Ctrl-C', async () => {
    const { directory } = await aWorkspace({ 'masthead.yaml': settings })
    const { exitCode, stderr } = await withInbox(['-C', directory], async ({ smtp, page, api, token }) => {
      await createTransport(smtp).sendMail(mail)
      expect(await (await fetch(page)).text()).toContain('Hello')
      expect(api).toBe(`${page}api/v1`)
      const auth = { username: 'any', password: token }
      expect((await new MailpitClient(new URL(page).origin, { auth }).listMessages()).total).toBe(1)
      expect((await new MailpitClient(page).listMessages()).total).toBe(1)
    })
    expect(exitCode).toBe(0)
    expect(stderr).toContain('Received 1 mail.')
  })

  it('needs no workspace, and keeps its mail and its token', async () => {
    const { directory } = await aWorkspace({})
    const tokens: string[] = []
    for (const _run of [1, 2])
      await withInbox(['-C', directory], async ({ smtp, token }) => {
        tokens.push(token)
        await createTransport(smtp).sendMail(mail)
      })
    expect(readdirSync(join(directory, '.masthead', 'inbox'))).toHaveLength(2)
    expect(tokens).toEqual(Array(2).fill(readFileSync(join(directory, '.masthead', 'token'), 'utf8').trim()))
  })

  it('takes its token from the environment, and before that from the flag', async () => {
    const { directory } = await aWorkspace({})
    const args = ['-C', directory]
    const env = { MASTHEAD_INBOX_TOKEN: 'from-the-environment' }
    await withInbox(args, async ({ token }) => expect(token).toBe('from-the-environment'), env)
    const flag = ['--token', 'from-the-flag', '--folder', 'mails']
    await withInbox(
      [...args, ...flag],
      async ({ smtp, token }) => {
        expect(token).toBe('from-the-flag')
        await createTransport(smtp).sendMail(mail)
      },
      env,
    )
    expect(readdirSync(directory)).toContain('mails')
  })

  it('misbehaves as it is told', async () => {
    const { directory } = await aWorkspace({})
    const { stderr } = await withInbox(['-C', directory, '--chaos', 'rcpt=450'], async ({ smtp }) => {
      await expect(createTransport(smtp).sendMail(mail)).rejects.toMatchObject({ responseCode: 450 })
    })
    expect(stderr).toContain('Chaos: 450 at rcpt, 100 % of the time')
  })

  it('ends while somebody waits for an answer that does not come', async () => {
    const { directory } = await aWorkspace({})
    const chaos = ['--chaos', 'connect=stall']
    const { exitCode } = await withInbox(['-C', directory, ...chaos], async ({ smtp }) => {
      const socket = connect(Number(new URL(smtp).port), '127.0.0.1').on('error', () => {})
      await once(socket, 'connect')
    })
    expect(exitCode).toBe(0)
  })

  it.each(['--port', '--smtp-port'])('says that the port of %s is taken', async flag => {
    const { directory } = await aWorkspace({})
    const server = createServer()
    onTestFinished(() => void server.close())
    const taken = String(await startListening(server, 0, '127.0.0.1'))
    const { exitCode, stdout, stderr } = await mastheadOn(
      {},
      '-C',
      directory,
      'inbox',
      ...anyPorts,
      flag,
      taken,
    )
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toContain(`on 127.0.0.1:${taken}: another program uses this port`)
  })

  it('says at once that its folder cannot keep mail, and the way out', async () => {
    const { directory } = await aWorkspace({ 'a-file': '' })
    const args = ['-C', directory, 'inbox', ...anyPorts, '--folder', 'a-file/mails']
    const { exitCode, stdout, stderr } = await mastheadOn({}, ...args)
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toMatch(/Cannot keep mail in ".*a-file\/mails": ENOTDIR.*Name a folder/s)
  })

  it.each([
    [['--port', '70000'], '--port "70000" is no port'],
    [['--smtp-port', 'smtp'], '--smtp-port "smtp" is no port'],
    [['--chaos', 'rcpt=250'], 'found the action "250"'],
    [['--token', '../x'], 'expected 8 to 200 letters'],
  ])('exits with 2 for %j', async (args, message) => {
    const { exitCode, stderr } = await mastheadOn({}, 'inbox', ...args)
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(message) })
  })
})
