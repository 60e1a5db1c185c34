import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import { aMailServer, type MailServer } from '../a-mail-server.ts'
import { aPost, aWorkspace } from '../a-workspace.ts'
import { mastheadWith } from '../run-masthead.ts'
import { whileServing } from '../while-serving.ts'

const ada = 'ada@example.org'
const pages = 'https://letters.example-weekly.org/'

async function aFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

/** A newsletter with one post, pages on this machine and a mail server. */
async function aNewsletter() {
  const port = await aFreePort()
  const server = await aMailServer()
  const workspace = await aWorkspace({
    'masthead.yaml': [
      'name: Weekly',
      'language: en',
      'timezone: Asia/Shanghai',
      'from: Weekly <weekly@example.org>',
      'address: 1 Example Street, Berlin',
      `pages: { url: "${pages}", port: ${port} }`,
      '',
    ].join('\n'),
    'content/one.md': aPost({ title: 'One thing', date: '2026-01-16' }),
  })
  const env = { MASTHEAD_SMTP_URL: server.url }
  const run = (...args: string[]) => mastheadWith(env, '-C', workspace.directory, ...args)
  const json = async (...args: string[]) => JSON.parse((await run('--json', ...args)).stdout)
  const serve = (use: (url: string) => Promise<void>) =>
    whileServing(workspace.directory, () => use(here(pages)), { env })
  // A mail whose links lead to this machine may not be sent, so that its public address is another one.
  const here = (link: string) => link.replace(pages, `http://127.0.0.1:${port}/`)
  const statusOf = async (address: string) => (await json('subscribers', 'show', address)).subscriber.status
  return { ...workspace, server, run, json, serve, here, statusOf }
}

const post = (url: string, fields: Record<string, string>) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'error' })

const mailsTo = ({ mails }: MailServer, address: string) => mails.filter(({ to }) => to.includes(address))

/** The newest mail to somebody, once there are so many. */
const mailTo = (server: MailServer, address: string, count: number) =>
  vi.waitFor(
    () => {
      const mails = mailsTo(server, address)
      expect(mails).toHaveLength(count)
      return mails.at(-1)?.email ?? {}
    },
    { timeout: 20_000 },
  )

const linkIn = (email: { text?: string }, purpose: string): string =>
  new RegExp(`https://\\S+/${purpose}/\\S+`).exec(email.text ?? '')?.[0] ?? ''

const headerOf = (email: { headers?: { key: string; value: string }[] }, key: string) =>
  email.headers?.find(header => header.key === key)?.value

describe('a reader', () => {
  it('subscribes, confirms, gets an issue, leaves with one click, and no import brings them back', async () => {
    const { server, run, json, serve, here, statusOf, write, path } = await aNewsletter()
    await run('compose', '--week', '2026-W03')
    let unsubscribe = ''
    await serve(async url => {
      expect((await post(`${url}subscribe`, { email: ada, name: 'Ada', language: 'en' })).status).toBe(200)
      const letter = await mailTo(server, ada, 1)
      expect(letter).toMatchObject({ subject: expect.stringContaining('Weekly') })
      expect(await statusOf(ada)).toBe('pending')
      const confirm = here(linkIn(letter as { text: string }, 'confirm'))

      for (const method of ['GET', 'HEAD']) await fetch(confirm, { method })
      expect(await statusOf(ada)).toBe('pending')
      await post(confirm, {})
      expect(await statusOf(ada)).toBe('active')
      expect(await mailTo(server, ada, 2)).toMatchObject({ subject: expect.stringContaining('Weekly') })

      expect(await json('send', '2026-W03', '--yes')).toMatchObject({ sent: 1 })
      const issue = (await mailTo(server, ada, 3)) as Parameters<typeof headerOf>[0]
      expect(headerOf(issue, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
      unsubscribe = /<(https[^>]+)>/.exec(headerOf(issue, 'list-unsubscribe') ?? '')?.[1] ?? ''

      for (const [link] of String((issue as { html: string }).html).matchAll(/https:\/\/letters[^"\s<]+/g))
        for (const method of ['GET', 'HEAD']) await fetch(here(link.replaceAll('&amp;', '&')), { method })
      expect(await statusOf(ada)).toBe('active')

      const click = await post(here(unsubscribe), { 'List-Unsubscribe': 'One-Click' })
      expect([click.status, click.headers.get('set-cookie')]).toEqual([200, null])
      expect(await statusOf(ada)).toBe('unsubscribed')
    })

    await write('content/two.md', aPost({ title: 'Another thing', date: '2026-01-21' }))
    await run('subscribers', 'add', 'bob@example.org')
    await run('compose', '--week', '2026-W04')
    expect(await json('send', '2026-W04', '--yes')).toMatchObject({ sent: 1 })
    expect([mailsTo(server, ada).length, mailsTo(server, 'bob@example.org').length]).toEqual([3, 1])

    await write('people.csv', `email,name,status\n${ada},Ada,active\n`)
    expect((await run('subscribers', 'import', path('people.csv'), '--yes')).stdout).toMatch(/suppressed/i)
    expect(await statusOf(ada)).toBe('unsubscribed')
    expect((await run('subscribers', 'add', ada)).exitCode).toBe(1)
    const toFile = await json('send', '2026-W04', '--to-file', path('people.csv'), '--yes')
    expect(toFile).toMatchObject({ status: 'planned', recipients: 0, named: [{ address: ada }] })
  })

  it('who was forgotten comes back only by themselves', async () => {
    const { server, run, serve, here, statusOf, write, path } = await aNewsletter()
    await run('subscribers', 'add', ada)
    await run('subscribers', 'forget', ada, '--yes')
    await write('people.csv', `email\n${ada}\n`)
    expect((await run('subscribers', 'import', path('people.csv'), '--yes')).stdout).toMatch(/suppressed/i)
    expect((await run('subscribers', 'list')).stdout).toBe('0 people\n')
    await serve(async url => {
      await post(`${url}subscribe`, { email: ada })
      const confirm = here(linkIn((await mailTo(server, ada, 1)) as { text: string }, 'confirm'))
      await post(confirm, {})
    })
    expect(await statusOf(ada)).toBe('active')
  })
})
