import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { aWorkspace, settings } from '../a-workspace.ts'
import { masthead, mastheadWith } from '../run-masthead.ts'
import { type Opened, whileServing } from '../while-serving.ts'

/** Serves the pages of a workspace of their own. */
async function serving(
  pages: string,
  use?: (opened: Opened) => Promise<void>,
  { signal = 'SIGTERM', flags = ['--port', '0'] } = {},
) {
  const { directory } = await aWorkspace({ 'masthead.yaml': `${settings}${pages}` })
  return { ...(await whileServing(directory, use, { signal, flags })), directory }
}

describe('masthead serve', () => {
  it.each(['SIGTERM', 'SIGINT'])('serves the pages, keeps who asked, and ends well on %s', async signal => {
    const { exitCode, directory } = await serving(
      'pages: { url: "https://letters.example.org/" }\n',
      async ({ url, listens }) => {
        expect(url).toBe('https://letters.example.org/')
        expect(await (await fetch(listens)).text()).toContain('用邮件接收《测试周报》')
        const body = new URLSearchParams({ email: 'ada@example.org' })
        expect((await fetch(`${listens}subscribe`, { method: 'POST', body })).status).toBe(200)
      },
      { signal },
    )
    expect(exitCode).toBe(0)
    const { stdout } = await masthead('-C', directory, '--json', 'subscribers', 'show', 'ada@example.org')
    expect(JSON.parse(stdout)).toMatchObject({ subscriber: { status: 'pending', language: 'zh-CN' } })
  })

  it('tells what is measured to who brings the token of .env', async () => {
    const { directory, write } = await aWorkspace({ 'masthead.yaml': settings })
    await write('.env', 'MASTHEAD_METRICS_TOKEN=correct-horse\n')
    await whileServing(
      directory,
      async ({ listens }) => {
        const ask = (Authorization: string) => fetch(`${listens}metrics`, { headers: { Authorization } })
        expect(await (await ask('Bearer correct-horse')).text()).toMatch(
          /^masthead_build_info\{version="\d+\.\d+\.\d+",node="v24/m,
        )
        expect((await ask('Bearer other')).status).toBe(404)
      },
      { flags: ['--port', '0'] },
    )
  })

  it('sends no issue where there is no SMTP server, and says so', async () => {
    const { stderr } = await serving('')
    expect(stderr).toContain('are not sent: there is no SMTP server')
  })

  it.each([
    ['', [], 'pages.url is not set'],
    ['pages: { url: "https://letters.example.org/" }\n', [], 'Set pages.proxies'],
    [
      'pages: { url: "https://letters.example.org/", proxies: 1 }\n',
      ['--host', '0.0.0.0'],
      'believes X-Forwarded-For',
    ],
  ])('warns where the settings %j and %j do not fit', async (pages, host, warning) => {
    const { stderr } = await serving(pages, async () => {}, { flags: ['--port', '0', ...host] })
    expect(stderr).toContain(warning)
  })

  it('warns of nothing where they fit', async () => {
    const { stderr } = await serving('pages: { url: "https://letters.example.org/", proxies: 1 }\n')
    expect(stderr).not.toContain('!')
  })

  it('says that its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    onTestFinished(() => void taken.close())
    const { port } = taken.address() as AddressInfo
    const { directory } = await aWorkspace({ 'masthead.yaml': settings })
    const { exitCode, stderr } = await masthead('-C', directory, 'serve', '--port', String(port))
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining(`on 127.0.0.1:${port}: another program uses this port`),
    })
  })

  it('sends no letter with a link that only this machine can open', async () => {
    const { directory } = await aWorkspace({ 'masthead.yaml': `${settings}from: weekly@example.org\n` })
    const env = { MASTHEAD_SMTP_URL: 'smtp://mail.example.org:587' }
    expect(await mastheadWith(env, '-C', directory, 'serve', '--port', '0')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('pages.url is not set'),
    })
  })

  it.each(['pages/home.hbs', 'letter.mjml'])('leaves the port to others when %s is wrong', async template => {
    const { directory } = await aWorkspace({
      'masthead.yaml': settings,
      [`templates/${template}`]: '{{nmae}}',
    })
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    await new Promise(resolve => taken.close(resolve))
    const { stderr } = await masthead('-C', directory, 'serve', '--port', String(port))
    expect(stderr).toContain(`templates/${template}:1`)
    const again = createServer().listen(port, '127.0.0.1')
    await once(again, 'listening')
    again.close()
  })

  it('names the line of a template that is wrong', async () => {
    const { directory } = await aWorkspace({
      'masthead.yaml': settings,
      'templates/pages/home.hbs': '<h1>\n{{nmae}}</h1>',
    })
    const { exitCode, stderr } = await masthead('-C', directory, 'serve', '--port', '0')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining('templates/pages/home.hbs:2: "nmae" not defined'),
    })
  })

  it.each(['70000', 'http'])('exits with 2 for the port %s', async port => {
    expect(await masthead('serve', '--port', port)).toMatchObject({ exitCode: 2 })
  })
})
