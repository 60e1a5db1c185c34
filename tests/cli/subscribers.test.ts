import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { keyringOf } from '../../src/subscribers/keyring.ts'
import { aWorkspace } from '../a-workspace.ts'
import { masthead, mastheadWith, type Run } from '../run-masthead.ts'

const ada = 'ada@example.org'

/** Runs `masthead subscribers …` in a workspace of its own. */
async function aList() {
  const workspace = await aWorkspace({ 'masthead.yaml': 'name: Weekly\n' })
  const run = (...args: string[]): Promise<Run> => masthead('-C', workspace.directory, ...args)
  const subscribers = (...args: string[]) => run('subscribers', ...args)
  const shown = async (address: string) => JSON.parse((await subscribers('--json', 'show', address)).stdout)
  return { ...workspace, run, subscribers, shown }
}

describe('masthead subscribers', () => {
  it('adds people with what is known of them, and says more of them later', async () => {
    const { subscribers, shown } = await aList()
    const first = ['--name', 'Ada', '--language', 'zh_cn', '--tag', 'b,a', '--attribute', 'plan=3']
    expect((await subscribers('add', ada, ...first)).stdout).toContain('Added     ada@example.org')
    expect((await subscribers('add', 'ADA@example.org')).stdout).toContain('Unchanged ada@example.org')
    expect((await subscribers('add', ada, '--tag', 'c')).stdout).toContain('Changed')
    expect((await shown(ada)).subscriber).toMatchObject({
      name: 'Ada',
      language: 'zh-CN',
      tags: ['a', 'b', 'c'],
      attributes: { plan: 3 },
      status: 'active',
    })
  })

  it('removes people for good, and brings one back only for a reason', async () => {
    const { subscribers, shown } = await aList()
    await subscribers('add', ada)
    expect((await subscribers('remove', ada, '--reason', 'by telephone')).stdout).toContain('Removed')
    expect((await subscribers('remove', ada)).stdout).toContain('was unsubscribed already')
    const refused = await subscribers('add', ada)
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('They unsubscribed on') })
    expect((await subscribers('add', ada, '--reason', 'wrote to us')).stdout).toContain('Back')
    expect(
      (await shown(ada)).consents.map(({ act, text }: { act: string; text: string }) => [act, text]),
    ).toEqual([
      ['added', ''],
      ['unsubscribed', 'by telephone'],
      ['brought-back', 'wrote to us'],
    ])
  })

  it('keeps somebody away of whom nothing is known yet', async () => {
    const { subscribers, write, path } = await aList()
    expect((await subscribers('remove', ada, '--reason', 'by telephone')).stdout).toContain('Kept away')
    await write('people.csv', `email\n${ada}\n`)
    await subscribers('import', path('people.csv'), '--yes')
    expect((await subscribers('list')).stdout).toContain('ada@example.org  unsubscribed')
  })

  it('forgets a person everywhere, mails of the test inbox too, and says so', async () => {
    const { subscribers, directory, run, write } = await aList()
    await subscribers('add', ada)
    await write(
      '.masthead/inbox/20260119T080000000Z-000001.eml',
      `Delivered-To: ${ada}\r\nTo: ${ada}\r\n\r\nHello\r\n`,
    )
    expect(await subscribers('forget', ada)).toMatchObject({ exitCode: 2 })
    const { stdout } = await subscribers('forget', ada, '--yes')
    expect(stdout).toContain('records of consent deleted: 1')
    expect(stdout).toContain('mails in the test inbox deleted: 1')
    expect((await run('keys', 'list')).stdout).toContain('1 person forgotten')
    for (const file of ['masthead.db', 'masthead.db-wal'])
      expect(await readFile(`${directory}/.masthead/${file}`).catch(() => '')).not.toContain(ada)
    expect((await subscribers('show', ada)).stderr).toContain('Suppressed: forgotten')
  })

  it('lists, tags and counts', async () => {
    const { subscribers } = await aList()
    await subscribers('add', ada, '--tag', 'beta', '--language', 'en')
    await subscribers('add', 'xm@example.org', '--name', '小明')
    await subscribers('tag', '--search', '小明', '--add', 'vip,beta')
    const { stdout } = await subscribers('list', '--tag', 'beta')
    expect(stdout).toContain('ada@example.org  active        en  #beta')
    expect(stdout).toContain('xm@example.org   active        小明  #beta #vip')
    expect((await subscribers('list', '--limit', '1')).stdout).toContain('and 1 more')
    expect(JSON.parse((await subscribers('--json', 'stats')).stdout)).toMatchObject({
      byStatus: { active: 2 },
      byTag: [
        { tag: 'beta', count: 2 },
        { tag: 'vip', count: 1 },
      ],
    })
  })

  it('shows each record of consent in lines of its own alone', async () => {
    const { subscribers, write } = await aList()
    const said = {
      at: '2020-01-01T00:00:00Z',
      act: 'asked',
      how: 'form',
      place: 'x\nFAKE',
      text: 'a\r\nFAKE',
    }
    const consents = [{ ...said, details: { x: 'l1\nFAKE' } }]
    await write('people.jsonl', JSON.stringify({ email: ada, consents }))
    await subscribers('import', 'people.jsonl', '--yes')
    const { stdout } = await subscribers('show', ada)
    expect(stdout).toContain('“a FAKE”')
    expect(stdout).not.toMatch(/^FAKE/m)
  })

  it('gives nobody more attributes than an import takes', async () => {
    const { subscribers } = await aList()
    const some = (name: string) => ['add', ada, '--attribute', `${name}=${'x'.repeat(9000)}`]
    expect(await subscribers(...some('a'))).toMatchObject({ exitCode: 0 })
    const { exitCode, stderr } = await subscribers(...some('b'))
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('would have 18015 bytes together: expected at most 16384'),
    })
  })

  it.each([
    [['add', 'ada'], '"ada" is not an address'],
    [['add', 'ada@example.org\r\nBcc: x@example.org'], 'is not an address'],
    [['add', ada, '--name', 'Ada\r\nBcc: x'], '--name: a line break'],
    [['add', ada, '--tag', 'a\nb'], '--tag: a line break'],
    [['add', ada, '--timezone', 'Mars'], '--timezone "Mars"'],
    [['add', ada, '--language', '!'], '--language "!"'],
    [['add', ada, '--attribute', 'x'], 'expected name=value'],
    [['add', ada, '--attribute', `bio=${'x'.repeat(20_000)}`], '--attribute: attributes of 20010 bytes'],
    [['add', ada, '--attribute', 'n=1e999'], '--attribute: a number too large'],
    [['add', ada, '--attribute', 'a={"b":{"__proto__":1}}'], '--attribute: found "__proto__"'],
    [['add', ada, '--timezone', '+08:00'], '--timezone "+08:00"'],
    [['list', '--language', 'nonsense'], '"nonsense" is no language'],
    [['show', ada], 'Nobody has the address'],
    [['tag', ada, '--add', 'x'], 'no tag was changed'],
    [['tag', '--add', 'x'], 'Nobody is named'],
    [['tag', '--all'], 'There is no tag'],
    [['list', '--limit', 'x'], 'is no number'],
  ])('refuses %j, and changes nothing', async (args, reason) => {
    const { subscribers } = await aList()
    const { exitCode, stderr } = await subscribers(...args)
    expect(exitCode).toBeGreaterThan(0)
    expect(stderr).toContain(reason)
    expect((await subscribers('list')).stdout).toBe('0 people\n')
  })
})

describe('masthead keys', () => {
  it('signs new links with a new key, and honours the old one until it is dropped', async () => {
    const { run, subscribers } = await aList()
    await subscribers('forget', ada, '--yes')
    const keys = async () => JSON.parse((await run('--json', 'keys', 'list')).stdout)
    const [old] = await keys()
    await run('keys', 'rotate')
    expect(await keys()).toMatchObject([
      { isUsed: true, forgotten: 0 },
      { ...old, isUsed: false },
    ])
    expect(await run('keys', 'drop', old.id)).toMatchObject({ exitCode: 2 })
    expect((await run('keys', 'drop', old.id, '--yes')).stdout).toContain('the hashes of 1 person')
    expect(await keys()).toMatchObject([{ isUsed: true, forgotten: 0 }])
  })

  it.each([
    ['is gone', async (remove: () => Promise<void>) => remove(), {}],
    ['is another', async () => {}, { MASTHEAD_KEYS: 'x'.repeat(43) }],
  ])('stops everything where the key of forgotten people %s, until it is given up', async (_, lose, env) => {
    const { subscribers, directory, remove } = await aList()
    await subscribers('forget', ada, '--yes')
    await lose(() => remove('.masthead/keys.json'))
    const run = (...args: string[]) => mastheadWith(env, '-C', directory, ...args)
    for (const command of [
      ['subscribers', 'add', ada],
      ['subscribers', 'list'],
      ['serve', '--port', '0'],
    ]) {
      const { exitCode, stderr } = await run(...command)
      expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/The key "\w{8}" is missing/)])
    }
    const keys = JSON.parse((await run('--json', 'keys', 'list')).stdout)
    const lost = keys.find(({ isLost }: { isLost: boolean }) => isLost)
    expect(lost).toMatchObject({ forgotten: 1 })
    expect((await run('keys', 'drop', lost.id, '--yes')).stdout).toContain('1 person')
    expect(await run('subscribers', 'add', ada)).toMatchObject({ exitCode: 0 })
  })

  it('are made by no command that only lists them, and work again when they are put back', async () => {
    const { subscribers, run, read, write, remove } = await aList()
    await subscribers('add', ada)
    const kept = await read('.masthead/keys.json')
    await remove('.masthead/keys.json')
    expect(JSON.parse((await run('--json', 'keys', 'list')).stdout)).toMatchObject([{ isLost: true }])
    await expect(read('.masthead/keys.json')).rejects.toThrow('ENOENT')
    await write('.masthead/keys.json', kept)
    expect((await subscribers('list')).stdout).toContain(ada)
  })

  it('are one key where several programs make it, and none is lost where several make new ones', async () => {
    const { directory, path, read } = await aList()
    const program = ['src/cli/masthead.js', '-C', directory]
    const runAll = (...args: string[]) =>
      Promise.all([1, 2, 3].map(() => promisify(execFile)(process.execPath, [...program, ...args])))
    await runAll('subscribers', 'stats')
    expect(JSON.parse(await read('.masthead/keys.json')).keys).toHaveLength(1)
    const made = (await runAll('--json', 'keys', 'rotate')).map(({ stdout }) => JSON.parse(stdout).id)
    const { keys } = JSON.parse(await readFile(path('.masthead/keys.json'), 'utf8'))
    expect(keyringOf(keys, 'test').map(({ id }) => id)).toEqual(expect.arrayContaining(made))
    expect(keys).toHaveLength(4)
  })

  it.each([
    ['not JSON', 'are not JSON'],
    ['{"keys": [1]}', 'There are no keys'],
    ['{"keys": ["short"]}', 'a key has 5 characters'],
  ])('says what is wrong with a file of keys: %s', async (text, reason) => {
    const { run, write } = await aList()
    await write('.masthead/keys.json', text)
    expect(await run('keys', 'list')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(reason) })
  })
})

describe('a database that is none', () => {
  it('is told, with the way out, and left as it is', async () => {
    const { subscribers, write, read } = await aList()
    const other = 'something else '.repeat(600)
    await write('.masthead/masthead.db', other)
    const { exitCode, stderr } = await subscribers('list')
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('A copy that "masthead backup" made')])
    expect(await read('.masthead/masthead.db')).toBe(other)
  })
})
