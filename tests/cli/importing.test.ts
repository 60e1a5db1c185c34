import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { aWorkspace, settings, type Workspace } from '../a-workspace.ts'
import { masthead, mastheadOn } from '../run-masthead.ts'
import { added, aSubscriberStore, left, minute } from '../store/a-subscriber-store.ts'

const people = 'email,name\nada@example.org,Ada\nnobody,x\nbob@example.org,Bob\n'

const aNewsletter = (files: Record<string, string | Uint8Array> = {}) =>
  aWorkspace({ 'masthead.yaml': settings, 'people.csv': people, ...files })

const importIn = ({ directory }: Workspace, ...args: string[]) =>
  masthead('-C', directory, 'subscribers', 'import', ...args)

function inDatabase({ path }: Workspace, query: string): Record<string, unknown>[] {
  const database = new DatabaseSync(path('.masthead/masthead.db'))
  const rows = database.prepare(query).all()
  database.close()
  return rows.map(row => ({ ...row }))
}

const addresses = (workspace: Workspace) =>
  inDatabase(workspace, 'SELECT address FROM subscribers ORDER BY id').map(({ address }) => address)

describe('subscribers import', () => {
  it('tells the format, the plan and what was done', async () => {
    const workspace = await aNewsletter()
    const { exitCode, stdout, stderr } = await importIn(workspace, 'people.csv', '--yes')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(/^File {6}people\.csv: .*, by its columns email, name\n/)
    expect(stdout).toContain(
      'Plan      2 added, 0 updated, 0 unchanged\n          1 refused\n  - people.csv:3: nobody: ',
    )
    expect(stdout).toContain('Imported  2 added, 0 updated, 0 left the list\n')
    expect(addresses(workspace)).toEqual(['ada@example.org', 'bob@example.org'])
  })

  it('changes nothing with --dry-run, nor where there is nobody to ask', async () => {
    const workspace = await aNewsletter()
    const dry = await importIn(workspace, 'people.csv', '--dry-run', '--json')
    expect(dry.exitCode).toBe(0)
    expect(JSON.parse(dry.stdout)).toMatchObject({
      done: false,
      counts: { added: 2, refused: 1 },
      lines: { refused: [{ file: 'people.csv', line: 3, address: 'nobody' }] },
    })
    const { exitCode, stderr } = await importIn(workspace, 'people.csv')
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Add --yes in scripts'),
    })
    expect(addresses(workspace)).toEqual([])
  })

  it('finds nothing to change the second time, and adds a tag the third', async () => {
    const workspace = await aNewsletter()
    await importIn(workspace, 'people.csv', '--yes')
    expect(await importIn(workspace, 'people.csv')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('There is nothing to change.'),
    })
    await importIn(workspace, 'people.csv', '--yes', '--tag', 'b', '--tag', 'a')
    expect(inDatabase(workspace, 'SELECT DISTINCT tags FROM subscribers')).toEqual([{ tags: '["a","b"]' }])
  })

  it('takes the .csv files of a folder, in any encoding', async () => {
    const utf16 = Buffer.from('\uFEFFemail\tname\nc@example.org\t王小明\n', 'utf16le')
    const workspace = await aNewsletter({
      'lists/a.CSV': people,
      'lists/b.csv': utf16,
      'lists/notes.txt': 'x',
    })
    expect(await importIn(workspace, 'lists', 'lists/a.CSV', '--yes')).toMatchObject({ exitCode: 0 })
    expect(addresses(workspace)).toEqual(['ada@example.org', 'bob@example.org', 'c@example.org'])
  })

  it('says with --pending that letters wait', async () => {
    const { stdout } = await importIn(await aNewsletter(), 'people.csv', '--yes', '--pending')
    expect(stdout).toContain('Letters to 2 people wait: "masthead serve" sends them while it runs.')
  })

  it.each([
    [
      'a quote left open',
      'email,name\nx@example.org,"x\n',
      'bad.csv:2: a quote opens here and is never closed',
    ],
    ['no header', 'a@example.org,A\nb@example.org,B\n', 'bad.csv:1: found an address, expected the names'],
    ['no addresses', 'name\nAda\n', 'bad.csv:1: no column of addresses'],
    ['a NUL', 'email\na\0@example.org\n', 'bad.csv:2: not text in UTF-8'],
  ])('takes nothing of any file where one has %s', async (_name, bad, message) => {
    const workspace = await aNewsletter({ 'bad.csv': bad })
    const { exitCode, stderr } = await importIn(workspace, 'people.csv', 'bad.csv', '--yes')
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(message) })
    const { stdout } = await importIn(workspace, 'people.csv', '--dry-run')
    expect(stdout).toContain('2 added')
  })

  it.each([
    [1, ['empty.csv', '--yes'], 'no column of addresses: found nothing'],
    [1, ['none', '--yes'], 'Cannot read the people in "none" (ENOENT)'],
    [1, ['folder', '--yes'], 'There is no .csv file in the folder "folder"'],
    [2, ['people.csv', '--format', 'excel'], 'There is no format "excel"'],
    [2, [], "missing required argument 'files'"],
  ])('ends with %i for %j', async (exitCode, args, message) => {
    const workspace = await aNewsletter({ 'empty.csv': '', 'folder/x.txt': '' })
    expect(await importIn(workspace, ...args)).toMatchObject({
      exitCode,
      stderr: expect.stringContaining(message),
    })
  })

  it('ends with 1 where no line can be taken', async () => {
    const workspace = await aNewsletter({ 'people.csv': 'email\nnobody\n' })
    expect(await importIn(workspace, 'people.csv', '--yes')).toMatchObject({ exitCode: 1 })
  })

  it.each([
    ['--tag', 'x'.repeat(100), '--tag: a tag of 100 characters'],
    ['--tag', 'a\nb', '--tag: a line break'],
    ['--language', 'Klingon', '--language "Klingon": expected one such as zh-CN'],
  ])('holds %s to the rules of files before it reads any', async (flag, value, reason) => {
    const { exitCode, stderr } = await importIn(await aNewsletter(), 'none.csv', '--yes', flag, value)
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(reason) })
  })

  it('warns of refused lines even with --quiet', async () => {
    const { stdout, stderr } = await importIn(await aNewsletter(), 'people.csv', '--yes', '--quiet')
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^! 1 line was refused\n! people\.csv:3: nobody: not an address/)
  })

  it('says which encoding it took for another than UTF-8', async () => {
    const gb18030 = Buffer.from('email,name\nc@example.org,\xcd\xf5\xd0\xa1\xc3\xf7\n', 'latin1')
    const utf16 = Buffer.from('\uFEFFemail\nd@example.org\n', 'utf16le')
    const workspace = await aNewsletter({ 'gb.csv': gb18030, 'utf16.csv': utf16 })
    const { stdout } = await importIn(workspace, 'gb.csv', 'utf16.csv', 'people.csv', '--dry-run')
    expect(stdout).toMatch(/gb\.csv: .*; read as GB18030\n/)
    expect(stdout).toMatch(/utf16\.csv: .*; read as UTF-16\n/)
    expect(stdout).toMatch(/people\.csv: .* email, name\n/)
  })

  it('takes a column for a detail that --ignore names', async () => {
    const workspace = await aNewsletter({ 'people.csv': 'email,Payment Status\nada@example.org,open\n' })
    const { exitCode, stdout } = await importIn(workspace, 'people.csv', '--yes')
    expect({ exitCode, stdout }).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('add --ignore "payment status"'),
    })
    await importIn(workspace, 'people.csv', '--yes', '--ignore', 'Payment Status')
    expect(inDatabase(workspace, 'SELECT status, attributes FROM subscribers')).toEqual([
      { status: 'active', attributes: '{"payment status":"open"}' },
    ])
  })

  it.each(['masthead', 'jsonl', 'mailchimp', 'ghost', 'csv'])(
    'takes back a long history that was exported as %s',
    async format => {
      const consent = { act: 'changed', how: 'page', place: 'x'.repeat(60), text: '', details: {} }
      const consents = Array.from({ length: 1200 }, () => ({ at: '2026-01-01T00:00:00.000Z', ...consent }))
      const workspace = await aNewsletter({
        'long.jsonl': JSON.stringify({ email: 'ada@example.org', consents }),
      })
      await importIn(workspace, 'long.jsonl', '--yes')
      await masthead(
        '-C',
        workspace.directory,
        'subscribers',
        'export',
        '--format',
        format,
        '--to',
        workspace.path('out/'),
      )
      const back = await aNewsletter()
      const files = format === 'jsonl' ? 'out/subscribers.jsonl' : 'out'
      await importIn(back, workspace.path(files), '--yes')
      expect(inDatabase(back, 'SELECT count(*) AS count FROM consents')).toEqual([{ count: 1202 }])
    },
  )

  it('lists at most a thousand refused lines as data', async () => {
    const workspace = await aNewsletter({ 'people.csv': `email\n${'nobody\n'.repeat(1500)}` })
    const { counts, lines } = JSON.parse(
      (await importIn(workspace, 'people.csv', '--json', '--dry-run')).stdout,
    )
    expect(counts.refused).toBe(1500)
    expect(lines.refused.map(({ line }: { line: number }) => line)).toEqual(
      Array.from({ length: 1000 }, (_, at) => at + 2),
    )
  })

  it('obeys no escape of a file, and fills a bar only where somebody sees it', async () => {
    const workspace = await aNewsletter({ 'people.csv': 'email\n\u001b[2J@x\nada@example.org\n' })
    const { stdout, stderr } = await mastheadOn(
      {},
      '-C',
      workspace.directory,
      'subscribers',
      'import',
      'people.csv',
      '--yes',
    )
    expect(stdout + stderr).not.toContain('\u001b')
    expect(stdout).toContain('people.csv:2: ␛[2J@x')
  })
})

const count = 20_000
const many = `email,name\n${Array.from({ length: count }, (_, at) => `p${at}@example.org,P ${at}\n`).join('')}`

describe('a line that cannot be read', () => {
  const columns =
    'Email Address,First Name,OPTIN_TIME,CONFIRM_TIME,UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_REASON,NOTES'
  const subscribed = 'email,name\nada@example.org,Ada\nbob@example.org,Bob\n'
  const orders = [
    ['subscribed.csv', 'left.csv'],
    ['left.csv', 'subscribed.csv'],
  ]

  it.each([
    ['has too many values', 'ADA@example.org,Ada,,,2023-01-01 10:00:00,,,,and,more'],
    ['has a value that is too long', `ada@example.org,Ada,,,2023-01-01 10:00:00,,,${'x'.repeat(70_000)}`],
    ['has a quote in the wrong place', 'ada@example.org,A"da,,,2023-01-01 10:00:00,,,'],
  ])('and %s keeps its person off the list, whatever other files say and in every order', async (_, line) => {
    for (const order of orders) {
      const workspace = await aNewsletter({
        'subscribed.csv': subscribed,
        'left.csv': `${columns}\n${line}\n`,
      })
      const { stdout } = await importIn(workspace, ...order, '--yes')
      expect(stdout).toContain('another line with this address cannot be')
      expect(addresses(workspace)).toEqual(['bob@example.org'])
    }
  })

  it('of JSON does too', async () => {
    const json = '{"email":"ada@example.org","status":"unsubscribed","since":"nonsense"}\n'
    const workspace = await aNewsletter({ 'subscribed.csv': subscribed, 'left.jsonl': json })
    await importIn(workspace, 'subscribed.csv', 'left.jsonl', '--yes')
    expect(addresses(workspace)).toEqual(['bob@example.org'])
  })
})

describe('an import beside another process', () => {
  it('loses nothing of what either writes', async () => {
    const workspace = await aNewsletter({ 'people.csv': many })
    const { store } = await aSubscriberStore(workspace.path('.masthead/masthead.db'))
    const args = ['-C', workspace.directory, 'subscribers', 'import', 'people.csv', '--yes']
    const program = spawn(process.execPath, [resolve('src/cli/masthead.js'), ...args], { stdio: 'ignore' })
    let isRunning = true
    const exit = once(program, 'exit').finally(() => {
      isRunning = false
    })
    let changed = 0
    for (; isRunning; changed += 1) {
      await sleep(5)
      await store.change(`o${changed}@example.org`, added())
      // Somebody of the file leaves before or after they are imported: either way they stay away.
      await store.change(`p${changed}@example.org`, added())
      await store.change(`p${changed}@example.org`, left())
    }
    expect(await exit).toEqual([0, null])
    expect((await store.count(minute(50))).byStatus).toMatchObject({ active: count, unsubscribed: changed })
  })
})

describe('an import that is killed', () => {
  it('leaves all or nothing, whenever it dies', async () => {
    const workspace = await aNewsletter({ 'people.csv': many })
    await importIn(workspace, 'people.csv', '--dry-run', '--quiet')
    for (let round = 0; round < 6; round += 1) {
      const args = ['-C', workspace.directory, 'subscribers', 'import', 'people.csv', '--yes']
      const program = spawn(process.execPath, [resolve('src/cli/masthead.js'), ...args], {
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      const exit = once(program, 'exit')
      // The plan is told just before the transaction begins.
      for await (const text of program.stdout) if (String(text).includes('Plan')) break
      await sleep(round * 80)
      program.kill('SIGKILL')
      await exit
      const [{ people } = {}] = inDatabase(workspace, 'SELECT count(*) AS people FROM subscribers')
      expect(inDatabase(workspace, 'SELECT count(*) AS consents FROM consents')).toEqual([
        { consents: people },
      ])
      expect([0, count]).toContain(people)
    }
    expect(await importIn(workspace, 'people.csv', '--yes')).toMatchObject({ exitCode: 0 })
    expect(addresses(workspace)).toHaveLength(count)
  })
})
