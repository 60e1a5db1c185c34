import { chmod, mkdir, readdir, readFile, symlink } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { aPost, aWorkspace, settings } from '../a-workspace.ts'
import { masthead } from '../run-masthead.ts'

const post = aPost({ title: 'A', date: '2026-01-13' })
const week = ['--week', '2026-W03']

describe('a bad masthead.yaml', () => {
  it.each([
    ['an unknown key', `${settings}langauge: en\n`, /masthead\.yaml:4: unknown key "langauge"/],
    [
      'an unknown key inside',
      `${settings}site:\n  ulr: https://a.org\n`,
      /masthead\.yaml:5: unknown key "site\.ulr"/,
    ],
    [
      'a mistyped value',
      'name: x\ntimezone: Asia/Shanghia\n',
      /masthead\.yaml:2: "timezone": expected a time zone such as .*, found "Asia\/Shanghia"/,
    ],
    ['a value of the wrong type', 'name: [x]\n', /masthead\.yaml:1: "name": expected text/],
    ['broken YAML', 'name: x\n  language: en\n', /masthead\.yaml:\d: /],
    ['no folder', 'content: []\n', /masthead\.yaml:1: "content": expected at least one folder/],
    [
      'a pattern with an unknown word',
      'site:\n  permalink: /:nonsense/\n',
      /masthead\.yaml:2: "site\.permalink": .*:nonsense/,
    ],
    ['a password', 'smtp: smtp://me:secret@mail.example.org\n', /"smtp": a password does not belong here/],
    ['a list', '- name\n', /masthead\.yaml:1: expected keys with values/],
    ['text', 'hello\n', /masthead\.yaml:1: expected keys with values/],
    [
      'an alias',
      'language: en\nname: *nope\n',
      /masthead\.yaml:2: a value that begins with "\*nope" .*\nPut/,
    ],
    ['an alias to merge', 'name: x\n<<: *nope\n', /masthead\.yaml:2: .*"\*nope"/],
    ['an anchor', 'name: &Co Weekly\n', /masthead\.yaml:1: .*"&Co"/],
    ['text to merge', 'name: x\n<<: y\n', /masthead\.yaml:2: unknown key "<<"/],
    ['a tag that there is not', 'name: !x y\n', /masthead\.yaml:1: .*"!x" .*\nPut/],
    ['a tag of YAML', 'name: x\nsite: !!set {url}\n', /masthead\.yaml:2: .*"!!set"/],
    ['a list for keys', 'name: x\nsite: []\n', /masthead\.yaml:2: "site": expected keys with values/],
    ['a key twice', 'name: x\nlanguage: en\nname: y\n', /masthead\.yaml:1: the key "name" stands twice/],
    [
      'two documents',
      'name: a\n---\nname: b\n',
      /masthead\.yaml:\d: a second document .*\nTake out the line "---"/,
    ],
    [
      'a directive',
      '# x\n%FOO bar\n---\nname: a\n',
      /masthead\.yaml:2: a line that begins with % .*\nTake the line out/,
    ],
    [
      'a colon in text',
      'language: en\nname: A: B\n',
      /masthead\.yaml:2: a colon .*\nPut the text between quotes/,
    ],
    [
      'an odd first character',
      'name: @x\n',
      /masthead\.yaml:1: text cannot begin .*\nPut the text between quotes/,
    ],
    ['many levels', `a: ${'['.repeat(905)}${']'.repeat(905)}\n`, /masthead\.yaml:1: nested too deeply/],
    [
      'a few levels too many',
      `a: ${'['.repeat(90)}${']'.repeat(90)}\n`,
      /masthead\.yaml:1: nested too deeply/,
    ],
    ['a control character', 'name: "a\\nb"\n', /masthead\.yaml:1: "name": expected a name on one line/],
    ['half a character', 'name: "\\ud800"\n', /masthead\.yaml:1: "name": expected a name on one line/],
    ['another encoding', Buffer.from('# x\nname: Caf\xe9\n', 'latin1'), /masthead\.yaml:2: not UTF-8\nSave/],
    ['a NUL', 'name: a\0b\n', /masthead\.yaml: not text/],
    [
      'a number in a list',
      'content:\n  - x\n  - 5\n',
      /masthead\.yaml:3: "content\.1": expected text, found 5/,
    ],
    [
      'nothing in a list',
      'content: [x, ~]\n',
      /masthead\.yaml:1: "content\.1": expected text, found nothing/,
    ],
    ['no number', 'inbox: { port: .inf }\n', /"inbox\.port": expected .*, found Infinity/],
    [
      'no folder beside what is left out',
      'content: "!x"\n',
      /masthead\.yaml:1: "content": expected a folder beside/,
    ],
    [
      'a glob of many',
      `content: "${'{a,b}'.repeat(16)}*.md"\n`,
      /masthead\.yaml:1: "content": expected a glob with fewer/,
    ],
    ['a glob of numbers', 'content: "{1..99999}.md"\n', /"content": expected a glob with fewer/],
    ['a glob of stars', `content: "${'*a'.repeat(40)}.md"\n`, /"content": expected a glob with fewer/],
    ['too much of it', '#\n'.repeat(2 ** 17 + 1), /masthead\.yaml is larger than 256 KB/],
    ['a prototype', 'name: x\n__proto__: { y: 1 }\n', /masthead\.yaml:2: unknown key "__proto__"/],
    ['a bad sender', 'from: nobody\n', /"from": expected one such as/],
  ])('with %s is one clear sentence with file, line and key, and 1', async (_name, yaml, message) => {
    const { directory } = await aWorkspace({ 'masthead.yaml': yaml, 'content/a.md': post })
    const { exitCode, stderr } = await masthead('-C', directory, 'posts')
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/secret@|at .*\.ts:/)
  })
})

describe('settings that cannot be read', () => {
  it.each(['masthead.yaml', '.env'])(
    'are named where %s is a link to nowhere or to itself, or a device',
    async file => {
      for (const [to, message] of [
        ['nowhere', `Cannot read ${file}, which is a link (ENOENT)`],
        [file, `Cannot read ${file}, which is a link (ELOOP)`],
        ['/dev/zero', `${file} is no file`],
      ] as const) {
        const { directory, path } = await aWorkspace({ 'content/a.md': post })
        await symlink(to, path(file))
        expect(await masthead('-C', directory, 'posts')).toMatchObject({
          exitCode: 1,
          stderr: `Error: ${message}\n`,
        })
      }
    },
  )

  it.each(['%', '"', '[', ', ', '? ', 'a:\n', ' - *a\n', '&a ', '- '])('are refused soon: %j', async text => {
    const start = performance.now()
    const { directory } = await aWorkspace({ 'masthead.yaml': text.repeat(250_000 / text.length) })
    expect(await masthead('-C', directory, 'posts')).toMatchObject({ exitCode: 1 })
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  it('are named, not shown with a stack', async () => {
    const { directory, path } = await aWorkspace({ 'content/a.md': post })
    await mkdir(path('masthead.yaml'))
    const { exitCode, stderr } = await masthead('-C', directory, 'posts')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'Error: Cannot read masthead.yaml (EISDIR)\n',
    })
  })

  it('may be empty, or have remarks only', async () => {
    for (const yaml of ['', '# name: x\n', '---\n']) {
      const { directory } = await aWorkspace({ 'masthead.yaml': yaml, 'content/a.md': post })
      expect(await masthead('-C', directory, 'posts', ...week)).toMatchObject({ exitCode: 0 })
    }
  })

  it('are not looked for under another name without a word', async () => {
    const { directory } = await aWorkspace({ 'masthead.yml': settings, 'content/a.md': post })
    expect(await masthead('-C', directory, 'posts')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('Rename it to masthead.yaml'),
    })
  })
})

describe('what the machine refuses', () => {
  it('is one sentence', async () => {
    const { directory, path } = await aWorkspace({
      'masthead.yaml': settings,
      'content/a.md': post,
      file: '',
      '.masthead': '',
    })
    await masthead('-C', directory, 'compose', ...week)
    for (const args of [
      ['init', path('file/below')],
      ['preview', '--once'],
      ['start', '--once'],
    ]) {
      const { exitCode, stderr } = await masthead('-C', directory, ...args)
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr: expect.stringMatching(/^Error: Cannot .*\n$/),
      })
    }
  })
})

describe('bad posts', () => {
  it('are listed, each with its reason, and cost no other post', async () => {
    const { directory } = await aWorkspace({
      'masthead.yaml': settings,
      'content/good.md': post,
      'content/broken.md': '---\ntitle: "a" b"\ndate: 2026-01-14\n---\n\nStill a post.\n',
      'content/code.md': '---js\n{ title: process.exit(3) }\n---\n\nText\n',
      'content/empty.md': '',
      'content/binary.md': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]),
    })
    const { exitCode, stdout } = await masthead('-C', directory, 'posts', ...week, '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject([
      {
        path: 'broken.md',
        status: 'selected',
        warnings: [expect.stringMatching(/^line 2: the header is not valid YAML/)],
      },
      { path: 'good.md', status: 'selected', warnings: [] },
      { path: 'binary.md', reason: expect.stringContaining('not text') },
      { path: 'code.md', reason: expect.stringMatching(/^line 1: the header is code/) },
      { path: 'empty.md', reason: 'empty' },
    ])
  })

  it('with a day of the Middle Ages are undated, and fail no run', async () => {
    const { directory } = await aWorkspace({
      'masthead.yaml': settings,
      'content/a.md': aPost({ title: 'A', date: '1050-03-04' }),
      'content/b.md': aPost({ title: 'B', date: '1600-01-01' }),
    })
    for (const args of [
      ['posts'],
      ['posts', '--all'],
      ['posts', '--explain', 'b.md'],
      ['compose'],
      ['render'],
    ]) {
      const { exitCode, stdout } = await masthead('-C', directory, ...args)
      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining('1600') })
    }
    const { stdout } = await masthead('-C', directory, 'posts', '--explain', 'a.md')
    expect(stdout).toContain('"date: 1050-03-04" names no day')
  })

  // Root may open everything, so the rights of another user are needed to see this.
  it.skipIf(process.getuid === undefined)(
    'in a folder without rights are named by their folder',
    async () => {
      const { directory, path } = await aWorkspace({
        'masthead.yaml': settings,
        'content/a.md': post,
        'content/secret/b.md': post,
      })
      await chmod(directory, 0o755)
      await chmod(path('content/secret'), 0o000)
      // The other user may have no right to the program itself, so it is loaded before.
      await masthead('-C', directory, 'posts', ...week)
      const root = process.getuid?.() === 0
      if (root) process.seteuid?.(65534)
      try {
        const { stdout } = await masthead('-C', directory, 'posts', ...week, '--json')
        expect(JSON.parse(stdout)).toMatchObject([
          { path: 'a.md' },
          { path: 'secret/', reason: 'the folder cannot be opened (EACCES)' },
        ])
      } finally {
        if (root) process.seteuid?.(0)
        await chmod(path('content/secret'), 0o755)
      }
    },
  )

  it('are not followed out of the folder', async () => {
    const { directory, path } = await aWorkspace({
      'masthead.yaml': settings,
      'content/a.md': post,
      'elsewhere.md': post,
    })
    await symlink(path('elsewhere.md'), path('content/link.md'))
    const { stdout } = await masthead('-C', directory, 'posts', ...week, '--json')
    expect(JSON.parse(stdout)[1]).toMatchObject({
      path: 'link.md',
      reason: 'a link or a device, which is not followed',
    })
  })
})

describe('a failure while an issue is made', () => {
  it.each([
    [
      'a template that fails',
      { 'templates/partials/entry.mjml': '<mj-text>{{titel}}</mj-text>' },
      'templates/partials/entry.mjml:1: "titel" not defined',
    ],
    [
      'an empty template',
      { 'templates/weekly.mjml': 'hello' },
      'templates/weekly.mjml:1: expected a template',
    ],
    [
      'a template that is not there',
      { 'masthead.yaml': `${settings}template: monthly\n` },
      'There is no template "monthly"',
    ],
  ])('by %s leaves nothing half-written', async (_name, files, message) => {
    const { directory, path } = await aWorkspace({
      'masthead.yaml': settings,
      'content/a.md': post,
      ...files,
    })
    await masthead('-C', directory, 'compose', ...week)
    const { exitCode, stderr } = await masthead('-C', directory, 'render')
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(message) })
    expect(await readdir(path('issues/2026-W03'))).toEqual(['issue.md'])
  })

  it('by a broken issue file leaves the file as it is', async () => {
    const { directory, read, write } = await aWorkspace({ 'masthead.yaml': settings, 'content/a.md': post })
    await masthead('-C', directory, 'compose', ...week)
    const broken = (await read('issues/2026-W03/issue.md')).replace('number: 1', 'number: one')
    await write('issues/2026-W03/issue.md', broken)
    const { exitCode, stderr } = await masthead('-C', directory, 'compose', ...week)
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/issues\/2026-W03\/issue\.md:3: "number"/),
    })
    expect(await read('issues/2026-W03/issue.md')).toBe(broken)
  })

  it('by an issue file that is not UTF-8 leaves every byte of it', async () => {
    const { directory, path, read, write } = await aWorkspace({
      'masthead.yaml': settings,
      'content/a.md': post,
    })
    await masthead('-C', directory, 'compose', ...week)
    const broken = Buffer.from(`${await read('issues/2026-W03/issue.md')}Caf\xe9\n`, 'latin1')
    await write('issues/2026-W03/issue.md', broken)
    for (const command of [['compose', ...week], ['render']])
      expect(await masthead('-C', directory, ...command)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringMatching(/issue\.md:\d+: not UTF-8\nSave the file as UTF-8/),
      })
    expect(await readFile(path('issues/2026-W03/issue.md'))).toEqual(broken)
  })

  it('by a folder of an issue that is a link is refused', async () => {
    const { directory, path } = await aWorkspace({
      'masthead.yaml': settings,
      'content/a.md': post,
      'elsewhere/issue.md': '',
      'issues/2026-W02/issue.md': '',
    })
    await symlink(path('elsewhere'), path('issues/2026-W03'))
    for (const command of [
      ['compose', ...week],
      ['render', '2026-W03'],
    ])
      expect(await masthead('-C', directory, ...command)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('issues/2026-W03 is a link, which is not followed'),
      })
  })

  it('by an id that leads out of the folder of issues is refused', async () => {
    const { directory } = await aWorkspace({
      'masthead.yaml': settings,
      'content/a.md': post,
      'issue.md': '---\n---\n',
    })
    for (const id of ['..', '../x', '/etc', '.hidden'])
      expect(await masthead('-C', directory, 'render', id)).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('no name of an issue'),
      })
  })
})
