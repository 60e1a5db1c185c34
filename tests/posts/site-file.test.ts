import { describe, expect, it } from 'vitest'
import { permalinkOf } from '../../src/posts/permalinks/permalink.ts'
import { readSite } from '../../src/posts/permalinks/site-file.ts'
import { isPost } from '../../src/posts/post.ts'
import { readPost } from '../../src/posts/read-post.ts'
import { aPost, aWorkspace } from '../a-workspace.ts'

type Settings = Parameters<typeof readSite>[1]

const siteOf = async (files: Record<string, string>, content = 'content', settings: Settings = {}) => {
  const workspace = await aWorkspace({ [`${content}/.keep`]: '', ...files })
  return readSite(workspace.path(content), settings)
}

async function linkIn(files: Record<string, string>, content: string, path: string, settings: Settings = {}) {
  const { site } = await siteOf(files, content, settings)
  const post = readPost(path, Buffer.from(aPost({ title: 'T', date: '2026-01-05' })))
  return isPost(post) ? permalinkOf(post, site)?.url : post.reason
}

const jekyll = 'url: https://a.org\nbaseurl: /blog\npermalink: pretty\nplugins: []\n'
const hexo = 'url: https://a.org/blog\nroot: /blog/\npermalink: :year/:title/\nnew_post_name: :title.md\n'

describe('readSite', () => {
  it.each([
    ['_config.yml', jekyll, '_posts', '2026-01-05-x.md', 'https://a.org/blog/2026/01/05/x/'],
    ['_config.yml', jekyll, 'blog/_posts', '2026-01-05-x.md', 'https://a.org/blog/blog/2026/01/05/x/'],
    ['_config.yml', hexo, 'source/_posts', 'a b.md', 'https://a.org/blog/2026/a%20b/'],
    ['_config.yml', hexo, 'source', '_posts/x.md', 'https://a.org/blog/2026/x/'],
    ['hugo.toml', 'baseURL = "https://a.org/"\n', 'content', 'p/X.md', 'https://a.org/p/x/'],
    [
      'hugo.yaml',
      'baseurl: https://a.org\npermalinks: { p: "/:year/:slug/" }\n',
      'content/p',
      'x.md',
      'https://a.org/2026/t/',
    ],
    ['config.yml', 'baseURL: https://a.org/s\n', 'content/p', 'x.md', 'https://a.org/s/p/x/'],
    ['config.json', '{ "baseURL": "https://a.org/" }', 'content/p', 'x.md', 'https://a.org/p/x/'],
    ['config/_default/hugo.toml', 'baseURL = "https://a.org/"', 'content', 'p/x.md', 'https://a.org/p/x/'],
    ['config/_default/config.yaml', 'baseURL: https://a.org/', 'content', 'p/x.md', 'https://a.org/p/x/'],
    [
      'config.toml',
      'base_url = "https://a.org"\n',
      'content/blog',
      '2026-01-05-x.md',
      'https://a.org/blog/x/',
    ],
    [
      'astro.config.mjs',
      "export default defineConfig({ site: 'https://a.org' })",
      'src/content',
      'x.md',
      undefined,
    ],
    [
      'docusaurus.config.ts',
      "const config: Config = { url: 'https://a.org', baseUrl: '/d/', presets: [['classic', { blog: { routeBasePath: 'news' } }]] }",
      'blog',
      '2026-01-05-x.md',
      'https://a.org/d/news/2026/01/05/x',
    ],
  ])('reads %s beside the content', async (file, text, content, path, link) => {
    expect(await linkIn({ [file]: text }, content, path)).toBe(link)
  })

  it('puts the files of a Hugo configuration together', async () => {
    const files = {
      'config/_default/hugo.toml': 'baseURL = "http://localhost/"\ndefaultContentLanguage = "zh"\n',
      'config/_default/permalinks.toml': 'p = "/:sections/:filename/"\n',
      'config/_default/languages.toml': '[zh]\n[en]\n',
      'config/production/hugo.toml': 'baseURL = "https://a.org/"\n',
      'content/p/q/_index.md': '',
    }
    expect(await linkIn(files, 'content', 'p/q/r/x.en.md')).toBe('https://a.org/en/p/q/x/')
  })

  it.each([
    ['themes', 'url: https://a.org\ntheme: minima\n', '_posts', 'jekyll'],
    ['themes', 'url: https://a.org\ntheme: next\n', 'source/_posts', 'hexo'],
    ['the folders beside it', 'url: https://a.org\n', '_posts', 'jekyll'],
    ['the folders beside it', 'url: https://a.org\n', 'source/_posts', 'hexo'],
    ['its keys', 'collections: {}\nkramdown: {}\n', 'content', 'jekyll'],
    ['its keys', 'public_dir: public\nskip_render:\n', 'content', 'hexo'],
  ])('tells the _config.yml of Jekyll from that of Hexo by %s', async (_, config, content, generator) => {
    expect((await siteOf({ '_config.yml': config }, content)).site.rule).toMatchObject({ generator })
  })

  it('says so where it cannot be told', async () => {
    expect(await siteOf({ '_config.yml': 'title: x\n' })).toEqual({
      site: { folder: 'content' },
      warnings: ['_config.yml: it cannot be told whether it is of Jekyll or of Hexo, so it was not used'],
    })
  })

  it('lets masthead.yaml win, key by key', async () => {
    const link = (settings: Settings) =>
      linkIn({ '_config.yml': jekyll }, '_posts', '2026-01-05-A b.md', settings)
    expect(await link({ url: 'https://b.org/' })).toBe('https://b.org/2026/01/05/A-b/')
    expect(await link({ permalink: '/:slug' })).toBe('https://a.org/blog/a-b')
    expect(await link({ url: 'https://b.org', permalink: '/:i_day/:title/' })).toBe('https://b.org/5/A-b/')
  })

  it('uses the pattern of masthead.yaml where there is no generator', async () => {
    const settings = { url: 'https://b.org', permalink: '/:year/:title/' }
    expect(await linkIn({}, 'content', 'A b.md', settings)).toBe('https://b.org/2026/A-b/')
    expect(await linkIn({}, 'content', 'A b.md')).toBeUndefined()
  })

  it('looks upwards as far as the repository, and no more than six folders', async () => {
    const far = 'a/b/c/d/e/f'
    expect((await siteOf({ '_config.yml': jekyll }, far)).site.folder).toBe(far)
    expect((await siteOf({ '_config.yml': jekyll }, `${far}/g`)).site).toEqual({})
    expect((await siteOf({ '_config.yml': jekyll, '.git': '' }, far)).site.folder).toBe(far)
    expect((await siteOf({ '_config.yml': jekyll, 'a/b/.git': '' }, far)).site).toEqual({})
    expect((await siteOf({ '_config.yml': jekyll, 'a/hugo.toml': '' }, far)).site.folder).toBe('b/c/d/e/f')
  })

  it.each([
    ['_config.yml', 'a: [\n'],
    ['_config.yml', `a: &a [x]\n${'b'.repeat(3)}: &b [${'*a,'.repeat(999)}]\nc: [${'*b,'.repeat(999)}]\n`],
    ['_config.yml', '['.repeat(900_000)],
    ['_config.yml', 'x'.repeat(1_000_001)],
    ['hugo.toml', 'baseURL = \n'],
    ['hugo.json', '{'],
    ['config.toml', 'base_url = "https://a.org\n'],
    ['config.toml', 'baseURL = "https://a.org\n'],
    ['hugo.yaml', 'baseURL: https://a.org\nmodule: { mounts: [{ source: posts, target: content }] }\n'],
    ['hugo.yaml', 'baseURL: https://a.org\npermalinks: [{ pattern: "/:slug/" }]\n'],
  ])('warns of a %s that it cannot use', async (file, text) => {
    const { site, warnings } = await siteOf({ [file]: text })
    expect(site.rule).toBeUndefined()
    expect(warnings).toEqual([expect.stringContaining(`${file}: `)])
  })

  it.each([
    ['config.toml', '[server]\nport = 1\n'],
    ['config.toml', 'no toml'],
    ['config.json', '{}'],
  ])('leaves the %s of another program alone', async (file, text) => {
    expect(await siteOf({ [file]: text })).toEqual({ site: {}, warnings: [] })
  })

  it.each([
    ["{ site: 'https://a.org', base: '/docs' }", 'https://a.org/docs/'],
    ['{ "site": "https://a.org" /* , site: 1 */ }', 'https://a.org/'],
    [
      "{ // site: 'https://b.org',\n  site: `https://a.org`,\n  vite: { site: 'https://c.org' } }",
      'https://a.org/',
    ],
    ["{ site: process.env.SITE ?? 'https://a.org' }", undefined],
    ['{ site: `https://\u0024{name}.org` }', undefined],
    ["{ site: 'https://a.org', base: path }", undefined],
    ["{ site: 'https://a.org' }; const other = { site: 'https://b.org' }", undefined],
    ["{ site: 'ftp://a.org' }", undefined],
    [`{ site: 'https://a.org', ${'`\\'.repeat(400_000)}`, 'https://a.org/'],
    ['/*'.repeat(400_000), undefined],
    ['{'.repeat(900_000), undefined],
  ])('reads the literals of an Astro configuration and runs nothing', async (text, url) => {
    const { site } = await siteOf(
      { 'astro.config.ts': `export default defineConfig(${text})` },
      'src/content',
    )
    expect(site).toEqual({ folder: 'src/content', ...(url && { url }) })
  })
})
