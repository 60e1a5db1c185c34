import { execFile, spawn } from 'node:child_process'
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aMailServer } from './a-mail-server.ts'
import { anInstallation, type Installation } from './an-installation.ts'

let installed: Installation
let workspace: string

const masthead = async (words: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const args = [installed.program, '-C', workspace, ...words]
  return (await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } })).stdout
}

describe('the package that is published', () => {
  beforeAll(async () => {
    installed = await anInstallation()
    workspace = await mkdtemp(join(tmpdir(), 'masthead-installed-'))
  }, 60_000)

  afterAll(() => Promise.all([installed.remove(), rm(workspace, { recursive: true })]))

  it('makes a workspace, and an issue in it', async () => {
    await masthead(['init', workspace])
    expect(await masthead(['start', '--once'])).toMatch(/Mail +issues\/.*mail\.html/)
  })

  it('sends it', async () => {
    const server = await aMailServer()
    await appendFile(
      join(workspace, 'masthead.yaml'),
      'from: weekly@example.org\naddress: 1 Example Street\n',
    )
    await masthead(['subscribers', 'add', 'ada@example.org'])
    const env = { MASTHEAD_SMTP_URL: server.url }
    expect(await masthead(['send', '--yes'], env)).toMatch(/Sent +1 of 1/)
    expect(server.mails.map(({ to }) => to[0])).toEqual(['ada@example.org'])
  })

  it.each([
    ['inbox', ['--port', '0', '--smtp-port', '0'], /^Page +(\S+)/, ['', 'inbox.css', 'inbox.js']],
    ['serve', ['--port', '0'], /^Pages +(\S+)/, ['', 'style.css']],
  ])('has the pages of %s', async (command, flags, address, pages) => {
    const args = [installed.program, '-C', workspace, command, ...flags]
    const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
    try {
      let url: string | undefined
      for await (const line of createInterface(server.stdout)) {
        url = address.exec(line)?.[1]
        if (url) break
      }
      for (const page of pages) expect((await fetch(url + page)).status).toBe(200)
    } finally {
      server.kill()
    }
  })

  it('is a library as well', async () => {
    const { openApp } = await import(pathToFileURL(join(installed.folder, 'dist', 'index.js')).href)
    const app = await openApp({ directory: workspace, environment: {}, clock: () => new Date() })
    expect(app.config.content).toEqual(['content'])
  })

  it('brings the licences of the packages that are part of it', async () => {
    const text = await readFile(join(installed.folder, 'dist', 'LICENSES.txt'), 'utf8')
    expect(text).toMatch(/^kysely 0[\s\S]+MIT License[\s\S]+^yaml 2[\s\S]+Permission to use/m)
  })
})
