import { describe, expect, it } from 'vitest'
import { hexoConfig } from '../../src/posts/permalinks/hexo-config.ts'
import { hugoConfig } from '../../src/posts/permalinks/hugo-config.ts'
import { jekyllConfig } from '../../src/posts/permalinks/jekyll-config.ts'
import {
  absoluteUrl,
  type PermalinkFacts,
  permalinkOf,
  type Site,
} from '../../src/posts/permalinks/permalink.ts'
import { patternProblem } from '../../src/posts/permalinks/plain-permalink.ts'
import { docusaurusConfig } from '../../src/posts/permalinks/script-config.ts'
import { zolaConfig } from '../../src/posts/permalinks/zola-config.ts'
import { isPost } from '../../src/posts/post.ts'
import { readPost } from '../../src/posts/read-post.ts'
import { aPost } from '../a-workspace.ts'

type Header = Record<string, string>

function facts(path: string, header: Header = {}): PermalinkFacts {
  const post = readPost(path, Buffer.from(aPost({ title: 'X', ...header })))
  if (!isPost(post)) throw new Error(post.reason)
  return post
}

const url = 'https://a.org/'
const linkOf = (site: Site, path: string, header: Header = {}) => {
  const link = permalinkOf(facts(path, header), { url, ...site })?.url
  return link?.startsWith(url) ? link.slice(url.length - 1) : link
}
const pathIn = (site: Site, path: string, header?: Header) => decodeURI(linkOf(site, path, header) ?? 'none')

const dated = { date: '2026-01-05' }

describe('a post of Jekyll', () => {
  const jekyll = (settings = {}, folder = '_posts'): Site => ({
    ...jekyllConfig({ timezone: 'UTC', ...settings }, '_config.yml'),
    folder,
  })

  // Confirmed with Jekyll 4.3.
  it.each([
    ['Hello World', 'Hello-World'],
    ['Mixed.Case.Dots', 'Mixed.Case.Dots'],
    ['under_score__x', 'under_score__x'],
    ['c++ & c#', 'c++-&-c'],
    ['周报 第一期', '周报-第一期'],
    ['2026年1月：总结', '2026年1月-总结'],
    ['a--b---c', 'a-b-c'],
    ['-lead-', 'lead'],
    ['what?100%', 'what-100'],
    ['tilde~at@x,y;z=1', 'tilde~at@x,y;z=1'],
    ['été Ünï', 'été-Ünï'],
    ['dot.', 'dot'],
    ["(paren) 'q'", "(paren)-'q'"],
    ['emoji😀x', 'emoji-x'],
    ['[br]', 'br'],
    ['a#b', 'a-b'],
  ])('with the name "%s" is at %s', (name, title) => {
    expect(pathIn(jekyll(), `2026-01-05-${name}.md`)).toBe(`/2026/01/05/${title}.html`)
  })

  it.each([
    ['date', '/cloud/two/2026/01/05/w.html'],
    ['pretty', '/cloud/two/2026/01/05/w/'],
    ['ordinal', '/cloud/two/2026/005/w.html'],
    ['weekdate', '/cloud/two/2026/W02/Mon/w.html'],
    ['none', '/cloud/two/w.html'],
    ['/:title', '/w'],
    ['/:slugified_categories/:slug-:i_day-:short_year-:y_day-:w_year/', '/cloud/two/w-5-26-005-2026/'],
    ['/:month_:day/:name', '/01_05/2026-01-05-w'],
    ['/:path/', '/cloud/2026-01-05-w/'],
    ['/:weather/:title/', 'none'],
    ['/:monthname/:title/', 'none'],
  ])('is where the permalink %s says', (permalink, path) => {
    expect(pathIn(jekyll({ permalink }, ''), 'cloud/_posts/2026-01-05-w.md', { category: 'two' })).toBe(path)
  })

  it.each([
    ['[News Item, 周报, C++, news item]', 'news item/周报/c++', 'news-item/周报/c'],
    ['big small', 'big/small', 'big/small'],
  ])('with the categories %s is below them', (categories, path, slugs) => {
    const at = (permalink: string) => pathIn(jekyll({ permalink }), '2026-01-05-in.md', { categories })
    expect(at('/:categories/')).toBe(`/${path}/`)
    expect(at('/:slugified_categories/')).toBe(`/${slugs}/`)
  })

  it.each([
    ['/a b/中文/', '/a b/中文/'],
    ['/:year/:title/x', '/2026/pl/x'],
    ['rel/x.html', '/rel/x.html'],
    ['/x/:categories/y/', '/x/y/'],
    ['/a:b/', 'none'],
    ['https://b.org/x', 'https://b.org/x'],
  ])('is where its header says: %s', (permalink, path) => {
    expect(pathIn(jekyll(), '2026-01-05-pl.md', { permalink: `"${permalink}"` })).toBe(path)
  })

  it('has the slug of its header for a title', () => {
    expect(
      linkOf(jekyll({ permalink: '/:title/:slug/' }), '2026-01-05-x.md', { slug: 'Hello, World! C++' }),
    ).toBe('/Hello,-World!-C++/hello-world-c/')
  })

  it.each([
    ['2026-01-05 23:00:00 +0800', 'Asia/Shanghai', '/2026/01/05/'],
    ['2026-01-05T01:00:00+08:00', 'UTC', '/2026/01/04/'],
    ['2026-01-05 01:00 +0800', 'UTC', '/2026/01/04/'],
    ['2026-01-05 23:00', 'Asia/Shanghai', '/2026/01/05/'],
    ['2026-01-05', 'Asia/Shanghai', '/2026/01/05/'],
    // 6 January where YAML takes it for UTC, 5 January where it stands in quotes.
    ['2026-01-05 23:00:00', 'Asia/Shanghai', 'none'],
    ['2026-01-05 12:00:00', 'Asia/Shanghai', '/2026/01/05/'],
    ['2026-01-05 08:00:00 +0800', '', '/2026/01/05/'],
    ['2026-01-05 07:00:00 +0800', '', 'none'],
  ])('of %s has its day in the zone of the site, here %s', (date, timezone, path) => {
    const site = jekyll({ permalink: '/:year/:month/:day/', timezone })
    expect(pathIn(site, '2026-01-01-x.md', { date: `${date}` })).toBe(path)
  })

  it.each([
    ['_notes/Sub Dir/In Here.md', '/notes/Sub Dir/In Here/'],
    ['_notes/a#b.md', '/notes/a%23b/'],
    ['_notes/what?100%.md', '/notes/what%3F100%25/'],
    ['_essays/x.md', '/e/x.html'],
    ['_other/x.md', 'none'],
    ['docs/Pa ge.md', '/docs/Pa ge/'],
    ['_drafts/x.md', 'none'],
    ['_posts/no-date.md', 'none'],
    ['vendor/x.md', 'none'],
    ['blog/_posts/2026-01-05-x.md', '/b/2026/x'],
  ])('and other files of its site: %s', (path, link) => {
    const collections = {
      notes: { output: 'true' },
      essays: { output: 'true', permalink: '/e/:path.html' },
      other: {},
    }
    const defaults = [
      { scope: { path: '', type: 'posts' }, values: { permalink: '/p/:title' } },
      { scope: { path: 'blog', type: 'posts' }, values: { permalink: '/b/:year/:title' } },
    ]
    const site = jekyll({ permalink: 'pretty', collections, defaults, exclude: ['vendor/'] }, '')
    expect(pathIn(site, path)).toBe(decodeURI(link))
  })
})

describe('a post of Hexo', () => {
  const hexo = (settings = {}): Site => ({ ...hexoConfig(settings, '_config.yml'), folder: 'source/_posts' })

  // Confirmed with Hexo 8.
  it.each([
    ["(paren) 'q'", "(paren) 'q'"],
    ['Hello World', 'Hello World'],
    ['周报 第一期', '周报 第一期'],
    ['Mixed.Case.Dots', 'Mixed.Case.Dots'],
    ['-lead-', '-lead-'],
    ['a+b', 'a+b'],
    ['x.zh', 'x.zh'],
    ['Sub Dir/t0', 'Sub Dir/t0'],
  ])('with the name "%s" is at %s', (name, title) => {
    expect(pathIn(hexo(), `${name}.md`, dated)).toBe(`/2026/01/05/${title}/`)
  })

  it('escapes what would end the path, where Hexo writes a link to another one', () => {
    expect(linkOf(hexo(), 'c#.md', dated)).toBe('/2026/01/05/c%23/')
    expect(linkOf(hexo(), 'what?100%.md', dated)).toBe('/2026/01/05/what%3F100%25/')
  })

  it.each([
    ['Hello, World! C++', 'Hello-World-C'],
    ['周报 第一期：开始', '周报-第一期：开始'],
    ['A/B test & more', 'A-B-test-more'],
    ['100% été_x', '100-ete-x'],
    ['“quoted” — dash…', '“quoted”-—-dash…'],
    ['编程', 'programming'],
  ])('in the category "%s" is in the folder %s', (category, folder) => {
    const site = hexo({ permalink: ':category/:name.html', category_map: { 编程: 'programming' } })
    expect(pathIn(site, 'Sub/x.md', { ...dated, categories: `["${category}"]` })).toBe(`/${folder}/x.html`)
    expect(pathIn(hexo({ permalink: ':post_title/' }), 'x.md', { ...dated, title: `"${category}"` })).toBe(
      category === '编程' ? '/编程/' : `/${folder.toLowerCase()}/`,
    )
  })

  it.each([
    ['[One, Two Three]', '/One/Two-Three/'],
    ['[[One, Two]]', '/One/Two/'],
    ['[[One, Two], [Six]]', 'none'],
    ['', '/uncategorized/'],
  ])('with the categories %s is in %s', (categories, path) => {
    expect(pathIn(hexo({ permalink: ':category/' }), 'x.md', { ...dated, categories })).toBe(path)
  })

  it.each([
    ['a b/中文/', '/a b/中文/'],
    ['x', '/x'],
    ['x.html', '/x'],
    ['x/index.html', '/x/'],
  ])('is where its header says: %s', (permalink, path) => {
    const site = hexo({ pretty_urls: { trailing_html: 'false', trailing_index: 'false' } })
    expect(pathIn(site, 'y.md', { ...dated, permalink })).toBe(path)
  })

  it('has words from its header, and no link where one is missing', () => {
    const site = hexo({ permalink: ':abbrlink/:lang.html', permalink_defaults: { lang: 'en' } })
    expect(pathIn(site, 'x.md', { ...dated, abbrlink: 'abc12', lang: 'zh' })).toBe('/abc12/zh.html')
    expect(pathIn(site, 'x.md', { ...dated, abbrlink: 'abc12' })).toBe('/abc12/en.html')
    expect(pathIn(site, 'x.md', dated)).toBe('none')
    for (const permalink of [':short_year/', ':hash/', ':id/', ':timestamp/'])
      expect(pathIn(hexo({ permalink }), 'x.md', dated)).toBe('none')
  })

  it('has the parts of its file name that new_post_name names', () => {
    const site = hexo({ permalink: ':year/:month/:title/', new_post_name: ':year-:month-:day-:title.md' })
    expect(pathIn(site, '2026-02-03-dated.md')).toBe('/2026/02/dated/')
    expect(pathIn(site, 'Sub Dir/t0.md', dated)).toBe('/2026/01/Sub-Dir-t0/')
    expect(pathIn(hexo(), '2026-02-03-dated.md')).toBe('none')
  })

  it('is below _posts, or has no link', () => {
    expect(linkOf({ ...hexo(), folder: 'source' }, '_drafts/x.md', dated)).toBeUndefined()
    expect(linkOf({ ...hexo(), folder: 'content' }, 'x.md', dated)).toBeUndefined()
  })
})

describe('a post of Hugo', () => {
  const hugo = (settings = {}, sections: string[] = []): Site => {
    const { rule } = hugoConfig(settings, 'hugo.toml')
    return rule?.generator === 'hugo' ? { rule: { ...rule, sections }, folder: 'content' } : {}
  }

  // Confirmed with Hugo 0.111.
  it.each([
    ["(paren) 'q'", 'paren-q'],
    ['-lead-', '-lead-'],
    ['2026年1月：总结', '2026年1月总结'],
    ['a  b', 'a-b'],
    ['a+b', 'a+b'],
    ['a--b---c', 'a--b---c'],
    ['Ab’s', 'abs'],
    ['c·d', 'cd'],
    ['dot.', 'dot.'],
    ['Mixed.Case.Dots', 'mixed.case.dots'],
    ['tilde~at@x,y;z=1', 'tilde~at@xyz1'],
    ['what?100%', 'what100'],
    ['x.en', 'x'],
    ['x.zh', 'x.zh'],
    ['été Ünï', 'été-ünï'],
    ['　全角　空格', '-全角-空格'],
    ['周报 第一期', '周报-第一期'],
    ['Leaf Page/index', 'leaf-page'],
  ])('with the name "%s" is at %s', (name, slug) => {
    expect(pathIn(hugo(), `posts/${name}.md`)).toBe(`/posts/${slug}/`)
    expect(pathIn(hugo({ uglyURLs: 'true' }), `posts/${name}.md`)).toBe(`/posts/${slug}.html`)
  })

  it.each([
    ['Hello, World! C++', 'hello-world-c-', 'hello-world-c++'],
    ['A/B test & more', 'a/b-test-more', 'a/b-test-more'],
    ['100% été_x', '100-été_x', '100-été_x'],
    ['a - b -- c', 'a-b--c', 'a-b--c'],
    ['Node.js + C#', 'node.js--c', 'node.js-+-c%23'],
    ['“quoted” — dash…', 'quoted-dash', 'quoted-dash'],
    ['周报 第一期：开始', '周报-第一期开始', '周报-第一期开始'],
  ])('with the title "%s" is at %s, with that slug at %s', (text, title, slug) => {
    expect(pathIn(hugo({ permalinks: { p: '/:title/' } }), 'p/x.md', { title: `"${text}"` })).toBe(
      `/${title}/`,
    )
    expect(pathIn(hugo({ permalinks: { p: '/:slug/' } }), 'p/x.md', { slug: `"${text}"` })).toBe(`/${title}/`)
    expect(pathIn(hugo(), 'p/x.md', { slug: `"${text}"` })).toBe(decodeURI(`/p/${slug}/`))
  })

  it.each([
    ['/:year/:month/:day/:contentbasename/', '/2026/01/05/x y/'],
    ['/:yearday-:weekday-:weekdayname-:monthname/', '/5-1-monday-january/'],
    [':section/:slugorfilename', '/posts/x y/'],
    ['/:sections/:filename', '/posts/sub/x y/'],
    ['/p/:sections[1:]/:sections[last]/:sections[0]/:sections[7]/', '/p/sub/sub/posts/'],
    ['/:sectionslug/x/', 'none'],
    ['/:2006/', 'none'],
    ['/:i_day/', 'none'],
  ])('is where the pattern %s says', (pattern, path) => {
    const site = hugo({ Permalinks: { page: { posts: pattern } } }, ['posts/sub'])
    expect(pathIn(site, 'posts/sub/deep/x y.md', dated)).toBe(path.replace('x y', 'x-y'))
  })

  it.each([
    ['/My Url/中文', '/My Url/中文/'],
    ['rel/x', '/rel/x/'],
    ['/a/b.html', '/a/b.html'],
    ['/x.y/z/', '/x.y/z/'],
    ['/:year/:slug/', '/2026/s/'],
  ])('is where its header says: %s', (written, path) => {
    expect(pathIn(hugo(), 'p/x.md', { ...dated, slug: 's', url: `"${written}"` })).toBe(path)
  })

  it.each([
    ['blog/x.zh.md', '/zh/blog/x/'],
    ['blog/x.en.md', '/blog/x/'],
    ['blog/bun/index.zh-cn.md', '/zh-cn/blog/bun/'],
    ['blog/u.zh.md', '/zh/blog/u/'],
  ])('in another language has that in front: %s', (path, link) => {
    const languages = { en: {}, zh: {}, 'zh-CN': {} }
    expect(pathIn(hugo({ languages }), path)).toBe(link)
    expect(pathIn(hugo({ languages, defaultContentLanguageInSubdir: 'true' }), path)).toBe(
      link.startsWith('/zh') ? link : `/en${link}`,
    )
  })

  it('has its language from a content folder of its own', () => {
    const site = hugo({ languages: { zh: { contentDir: 'content/zh' }, en: { contentDir: 'content/en' } } })
    expect(pathIn(site, 'zh/posts/x.md')).toBe('/zh/posts/x/')
    expect(pathIn(site, 'en/posts/x.md')).toBe('/posts/x/')
  })

  it('keeps capitals where it is told to', () => {
    expect(pathIn(hugo({ disablePathToLower: 'true' }), 'Posts/Hello World.md')).toBe('/Posts/Hello-World/')
  })

  it('has the date and slug of its file name where it is told to', () => {
    const settings = { permalinks: { p: '/:year/:slug/' } }
    const frontmatter = { date: [':filename', ':default'] }
    expect(pathIn(hugo({ ...settings, frontmatter }), 'p/2026-02-03-x.md', { title: 'T' })).toBe('/2026/x/')
    expect(pathIn(hugo(settings), 'p/2026-02-03-x.md', { title: 'T' })).toBe('none')
  })

  it('has no link where versions of Hugo differ on the name of its section', () => {
    const site = hugo({ permalinks: { 'Big Sec': '/:slug/', notes: '/n/:slug/' } })
    expect(pathIn(site, 'Big Sec/x.md')).toBe('none')
    expect(pathIn(site, 'Other Sec/x.md')).toBe('/other-sec/x/')
  })
})

describe('a post of Zola', () => {
  const zola = (settings = {}): Site => ({ ...zolaConfig(settings, 'config.toml'), folder: 'content' })

  it.each([
    ['blog/Hello World.md', '/blog/hello-world/'],
    ['blog/2026-01-05-first_post.md', '/blog/first-post/'],
    ['blog/2026-01-05_x/index.md', '/blog/x/'],
    ['blog/héhé.md', '/blog/hehe/'],
    ['blog/日本.md', 'none'],
  ])('at %s is at %s', (path, link) => {
    expect(pathIn(zola(), path)).toBe(link)
  })

  it('has the path or the slug of its header', () => {
    expect(pathIn(zola(), 'blog/x.md', { path: 'a/中文' })).toBe('/a/中文/')
    expect(pathIn(zola(), 'blog/x.md', { slug: 'Hello & World' })).toBe('/blog/hello-world/')
  })

  it('is as the settings say', () => {
    expect(pathIn(zola({ slugify: { paths: 'safe' } }), 'blog/日本: x?. .md')).toBe('/blog/日本 x/')
    expect(pathIn(zola({ slugify: { paths_keep_dates: 'true' } }), 'blog/2026-01-05-x.md')).toBe(
      '/blog/2026-01-05-x/',
    )
    expect(pathIn(zola({ languages: { fr: {} } }), 'blog/x.fr.md')).toBe('/fr/blog/x/')
  })
})

describe('a post of Docusaurus', () => {
  const site: Site = {
    ...docusaurusConfig("export default { url: 'https://a.org', baseUrl: '/' }", 'docusaurus.config.ts'),
    folder: 'blog',
  }

  it.each([
    ['2026-01-05-Hello World.md', '/blog/2026/01/05/Hello World'],
    ['2026/01/05/x.mdx', '/blog/2026/01/05/x'],
    ['2026-01-05-x/index.md', '/blog/2026/01/05/x'],
    ['no date.md', '/blog/no date'],
  ])('at %s is at %s', (path, link) => {
    expect(pathIn(site, path)).toBe(link)
  })

  it('has the slug of its header, below the blog', () => {
    expect(pathIn(site, '2026-01-05-x.md', { slug: '/hey/héllô' })).toBe('/blog/hey/héllô')
  })
})

describe('a post of no generator', () => {
  const plain = (pattern: string): Site => ({ rule: { generator: 'none', pattern } })

  it.each([
    ['/:year/:month/:day/:title/', '/2026/01/05/周报-1/'],
    [':sections/:name:output_ext', '/news/周报-1.html'],
    ['/:categories/:slug', '/Big-Thing/周报-1'],
    ['/:collection/:slug', 'none'],
  ])('is where the pattern %s says', (pattern, path) => {
    expect(pathIn(plain(pattern), 'news/2026-01-05-周报 1.md', { categories: '[Big Thing]' })).toBe(path)
  })

  it('has no link by a day that it does not have', () => {
    expect(linkOf(plain('/:year/:title/'), 'x.md')).toBeUndefined()
    expect(linkOf(plain('/:title/'), 'x.md')).toBe('/x/')
  })

  it('is where its header says, without a rule as well', () => {
    expect(linkOf(plain('/:title/'), 'x.md', { permalink: '/old/:title/' })).toBe('/old/x/')
    expect(linkOf({}, 'x.md', { permalink: '/old/x/' })).toBe('/old/x/')
    expect(linkOf({}, 'x.md', { permalink: '/:title/' })).toBeUndefined()
    expect(linkOf({}, 'x.md')).toBeUndefined()
  })
})

describe('permalinkOf', () => {
  const rule = jekyllConfig({ permalink: 'pretty' }, '_config.yml').rule

  it('tells where an address comes from', () => {
    const site: Site = { url, folder: '_posts', ...(rule && { rule }) }
    const from = (header: Header) => permalinkOf(facts('2026-01-05-x.md', header), site)?.from
    expect(from({})).toBe('_config.yml, permalink: pretty')
    expect(from({ permalink: '/x/' })).toBe('header "permalink"')
  })

  it.each(['https://a.org/blog', 'https://a.org/blog/', 'https://a.org//blog//'])(
    'joins the path of the site %s with that of the post',
    url => {
      const site: Site = { url, folder: '_posts', ...(rule && { rule }) }
      expect(permalinkOf(facts('2026-01-05-x.md'), site)?.url).toBe('https://a.org/blog/2026/01/05/x/')
    },
  )

  it('gives an old address only where no other is known', () => {
    expect(linkOf({}, 'x.md', { aliases: '[Other Title, /old/x/]' })).toBe('/old/x/')
    expect(linkOf({}, 'x.md', { aliases: '[/old/x/]', permalink: '/new/' })).toBe('/new/')
    expect(permalinkOf(facts('x.md', { aliases: '[/old/x/]' }), {})).toBeUndefined()
  })

  it('needs the address of the site', () => {
    const site: Site = { folder: '_posts', ...(rule && { rule }) }
    expect(permalinkOf(facts('2026-01-05-x.md'), site)).toBeUndefined()
    expect(permalinkOf(facts('2026-01-05-x.md'), { ...site, url: 'not one' })).toBeUndefined()
  })

  it.each(['a', '-', '.', '/', ':', '_', ' ', '[', '#', '*', '周', '\ud800'])(
    'takes a megabyte of "%s" in its stride',
    character => {
      const long = character.repeat(1_000_000)
      const sites: Site[] = [
        { ...jekyllConfig({ permalink: long }, 'f'), folder: '_posts' },
        { ...jekyllConfig({}, 'f'), folder: '' },
        { ...hexoConfig({ permalink: long, new_post_name: long }, 'f'), folder: 'source/_posts' },
        { ...hugoConfig({ permalinks: { '': `/${long}` } }, 'f'), folder: 'content' },
        { ...zolaConfig({}, 'f'), folder: 'content' },
        { ...docusaurusConfig("x = { url: 'https://a.org' }", 'f'), folder: 'blog' },
        { rule: { generator: 'none', pattern: long } },
      ]
      const values = { slug: long, permalink: long, url: long, categories: long, aliases: long, date: long }
      for (const site of sites)
        for (const header of [{}, values, { slug: long }, { date: long }]) {
          const post = { path: `2026-01-05-${long}.md`, title: long, categories: [long], language: 'en' }
          const link = permalinkOf({ ...post, header: { format: 'yaml', values: header } }, { url, ...site })
          expect(link?.url ?? url).toMatch(/^https:/)
        }
    },
  )
})

describe('patternProblem', () => {
  it.each([
    '/:year/:month/:day/:title/',
    ':sections[1:]/:slug',
    'blog/:month_:i_day/:categories/:title:output_ext',
  ])('finds none in %s', pattern => {
    expect(patternProblem(pattern)).toBeUndefined()
  })

  it.each([
    ['https://a.org/:title/', /^expected a path such as/],
    ['//a.org/:title/', /^expected a path such as/],
    ['/a b/', /^expected a path such as/],
    ['/:yaer/:title/', /^unknown ":yaer", expected :year, :month, :day, /],
  ])('says what is wrong with %s', (pattern, problem) => {
    expect(patternProblem(pattern)).toMatch(problem)
  })
})

describe('absoluteUrl', () => {
  it.each([
    ['/x', 'https://a.org/x'],
    ['//b.org/x', 'https://b.org/x'],
    ['mailto:a@b.org', undefined],
    ['javascript:alert(1)', undefined],
  ])('makes %s into %s', (written, address) => {
    expect(absoluteUrl(written, { url })).toBe(address)
  })
})
