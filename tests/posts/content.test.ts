import { execFileSync } from 'node:child_process'
import { chmod, rename, symlink, utimes } from 'node:fs/promises'
import { describe, expect, it, vi } from 'vitest'
import { openApp } from '../../src/app.ts'
import { aWorkspace, type Workspace } from '../a-workspace.ts'

const clock = () => new Date('2026-02-01T12:00:00Z')
const text = (day: string, title = 'x') => `---\ntitle: ${title}\ndate: ${day}\n---\n\nText.\n`

async function rowsOf({ directory }: Workspace) {
  const app = await openApp({ directory, environment: {}, clock })
  const { selection, warnings } = await app.select({ by: 'days', from: '2026-01-01', to: '2026-01-31' })
  const { posts, leftOut } = selection
  return { posts, taken: posts.map(({ path }) => path), leftOut, warnings }
}

const reasonOf = async (workspace: Workspace, path: string) =>
  (await rowsOf(workspace)).leftOut.find(file => file.path === path)?.reason

describe('the content', () => {
  it('is one folder, whose posts are named from it', async () => {
    const workspace = await aWorkspace({
      'masthead.yaml': 'content: posts\n',
      'posts/a/x.md': text('2026-01-16'),
    })
    expect((await rowsOf(workspace)).taken).toEqual(['a/x.md'])
  })

  it('is several folders, whose posts are named from the workspace', async () => {
    const workspace = await aWorkspace({
      'masthead.yaml': 'content: [posts/, ./news]\n',
      'posts/x.md': text('2026-01-16'),
      'news/x.md': text('2026-01-15'),
    })
    expect((await rowsOf(workspace)).taken).toEqual(['posts/x.md', 'news/x.md'])
  })

  it('is what globs name, without what is left out', async () => {
    const workspace = await aWorkspace({
      'masthead.yaml': 'content: ["docs/**/blog/*.md", "!docs/old"]\n',
      'docs/a/blog/x.md': text('2026-01-16'),
      'docs/a/guide/y.md': text('2026-01-16'),
      'docs/old/blog/z.md': text('2026-01-16'),
    })
    expect(await rowsOf(workspace)).toMatchObject({ taken: ['a/blog/x.md'], leftOut: [] })
  })

  it('has each file once where folders lie in one another', async () => {
    const workspace = await aWorkspace({
      'masthead.yaml': 'content: [posts, posts/a]\n',
      'posts/a/x.md': text('2026-01-16'),
    })
    expect((await rowsOf(workspace)).taken).toEqual(['posts/a/x.md'])
  })

  it.each([
    ['posts, "!posts/old"'],
    ['posts, "!old"'],
    ['posts, "!**/old/**"'],
    ['posts, "!posts/o*"'],
    ['"posts/[a-n]*"'],
  ])('leaves out folders in every way of naming them: %s', async content => {
    const workspace = await aWorkspace({
      'masthead.yaml': `content: [${content}]\n`,
      'posts/new/x.md': text('2026-01-16'),
      'posts/old/y.md': text('2026-01-16'),
    })
    expect((await rowsOf(workspace)).taken).toEqual(['new/x.md'])
  })

  it('warns of a glob that fits nothing', async () => {
    const workspace = await aWorkspace({
      'masthead.yaml': 'content: "posts/*.txt"\n',
      'posts/x.md': text('2026-01-16'),
    })
    expect((await rowsOf(workspace)).warnings).toEqual(['nothing in posts fits "*.txt"'])
  })

  it('warns of a path that leaves nothing out', async () => {
    const workspace = await aWorkspace({
      'masthead.yaml': 'content: [posts, news, "!posts", "!posts/x.md", "!y.md", "!*.txt"]\n',
      'posts/x.md': text('2026-01-16'),
      'news/y.md': text('2026-01-16'),
    })
    expect((await rowsOf(workspace)).warnings).toEqual(['there is no "posts" to leave out'])
  })

  it('has each file once under two names of a folder, and finds it again', async () => {
    const outside = await aWorkspace({ 'y.md': text('2026-01-15') })
    const workspace = await aWorkspace({ 'posts/x.md': text('2026-01-16') })
    await symlink(workspace.path('posts'), workspace.path('link'))
    await workspace.write('masthead.yaml', `content: [., posts, link, ${outside.directory}]\n`)
    const app = await openApp({ directory: workspace.directory, environment: {}, clock })
    const { added, joined } = await app.compose({ by: 'week', week: '2026-W03' })
    expect([...added, ...joined]).toEqual(['posts/x.md', `${outside.directory}/y.md`])
  })

  it('may lie outside the workspace', async () => {
    const repository = await aWorkspace({ '_posts/2026-01-16-x.md': 'Text.\n' })
    const workspace = await aWorkspace({
      'masthead.yaml': `content: ${JSON.stringify(repository.path('_posts'))}\n`,
    })
    const app = await openApp({ directory: workspace.directory, environment: {}, clock })
    const { text: issue } = await app.compose({ by: 'week', week: '2026-W03' })
    expect(issue).toContain('<!-- post: 2026-01-16-x.md ')
  })

  it('may be the workspace itself, whose issues are no posts', async () => {
    const workspace = await aWorkspace({
      'masthead.yaml': 'content: .\n',
      'x.md': text('2026-01-16'),
      'issues/a/note.md': 'x',
    })
    expect((await rowsOf(workspace)).taken).toEqual(['x.md'])
    expect(await reasonOf(workspace, 'issues/')).toBe('a folder of Masthead, not of posts')
  })

  it('is never left by a symbolic link', async () => {
    const outside = await aWorkspace({ 'secret.md': text('2026-01-16'), 'folder/x.md': text('2026-01-16') })
    const workspace = await aWorkspace({ 'content/y.md': text('2026-01-16') })
    await symlink(outside.path('secret.md'), workspace.path('content/link.md'))
    await symlink(outside.path('folder'), workspace.path('content/folder'))
    await symlink(outside.path('secret.md'), workspace.path('content/y.json'))
    expect((await rowsOf(workspace)).taken).toEqual(['y.md'])
    for (const link of ['link.md', 'folder', 'y.json'])
      expect(await reasonOf(workspace, link)).toBe('a link or a device, which is not followed')
  })

  it('gives every file a place', async () => {
    const workspace = await aWorkspace({
      'content/a.md': text('2026-01-16'),
      'content/b.md': 'Undated.\n',
      'content/c.png': new Uint8Array([1, 0]),
      'content/d.md': new Uint8Array([1, 0]),
      'content/e.md': '',
      'content/f.md': '---js\n{}\n---\n',
      'content/.git/x.md': 'x',
      'content/node_modules/x.md': 'x',
    })
    const { taken, leftOut } = await rowsOf(workspace)
    expect([...taken, ...leftOut.map(({ path }) => path)].toSorted()).toEqual([
      '.git/',
      'a.md',
      'b.md',
      'c.png',
      'd.md',
      'e.md',
      'f.md',
      'node_modules/',
    ])
  })

  it.skipIf(process.getuid?.() === 0)('lists what cannot be opened', async () => {
    const workspace = await aWorkspace({ 'content/a.md': text('2026-01-16'), 'content/b/c.md': 'x' })
    await chmod(workspace.path('content/a.md'), 0)
    await chmod(workspace.path('content/b'), 0)
    expect(await reasonOf(workspace, 'a.md')).toMatch(/cannot be read/)
    expect(await reasonOf(workspace, 'b/')).toMatch(/cannot be opened/)
  })

  it('dates a post by the JSON file beside it', async () => {
    const json = '{ "date": "2026-01-16", "tags": ["a"] }'
    for (const sidecar of ['x.json', 'x.meta.json', 'x.md.json', '.meta.json']) {
      const workspace = await aWorkspace({ 'content/a/x.md': '# T\n', [`content/a/${sidecar}`]: json })
      expect((await rowsOf(workspace)).posts).toMatchObject([
        { date: { day: '2026-01-16', from: 'sidecar' }, tags: ['a'] },
      ])
      expect(await reasonOf(workspace, `a/${sidecar}`)).toBe('goes with the post beside it')
    }
  })

  it('says so where the JSON file beside a post is too large, and where a file is', async () => {
    const workspace = await aWorkspace({
      'content/x.md': '# T\n',
      'content/x.json': ' '.repeat(300_000),
      'content/y.md': new Uint8Array(17 * 1024 * 1024).fill(0x61),
    })
    const { leftOut } = await rowsOf(workspace)
    expect(leftOut.find(({ path }) => path === 'x.md')?.post?.warnings).toEqual([
      expect.stringMatching(/larger than 256 KB/),
    ])
    expect(await reasonOf(workspace, 'y.md')).toBe('larger than 16 MB, which no post is')
  })

  it('leaves out an undated index of other posts, and takes a post in a folder of its own', async () => {
    const workspace = await aWorkspace({
      'content/blog/index.md': '# All of them\n',
      'content/blog/2026-01-16-x/index.md': '# T\n',
    })
    expect((await rowsOf(workspace)).taken).toEqual(['blog/2026-01-16-x/index.md'])
    expect(await reasonOf(workspace, 'blog/index.md')).toBe('a page about its folder, not a post')
  })

  it('has one post for its translations, in the language of the newsletter', async () => {
    const workspace = await aWorkspace({
      'masthead.yaml': 'language: zh-CN\n',
      'content/x.en.md': text('2026-01-16'),
      'content/x.zh.md': text('2026-01-16', '一周'),
    })
    expect((await rowsOf(workspace)).taken).toEqual(['x.zh.md'])
    expect(await reasonOf(workspace, 'x.en.md')).toMatch(/translation .*"x.zh.md"/)
  })
})

describe('translations', () => {
  it('are those of the language that is asked for', async () => {
    const { directory } = await aWorkspace({
      'masthead.yaml': 'language: zh-CN\n',
      'content/x.en.md': text('2026-01-16'),
      'content/x.zh.md': text('2026-01-16', '一周'),
    })
    const app = await openApp({ directory, environment: {}, clock })
    const { selection } = await app.select(
      { by: 'week', week: '2026-W03' },
      { filters: { languages: ['en'] } },
    )
    expect(selection.posts).toMatchObject([{ path: 'x.en.md' }])
  })
})

describe('what was read before', () => {
  it('is never written over another file', async () => {
    const workspace = await aWorkspace({
      'content/x.md': text('2026-01-16'),
      'precious.txt': 'x',
      '.masthead/a': '',
    })
    await symlink(workspace.path('precious.txt'), workspace.path('.masthead/posts.json'))
    expect((await rowsOf(workspace)).taken).toEqual(['x.md'])
    expect(await workspace.read('precious.txt')).toBe('x')
  })

  it('is not read again, and is read when a file changes', async () => {
    const workspace = await aWorkspace({ 'content/x.md': text('2026-01-16', 'one') })
    expect((await rowsOf(workspace)).posts).toMatchObject([{ title: 'one' }])
    await workspace.write('content/x.md', text('2026-01-16', 'three'))
    expect((await rowsOf(workspace)).posts).toMatchObject([{ title: 'three' }])
  })

  it('is read when a file changes within the same second, at the same size', async () => {
    const workspace = await aWorkspace({ 'content/x.md': text('2026-01-16', 'one') })
    const when = new Date('2026-02-01T12:00:00Z')
    for (const title of ['one', 'two', 'six']) {
      await workspace.write('content/x.md', text('2026-01-16', title))
      await utimes(workspace.path('content/x.md'), when, when)
      expect((await rowsOf(workspace)).posts).toMatchObject([{ title }])
    }
  })

  it('is forgotten with the file, and found under its new name', async () => {
    const workspace = await aWorkspace({ 'content/x.md': text('2026-01-16') })
    await rowsOf(workspace)
    await rename(workspace.path('content/x.md'), workspace.path('content/y.md'))
    expect((await rowsOf(workspace)).taken).toEqual(['y.md'])
  })

  it('changes with the JSON file beside a post', async () => {
    const workspace = await aWorkspace({
      'content/x.md': '# T\n',
      'content/x.json': '{ "date": "2026-01-16" }',
    })
    await rowsOf(workspace)
    await workspace.write('content/x.json', '{ "date": "2026-01-17" }')
    expect((await rowsOf(workspace)).posts).toMatchObject([{ date: { day: '2026-01-17' } }])
  })

  it.each(['', '{', '{"version":"x"}', 'null', '[]'])(
    'is begun anew where the cache is "%s"',
    async broken => {
      const workspace = await aWorkspace({
        'content/x.md': text('2026-01-16'),
        '.masthead/posts.json': broken,
      })
      expect((await rowsOf(workspace)).taken).toEqual(['x.md'])
      expect(await workspace.read('.masthead/posts.json')).toContain('x.md')
    },
  )

  it.each([
    ['text', '"title":"x"', '"title":"y"'],
    ['a value of another type', '"warnings":[]', '"hidden":{}'],
    ['an entry', '"files', '"fil3s'],
    ['its end', '}', ''],
  ])('is begun anew where %s of it was changed', async (_name, whole, damaged) => {
    const workspace = await aWorkspace({ 'content/x.md': text('2026-01-16') })
    const cold = await rowsOf(workspace)
    const cache = await workspace.read('.masthead/posts.json')
    await workspace.write('.masthead/posts.json', cache.replace(whole, damaged))
    expect(await rowsOf(workspace)).toEqual(cold)
    expect(await workspace.read('.masthead/posts.json')).toBe(cache)
  })

  it.each(['posts, posts/news', 'posts/news, posts', '., posts', 'posts, .', '"posts/**/*.md", posts/news'])(
    'is the same the second time where folders lie in one another: %s',
    async content => {
      const workspace = await aWorkspace({
        'masthead.yaml': `content: [${content}]\n`,
        'posts/2026-01-16-a.md': text('2026-01-16'),
        'posts/news/2026-01-17-b.md': '# T\n',
        'posts/news/2026-01-17-b.json': '{ "date": "2026-01-17" }',
        'posts/_config.yml': 'url: https://one.org\npermalink: /one/:title/\n',
        'posts/news/_config.yml': 'url: https://two.org\npermalink: /two/:title/\n',
        '.masthead/a': '',
      })
      const cold = await rowsOf(workspace)
      expect(cold.posts).toHaveLength(2)
      expect(await rowsOf(workspace)).toEqual(cold)
      const app = await openApp({ directory: workspace.directory, environment: {}, clock })
      for (const { path, link } of cold.posts) {
        const { fields } = await app.explain(path, { by: 'week', week: '2026-W03' })
        expect(fields.find(({ field }) => field === 'link')?.value).toBe(link?.url ?? '')
      }
    },
  )

  it('keeps itself out of git', async () => {
    const workspace = await aWorkspace({ 'content/x.md': text('2026-01-16') })
    await rowsOf(workspace)
    expect(await workspace.read('.masthead/.gitignore')).toBe('*\n')
  })
})

describe('dates: git', () => {
  const git = (directory: string, day: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@x.org', ...args], {
      cwd: directory,
      env: {
        ...process.env,
        GIT_AUTHOR_DATE: `${day}T23:30:00+0800`,
        GIT_COMMITTER_DATE: `${day}T23:30:00+0800`,
      },
    })
  const commit = (directory: string, day: string) => {
    git(directory, day, 'add', '-A')
    git(directory, day, 'commit', '-q', '-m', day)
  }
  const aRepository = async (files: Record<string, string> = {}) => {
    const workspace = await aWorkspace({ 'masthead.yaml': 'dates: git\n', 'content/x.md': '# T\n', ...files })
    git(workspace.directory, '2026-01-15', 'init', '-q')
    commit(workspace.directory, '2026-01-16')
    return workspace
  }

  it('takes the day of the commit that added a post, in the zone of its author, and says so', async () => {
    const { posts } = await rowsOf(await aRepository())
    expect(posts).toMatchObject([
      { date: { day: '2026-01-16', from: 'git' }, warnings: [expect.stringMatching(/commit/)] },
    ])
  })

  it('follows a post that was renamed, and one that was changed', async () => {
    const workspace = await aRepository()
    await rename(workspace.path('content/x.md'), workspace.path('content/y.md'))
    commit(workspace.directory, '2026-01-20')
    await workspace.write('content/y.md', '# T\n\nMore.\n')
    commit(workspace.directory, '2026-01-21')
    expect((await rowsOf(workspace)).posts).toMatchObject([{ path: 'y.md', date: { day: '2026-01-16' } }])
  })

  it('takes files of any name, and the repository that the posts are in', async () => {
    const workspace = await aRepository({ 'content/he said "hi"\\.md': '# T\n' })
    vi.stubEnv('GIT_DIR', '/nowhere')
    expect((await rowsOf(workspace)).posts).toHaveLength(2)
    vi.unstubAllEnvs()
  })

  it('asks no server and runs no program that the repository names', async () => {
    const origin = await aRepository()
    await rename(origin.path('content/x.md'), origin.path('content/y.md'))
    await origin.write('content/y.md', '# T\n\nMore.\n')
    commit(origin.directory, '2026-01-20')
    const workspace = await aWorkspace()
    const clone = workspace.path('clone')
    git(
      workspace.directory,
      '2026-01-21',
      'clone',
      '-q',
      '--filter=blob:none',
      `file://${origin.directory}`,
      clone,
    )
    git(clone, '2026-01-21', 'config', 'remote.origin.url', 'ssh://x/y')
    git(clone, '2026-01-21', 'config', 'core.sshCommand', `touch ${workspace.path('ran')}; false`)
    await workspace.write('masthead.yaml', 'dates: git\ncontent: clone/content\n')
    expect((await rowsOf(workspace)).posts).toMatchObject([{ path: 'y.md', date: { from: 'git' } }])
    await expect(workspace.read('ran')).rejects.toThrow(/ENOENT/)
  })

  it('takes no day of a commit that added many posts', async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`content/${at}.md`, `# ${at}\n`]))
    expect((await rowsOf(await aRepository(many))).taken).toEqual([])
  })

  it('leaves days alone that are written', async () => {
    const workspace = await aRepository({ 'content/y.md': text('2026-01-10') })
    expect((await rowsOf(workspace)).posts).toMatchObject([
      { path: 'x.md' },
      { path: 'y.md', date: { day: '2026-01-10' } },
    ])
  })

  it('says why where there is no repository', async () => {
    const workspace = await aWorkspace({ 'masthead.yaml': 'dates: git\n', 'content/x.md': '# T\n' })
    expect((await rowsOf(workspace)).warnings).toEqual([
      expect.stringMatching(/^git cannot tell .*not a git repository/),
    ])
  })

  it('is off unless it is asked for', async () => {
    const workspace = await aRepository()
    await workspace.write('masthead.yaml', '')
    expect(await reasonOf(workspace, 'x.md')).toMatch(/^undated/)
  })
})

describe('posts that an earlier issue carried', () => {
  it('are listed with a warning while an issue cannot be read', async () => {
    const workspace = await aWorkspace({
      'content/x.md': text('2026-01-16'),
      'issues/2026-W02/issue.md': 'broken',
    })
    expect(await rowsOf(workspace)).toMatchObject({
      taken: ['x.md'],
      warnings: [expect.stringMatching(/issue\.md:1: expected a header .*what issues have is not known/)],
    })
  })

  it('are left out of the next one, which says where they are', async () => {
    const workspace = await aWorkspace({
      'content/x.md': text('2026-01-16'),
      'content/y.md': text('2026-01-20'),
    })
    const app = await openApp({ directory: workspace.directory, environment: {}, clock })
    await app.compose({ by: 'week', week: '2026-W03' })
    const { selection } = await app.compose({ by: 'days', from: '2026-01-10', to: '2026-01-31' })
    expect(selection.leftOut).toMatchObject([{ path: 'x.md', reason: 'already in issue 2026-W03, a draft' }])
    const again = await app.compose({ by: 'week', week: '2026-W03' })
    expect(again.unchanged).toEqual(['x.md'])
  })

  it('stay in the language in which an issue told of them', async () => {
    const { directory } = await aWorkspace({
      'masthead.yaml': 'language: zh-CN\n',
      'content/x.en.md': text('2026-01-16'),
      'content/x.zh.md': text('2026-01-16', '一周'),
    })
    const app = await openApp({ directory, environment: {}, clock })
    const week = { by: 'week', week: '2026-W03' } as const
    await app.compose(week, { filters: { languages: ['en'] } })
    expect(await app.compose(week)).toMatchObject({ added: [], unchanged: ['x.en.md'], gone: [] })
    const { selection } = await app.select({ by: 'days', from: '2026-01-10', to: '2026-01-31' })
    expect(selection.posts).toEqual([])
  })

  it('are taken when they are named', async () => {
    const workspace = await aWorkspace({ 'content/x.md': text('2026-01-16') })
    const app = await openApp({ directory: workspace.directory, environment: {}, clock })
    await app.compose({ by: 'week', week: '2026-W03' })
    const choice = { by: 'days', from: '2026-01-10', to: '2026-01-31' } as const
    await expect(app.compose(choice)).rejects.toThrow(
      /1 of these days are left out, 1 of them already in issue 2026-W03/,
    )
    expect((await app.compose(choice, { include: ['x.md'] })).added).toEqual(['x.md'])
  })
})
