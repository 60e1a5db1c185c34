import { readdir, readFile } from 'node:fs/promises'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { aWorkspace } from '../a-workspace.ts'
import { masthead } from '../run-masthead.ts'

describe('masthead init', () => {
  it('makes a workspace in which every command works', async () => {
    const { directory, path } = await aWorkspace()
    const made = await masthead('init', path('weekly'), '--json')
    expect(made.exitCode).toBe(0)
    expect(await readdir(path('weekly'))).toEqual(
      expect.arrayContaining([
        '.env.example',
        '.gitignore',
        'content',
        'issues',
        'masthead.yaml',
        'templates',
      ]),
    )
    const variables = await readFile(path('weekly/.env.example'), 'utf8')
    for (const name of ['SMTP_PASSWORD', 'SMTP_URL', 'MODEL_KEY'])
      expect(variables).toContain(`MASTHEAD_${name}=`)
    const run = (...args: string[]) => masthead('-C', `${directory}/weekly`, ...args)
    for (const args of [['posts'], ['compose'], ['render'], ['preview', '--once'], ['start', '--once']])
      expect(await run(...args)).toMatchObject({ exitCode: 0 })
    const { file } = JSON.parse((await run('preview', '--once', '--json')).stdout)
    const { subject, text } = await PostalMime.parse(await readFile(`${directory}/weekly/${file}`))
    expect(subject).toMatch(/^My Weekly #1: /)
    expect(text).toContain('从一个装着 Markdown 的文件夹开始')
  })

  it('leaves a workspace, and the posts of somebody who has some, as they are', async () => {
    const { directory, read } = await aWorkspace({
      'content/mine.md': '# Mine\n',
      '.gitignore': 'node_modules\n.env\n',
    })
    expect((await masthead('init', directory)).exitCode).toBe(0)
    expect(await readdir(`${directory}/content`)).toEqual(['mine.md'])
    expect(await read('.gitignore')).toMatch(/^node_modules\n\.env\n\.masthead\/\n/)
    const before = await read('masthead.yaml')
    expect(await masthead('init', directory)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('workspace already'),
    })
    expect(await read('masthead.yaml')).toBe(before)
  })
})
