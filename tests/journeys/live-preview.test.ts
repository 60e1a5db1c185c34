import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { describe, expect, it, onTestFinished } from 'vitest'
import { aPost, aWorkspace, settings, type Workspace } from '../a-workspace.ts'
import { masthead } from '../run-masthead.ts'

const footer =
  '<mj-section><mj-column><mj-text>FOOTER {{words.unsubscribe}} {{unsubscribeUrl}}</mj-text></mj-column></mj-section>'

async function aWeek(): Promise<Workspace> {
  const workspace = await aWorkspace({
    'masthead.yaml': `${settings}inbox: { port: 0 }\n`,
    'content/a.md': aPost({ title: '一篇文章', date: '2026-01-13' }, '这一句话说明了文章讲的是什么。\n'),
    'templates/partials/footer.mjml': footer.replace('FOOTER', 'first'),
  })
  await masthead('-C', workspace.directory, 'compose', '--week', '2026-W03')
  return workspace
}

async function watching(directory: string): Promise<{ program: ChildProcess; said(): string }> {
  const program = spawn(process.execPath, ['src/cli/masthead.js', '-C', directory, 'preview', '--watch'])
  onTestFinished(() => void program.kill('SIGKILL'))
  let said = ''
  for (const stream of [program.stdout, program.stderr])
    stream.on('data', chunk => {
      said += chunk
    })
  await expect.poll(() => said, { timeout: 20_000 }).toContain('Page')
  return { program, said: () => said }
}

/** What the inbox shows now: the parts of each mail, one after the other. */
async function shown({ path }: Workspace): Promise<string[]> {
  const folder = path('.masthead/inbox')
  const files = (await readdir(folder)).filter(file => file.endsWith('.eml')).sort()
  const mails = await Promise.all(
    files.map(async file => PostalMime.parse(await readFile(join(folder, file)).catch(() => ''))),
  )
  return mails.map(({ subject, html, text }) => `${subject}\n${html}\n${text}`)
}

describe('masthead preview --watch', () => {
  it('shows what was saved in the issue, a post, a template and the settings, and says what cannot be rendered', async () => {
    const workspace = await aWeek()
    const { write, read } = workspace
    const { program, said } = await watching(workspace.directory)
    const newest = { timeout: 20_000 }
    const change = async (file: string, from: string | RegExp, to: string) =>
      write(file, (await read(file)).replace(from, to))

    await change('issues/2026-W03/issue.md', /subject: .*/, 'subject: 新的主题')
    await expect.poll(async () => (await shown(workspace)).at(-1), newest).toContain('新的主题')
    const updates = () => said().split('Updated').length - 1
    await expect.poll(updates, newest).toBe(1)
    await change('issues/2026-W03/issue.md', /(subject: .*)/, '$1\nsubjectByName: "{name}，早"')
    await expect.poll(updates, newest).toBe(2)
    await change('content/a.md', '这一句话', '改过的这一句话')
    await expect.poll(async () => (await shown(workspace)).at(-1), newest).toContain('改过的这一句话')
    await change('templates/partials/footer.mjml', 'first', 'second')
    await expect.poll(async () => (await shown(workspace)).at(-1), newest).toContain('second 退订')
    await change('templates/partials/footer.mjml', 'words.unsubscribe}}', 'words.unsubscribee}}')
    await expect.poll(said, newest).toContain('templates/partials/footer.mjml:1: "unsubscribee" not defined')
    await change('templates/partials/footer.mjml', 'words.unsubscribee}}', 'words.unsubscribe}}')
    await write('masthead.yaml', `${await read('masthead.yaml')}address: 新地址\n`)
    await expect.poll(async () => (await shown(workspace)).at(-1), newest).toContain('新地址')
    expect(await shown(workspace)).toHaveLength(1)

    program.kill('SIGINT')
    expect((await once(program, 'exit'))[0]).toBe(0)
  }, 90_000)

  it('leaves an issue alone that somebody else composed from other posts', async () => {
    const workspace = await aWeek()
    const { program, said } = await watching(workspace.directory)
    await workspace.write('content/b.md', aPost({ title: '另一篇', date: '2026-01-14' }))
    await workspace.write('templates/partials/footer.mjml', footer.replace('FOOTER', 'third'))
    await expect.poll(said, { timeout: 20_000 }).toContain('Updated')
    expect(await workspace.read('issues/2026-W03/issue.md')).not.toContain('另一篇')
    program.kill('SIGINT')
    expect((await once(program, 'exit'))[0]).toBe(0)
  }, 60_000)
})
