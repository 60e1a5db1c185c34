import { cp, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'
import { aWorkspace } from './a-workspace.ts'
import { masthead } from './run-masthead.ts'

const docs = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'docs/posts.md',
  'docs/issues.md',
  'docs/digests.md',
  'docs/mails.md',
  'docs/subscribers.md',
  'docs/sending.md',
  'tests/eval/README.md',
]
const read = (file: string) => readFile(file, 'utf8')

/** The commands of the `sh` blocks of a document, in their order. */
function commandsIn(text: string): string[] {
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block)
  const lines = blocks.flatMap(block => block.split('\n')).map(line => line.replace(/\s+#.*$/, '').trim())
  return lines.filter(Boolean).flatMap(line => line.split(' && '))
}

describe('the docs', () => {
  it.each([
    ['README.md', 6],
    ['docs/posts.md', 4],
    ['docs/issues.md', 1],
    ['docs/mails.md', 3],
    ['docs/subscribers.md', 10],
    ['docs/sending.md', 2],
  ])('show commands of masthead that work, in the order in which they stand: %s', async (doc, least) => {
    const commands = commandsIn(await read(doc)).filter(command => command.startsWith('npx masthead'))
    expect(commands.length).toBeGreaterThan(least)
    const { directory, path } = await aWorkspace({ 'people.csv': 'email,name\nada@example.org,Ada\n' })
    await cp('content', path('content'), { recursive: true })
    await cp('masthead.yaml', path('masthead.yaml'))
    for (const command of commands) {
      const args = command
        .split(' ')
        .slice(2)
        .map(word => (/^(my-newsletter|people\.csv|everybody\.csv)$/.test(word) ? path(word) : word))
      const { exitCode, stderr } = await masthead('-C', directory, ...args)
      expect({ command, exitCode, stderr }).toEqual({ command, exitCode: 0, stderr: expect.any(String) })
    }
  })

  it('show scripts of npm that exist', async () => {
    const { scripts } = JSON.parse(await read('package.json'))
    for (const doc of docs)
      for (const [, run, name = ''] of (await read(doc)).matchAll(/\bnpm (run )?([a-z:]+)/g))
        if (run || ['start', 'test'].includes(name)) expect(Object.keys(scripts)).toContain(name)
  })

  it('show settings that are accepted', async () => {
    const [, yaml = ''] = /```yaml\n([\s\S]*?)```/.exec(await read('README.md')) ?? []
    const { directory } = await aWorkspace({ 'masthead.yaml': yaml })
    const others = (await Promise.all(docs.slice(1).map(read))).join('\n')
    for (const [, block = ''] of others.matchAll(/```yaml\n([\s\S]*?)```/g))
      await readConfig((await aWorkspace({ 'masthead.yaml': block })).directory, {})
    expect(await readConfig(directory, {})).toMatchObject({
      name: '云原生周报',
      from: { address: 'weekly@example.org' },
    })
    const starter = (await read('templates/starter/masthead.yaml')).replace(/^# (\w+:| {2}\w+:)/gm, '$1')
    const { directory: other } = await aWorkspace({ 'masthead.yaml': starter })
    expect(await readConfig(other, {})).toMatchObject({
      name: 'My Weekly',
      site: { url: 'https://example.org/' },
    })
  })

  it('name every runtime dependency with its reason, and link only to files that are there', async () => {
    const architecture = await read('ARCHITECTURE.md')
    for (const name of Object.keys(JSON.parse(await read('package.json')).dependencies))
      expect(architecture.split('## Runtime dependencies')[1]).toMatch(new RegExp(`[|,] ${name}[ ,]`))
    for (const doc of docs)
      for (const [, target = ''] of (await read(doc))
        .replace(/`[^`]*`/g, '')
        .matchAll(/\]\((?!https?:)([^)#]+)\)/g))
        await readFile(join(dirname(doc), target))
  })
})
