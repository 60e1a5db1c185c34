import { mkdir, readdir, stat } from 'node:fs/promises'
import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { aWorkspace, settings } from '../../a-workspace.ts'
import { masthead, mastheadOn } from '../../run-masthead.ts'
import { added, aSubscriberStore, asked, bounced, left } from '../../store/a-subscriber-store.ts'
import { arrivalsOf } from '../../subscribers/lists/formats/a-fixture.ts'

/** A workspace with five people, and a call of its export. */
async function aList() {
  const workspace = await aWorkspace({ 'masthead.yaml': settings })
  await mkdir(workspace.path('.masthead'))
  const { store, database } = await aSubscriberStore(workspace.path('.masthead/masthead.db'))
  await store.change('ada@example.org', added({ name: '=1+1', language: 'en', tags: ['vip'] }))
  await store.change('wang@example.org', added({ name: '王小明', language: 'zh-CN' }))
  await store.change('new@example.org', asked())
  await store.change('left@example.org', added())
  await store.change('left@example.org', left())
  await store.change('gone@example.org', added())
  await store.change('gone@example.org', bounced())
  database.close()
  const run = (...args: string[]) => masthead('-C', workspace.directory, 'subscribers', 'export', ...args)
  return { ...workspace, run }
}

const states = (text: string, name?: string) =>
  arrivalsOf(text, name).map(({ address, status }) => `${address} ${status}`)
const everybody = [
  'ada@example.org active',
  'wang@example.org active',
  'new@example.org pending',
  'left@example.org unsubscribed',
  'gone@example.org bounced',
]

describe('subscribers export', () => {
  it('writes all that is known of everybody to standard output, and words elsewhere', async () => {
    const { run } = await aList()
    const { exitCode, stdout, stderr } = await run()
    expect(exitCode).toBe(0)
    expect(states(stdout)).toEqual(everybody)
    expect(stdout).toContain("ada@example.org,'=1+1,en,")
    expect(stderr).toContain('5 people to standard output')
  })

  it('writes a file that Excel reads as UTF-8, and only its owner can read', async () => {
    const { run, path, read, directory } = await aList()
    const { stdout } = await run('--to', path('people.csv'))
    expect(stdout).toContain(`5 people to ${path('people.csv')}`)
    expect(await read('people.csv')).toMatch(/^\ufeffemail,name,/)
    expect(states(await read('people.csv'))).toEqual(everybody)
    expect((await stat(path('people.csv'))).mode & 0o777).toBe(0o600)
    expect((await readdir(directory)).filter(name => name.startsWith('.export'))).toEqual([])
  })

  it.each([
    ['mailchimp', { 'subscribed.csv': 2, 'unsubscribed.csv': 2, 'cleaned.csv': 1 }],
    ['substack', { 'subscribed.csv': 2, 'disabled.csv': 3 }],
    ['listmonk', { 'subscribers.csv': 2, 'disabled.csv': 1, 'blocklist.csv': 2 }],
    ['ghost', { 'members.csv': 5 }],
    ['csv', { 'subscribers.csv': 5 }],
  ])('writes the files of %s into a folder, and tells how many people each has', async (format, files) => {
    const { run, path, read } = await aList()
    const { stdout } = await run('--format', format, '--to', `${path('out')}/`, '--json')
    const written = Object.entries(files).map(([name, people]) => ({ path: path(`out/${name}`), people }))
    expect(JSON.parse(stdout)).toEqual({ format, files: written, leftOut: 0 })
    const texts = await Promise.all(Object.keys(files).map(name => read(`out/${name}`)))
    expect(texts.flatMap(text => states(text)).sort()).toEqual([...everybody].sort())
  })

  it('leaves the column masthead out of a bare file, and whom the program has no word for', async () => {
    const { run } = await aList()
    const { stdout, stderr } = await run('--format', 'ghost', '--bare')
    expect(stdout).not.toContain('masthead')
    expect(stdout).not.toContain('new@example.org')
    expect(stderr).toContain('1 person left out: not confirmed yet, and Ghost has no word for that.')
  })

  it.each([
    [['--status', 'bounced'], ['gone@example.org']],
    [['--tag', 'vip'], ['ada@example.org']],
    [['--language', 'zh_cn'], ['wang@example.org']],
    [['--tag', 'nobody'], []],
    [
      ['--segment', 'tag:vip or language:zh'],
      ['ada@example.org', 'wang@example.org'],
    ],
    [['--status', 'bounced', '--segment', 'not tag:vip'], ['gone@example.org']],
  ])('writes with %j only those people', async (flags, addresses) => {
    const { run } = await aList()
    const { stdout } = await run('--format', 'jsonl', ...flags)
    const lines = stdout.split('\n').filter(Boolean)
    expect(lines.map(line => JSON.parse(line).email)).toEqual(addresses)
  })

  it('writes over a file only with --force', async () => {
    const { run, path, read, write } = await aList()
    await write('cleaned.csv', 'mine\n')
    const args = ['--format', 'mailchimp', '--to', `${path('.')}/`]
    const { exitCode, stderr } = await run(...args)
    expect(exitCode).toBe(1)
    expect(stderr).toContain(`"${path('cleaned.csv')}" is there already`)
    expect(stderr).toContain('--force')
    expect(await read('cleaned.csv')).toBe('mine\n')
    await expect(read('subscribed.csv')).rejects.toThrow()
    expect((await run(...args, '--force')).exitCode).toBe(0)
    expect(states(await read('cleaned.csv'))).toEqual(['gone@example.org bounced'])
  })

  it.each([
    [['--format', 'excel'], '"excel" is no format: expected one of masthead, jsonl, mailchimp'],
    [['--format', 'mailchimp'], 'An export of the format mailchimp is 3 files: name a folder with --to'],
    [['--status', 'gone'], '"gone" is no status: expected one of pending, active'],
    [['--language', 'English'], '"English" is no language: expected one such as zh-CN'],
  ])('refuses %j', async (flags, message) => {
    const { run } = await aList()
    const { exitCode, stdout, stderr } = await run(...flags)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toContain(message)
  })

  it('says where it cannot write', async () => {
    const { run, path } = await aList()
    const { exitCode, stderr } = await run('--to', path('masthead.yaml/people.csv'))
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/Cannot write to ".*masthead\.yaml" \((ENOTDIR|EEXIST)\)/)
  })

  it('does not say that it wrote what a full disk did not take', async () => {
    const { directory } = await aList()
    const stdout = new Writable({
      write: (_chunk, _encoding, done) =>
        done(Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' })),
    })
    const { exitCode, stderr } = await mastheadOn({ stdout }, '-C', directory, 'subscribers', 'export')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining('Standard output cannot be written (ENOSPC): the export is not whole'),
    })
    expect(stderr).not.toContain('Exported')
  })

  it('ends quietly when its reader has enough', async () => {
    const { directory } = await aList()
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    })
    expect(await mastheadOn({ stdout }, '-C', directory, 'subscribers', 'export')).toMatchObject({
      exitCode: 0,
    })
  })
})
