import { describe, expect, it } from 'vitest'
import { digestPost } from '../../src/digest/digest-post.ts'
import { contentFolders } from '../../src/posts/content/content-folders.ts'
import { published } from '../../src/posts/content/publication.ts'
import { isPost } from '../../src/posts/post.ts'
import { readPost } from '../../src/posts/read-post.ts'

function digest(text: string, site = {}) {
  const post = readPost('x.md', Buffer.from(text))
  if (!isPost(post)) throw new Error(post.reason)
  const [folder] = contentFolders(['content'], '/')
  return digestPost(folder ? published(post, { folder, site }) : post)
}

const story = (headline: string, source: string) =>
  `### ${headline}\n\nWhat ${headline} is. And more of it.\n\n${source}\n\n`

describe('the summary', () => {
  it.each([
    [
      'its header',
      '---\nsummary: "From the *header*."\n---\nFrom the text, a whole sentence of it.\n',
      'From the header.',
    ],
    ['the text before the excerpt marker', '# T\n\nShort.\n\n<!-- more -->\n\nThe rest.\n', 'Short.'],
    [
      'the text below a marker that stands below nothing but a credit',
      '# T\n\n> 原文链接：[t](https://a.org/b)\n\n<!-- more -->\n\n正文的第一句话说的是一件要紧的事。\n',
      '正文的第一句话说的是一件要紧的事。',
    ],
    ['the first sentence that says enough', `${'一'.repeat(40)}。第二句。\n`, `${'一'.repeat(40)}。`],
    [
      'two sentences where the first is short',
      '云原生技术这一周有三件事。容器平台发布了一个新的大版本。第三句话不用再说。\n',
      '云原生技术这一周有三件事。容器平台发布了一个新的大版本。',
    ],
    [
      'the first prose, past pictures, credits and labels',
      '![x](a.png)\n\n> 译自：[t](https://a.org/b)\n\n作者：某人\n\n三件事：\n\n正文在这里。\n',
      '正文在这里。',
    ],
  ])('comes from %s', (_from, text, summary) => {
    expect(digest(text).summary).toBe(summary)
  })

  it.each([
    ['a byline', 'Vincent Blanchon\n\nThe text begins here.\n'],
    ['a date', '2016 年 10 月 15 日\n\nThe text begins here.\n'],
    [
      'the title again',
      '---\ntitle: The title, once more.\n---\nThe title, once more.\n\nThe text begins here.\n',
    ],
    [
      'a sentence that a list ends',
      'Three things changed in this release, including\n\n- a\n- b\n\nThe text begins here.\n',
    ],
    ['where it was published', '已发布：https://a.org/1\n\nThe text begins here.\n'],
  ])('is never %s', (_what, text) => {
    expect(digest(text).summary).toBe('The text begins here.')
  })

  it.each([
    '{% image "a.jpg" "A hill" %}',
    '{% include image.html src="a.jpg" %}',
    '{{< figure src="a.jpg" >}}',
    '<img src="a.jpg">',
    '![A hill]({{ site.cdn }}/a.jpg)',
  ])('is never a caption below %s', picture => {
    const text = `${picture}\n*The hill of our office, as one sees it in the morning.*\n\nBuilds take half as long with a cache.\n`
    expect(digest(`---\ntitle: The hill\n---\n${text}`).summary).toBe(
      'Builds take half as long with a cache.',
    )
  })

  it('of a digest is what stands above its stories, or nothing', () => {
    const stories = story('A', 'Source: https://a.org/1') + story('B', 'Source: https://b.org/2')
    expect(digest(`---\ntitle: T\n---\n${stories}`).summary).toBe('')
    expect(digest(`---\ntitle: T\n---\nThe week was long.\n\n${stories}`).summary).toBe('The week was long.')
  })

  it('is cut where a text never ends a sentence', () => {
    expect(digest(`${'word '.repeat(200)}\n`).summary).toMatch(/^(word ){79}word…$/)
    expect(digest(`a${'😀'.repeat(300)}\n`).summary).not.toMatch(/[\uD800-\uDBFF]…/)
  })

  it('comes from a paragraph in HTML, past details and tables', () => {
    const skipped =
      '<details>\n\nHidden text of it.\n\n</details>\n\n<table><tr><td>Cell of it.</td></tr></table>\n\n'
    expect(digest(`${skipped}<p align="center">The <b>text</b> begins here.</p>\n`).summary).toBe(
      'The text begins here.',
    )
  })

  it('ends at an excerpt marker within a line or in MDX', () => {
    expect(digest('Short.<!--more-->\n\nThe rest of it.\n').summary).toBe('Short.')
    expect(digest('Short.\n\n{/* truncate */}\n\nThe rest of it.\n').summary).toBe('Short.')
  })

  it('has no template tags and no markup', () => {
    expect(
      digest('{% raw %}\n\nText with `code`, **weight** and a [link](https://a.org).{{< ref "x" >}}\n')
        .summary,
    ).toBe('Text with code, weight and a link.')
  })
})

describe('stories', () => {
  it('are the headings that have a source below them', () => {
    const { stories } = digest(
      `# Title\n\nLead.\n\n## News\n\n${story('A', '**Source:** [Title of A](https://a.org/1)')}${story('B', '**来源：**<https://b.org/2>')}## End\n\nClosing.\n`,
    )
    expect(stories).toEqual([
      { headline: 'A', sentence: 'What A is.', sources: [{ title: 'Title of A', url: 'https://a.org/1' }] },
      { headline: 'B', sentence: 'What B is.', sources: [{ title: 'b.org', url: 'https://b.org/2' }] },
    ])
  })

  it('may have no source of their own, in a digest whose others have', () => {
    const told = ['A', 'B'].map(name => story(name, `Source: [T](https://${name}.org/1)`))
    const secret = '### A secret\n\nA secret was told to us by a bird.\n\n'
    const headlines = (text: string) =>
      digest(`---\ntitle: News\n---\n${text}`).stories.map(({ headline }) => headline)
    expect(headlines(`${told[0]}${secret}${told[1]}### Conclusion\n\nThe week is over.\n`)).toEqual([
      'A',
      'A secret',
      'B',
    ])
    expect(headlines(`${told.join('')}${secret}${secret}`)).toEqual(['A', 'B'])
  })

  it('may have several sources, and addresses with parentheses', () => {
    const two = '**Sources:** [One](https://a.org/x_(2025).pdf), [Two][ref]'
    const { stories } = digest(
      `# Title\n\n${story('A', two)}${story('B', 'Source: https://b.org/2')}[ref]: https://c.org/3\n`,
    )
    expect(stories[0]?.sources.map(({ url }) => url)).toEqual([
      'https://a.org/x_(2025).pdf',
      'https://c.org/3',
    ])
  })

  const bold = (headline: string, source: string) =>
    `**${headline}**\n\nWhat ${headline} is.\n\n${source}\n\n`

  it('are bold lines where no headings have sources', () => {
    const { stories, summary } = digest(
      `---\ntitle: T\n---\nThe week was long.\n\n${bold('A', 'Source: [One](https://a.org/1)')}${bold('B', 'Source: https://b.org/2')}${bold('A sentence in bold.', 'Source: https://c.org/3')}`,
    )
    expect(stories.map(({ headline, sentence }) => [headline, sentence])).toEqual([
      ['A', 'What A is.'],
      ['B', 'What B is.'],
    ])
    expect(summary).toBe('The week was long.')
  })

  it('are bold lines with their sources in brackets behind them', () => {
    const text =
      '---\ntitle: T\n---\n**浏览器更新**（来源：[内核博客](https://a.org/1)）\n\n新内核更快。\n\n**编译器更新**（来源：[公告](https://b.org/2)）\n编译器会检查空指针。\n\n**引用**（来源：无）\n'
    expect(digest(text).stories).toEqual([
      {
        headline: '浏览器更新',
        sentence: '新内核更快。',
        sources: [{ title: '内核博客', url: 'https://a.org/1' }],
      },
      {
        headline: '编译器更新',
        sentence: '编译器会检查空指针。',
        sources: [{ title: '公告', url: 'https://b.org/2' }],
      },
    ])
  })

  it.each([
    ['1. 国产芯片发布新品', '国产芯片发布新品'],
    ['（二）国产芯片', '国产芯片'],
    ['No. 3: Chips', 'Chips'],
    ['#4 Chips', 'Chips'],
    ['3 个漏洞被修复', '3 个漏洞被修复'],
    ['5.0 is out', '5.0 is out'],
    ['X: a new name', 'X: a new name'],
    ['No. 5', 'No. 5'],
  ])('with the headline %s are told as %s', (written, headline) => {
    const text = story(written, 'Source: https://a.org/1') + story('B', 'Source: https://b.org/2')
    expect(digest(`---\ntitle: T\n---\n${text}`).stories[0]?.headline).toBe(headline)
  })

  it.each(['Sponsors', 'Our sponsor:', '赞助商', '广告'])('are not what stands below %s', heading => {
    const { stories, sources } = digest(
      `---\ntitle: T\n---\n${story('A', 'Source: https://a.org/1')}${story(heading, 'Link: [Acme](https://c.org/3)')}${story('B', 'Source: https://b.org/2')}`,
    )
    expect(stories.map(({ headline }) => headline)).toEqual(['A', 'B'])
    expect(sources).toEqual([])
  })

  const linked = (...addresses: string[]) =>
    addresses.map((url, at) => `## [Tool ${'ABC'.charAt(at)}](${url})\n\nThe tool is small.\n\n`).join('')

  it.each([
    ['two articles in a digest', 'Weekly news', ['https://a.org/1', 'https://b.org/2'], 2],
    ['two articles in another post', 'How I work', ['https://a.org/1', 'https://b.org/2'], 0],
    ['three articles', 'How I work', ['https://a.org/1', 'https://b.org/2', 'https://c.org/3'], 3],
    ['home pages', 'Weekly news', ['https://a.org/', 'https://b.org/', 'https://c.org/3'], 0],
  ])('are headings that lead to %s: %s', (_what, title, addresses, count) => {
    expect(digest(`---\ntitle: ${title}\n---\n${linked(...addresses)}`).stories).toHaveLength(count)
  })

  const links = (...rest: string[]) =>
    rest.map((text, at) => `- [Headline ${'ABC'.charAt(at)}](https://a.org/${at})${text}\n`).join('')

  it('are the items of a list of links in a post that says that it is a digest', () => {
    const list = links(' — The first sentence. And more.', '：正文在这里。', ' (a.org) - It says more.')
    const { stories, summary } = digest(`---\ntitle: Weekly links\n---\nThe week was long.\n\n${list}`)
    expect(stories).toEqual([
      {
        headline: 'Headline A',
        sentence: 'The first sentence.',
        sources: [{ title: 'a.org', url: 'https://a.org/0' }],
      },
      {
        headline: 'Headline B',
        sentence: '正文在这里。',
        sources: [{ title: 'a.org', url: 'https://a.org/1' }],
      },
      { headline: 'Headline C', sentence: '', sources: [{ title: 'a.org', url: 'https://a.org/2' }] },
    ])
    expect(summary).toBe('The week was long.')
  })

  const told = links(' — One is told.', ' — Two is told.', ' — Three is told.')

  it.each([
    ['that is no digest', 'Tools that we use', told],
    ['with two links', 'Weekly links', told.split('\n').slice(0, 2).join('\n')],
    ['of links without a word', 'Weekly links', links('', '', '')],
    [
      'of sentences that open with a link',
      'Weekly links',
      links(' is told.', ' is told too.', ' is told as well.'),
    ],
    ['of related posts', 'Weekly news', `## Related posts\n\n${told}`],
    ['of references', 'Weekly news', `References:\n\n${told}`],
    ['of contributors', 'Weekly news', told.replaceAll('https://a.org/', 'https://github.com/person')],
    ['below a long text', 'Weekly news', `${'Much was told this week. '.repeat(20)}\n\n${told}`],
    ['of contents', 'Weekly news', told.replaceAll('https://a.org/', '#part-')],
  ])('are not made of a list %s', (_what, title, list) => {
    expect(digest(`---\ntitle: ${title}\n---\n${list}`).stories).toEqual([])
  })

  it('are items of a list that open with a bold headline and end with their source', () => {
    const item = (name: string) =>
      `- **Headline ${name}.** What ${name} is, and what it is good for. Source: [T](https://a.org/${name})\n`
    expect(digest(`---\ntitle: News\n---\n${item('a')}${item('b')}`).stories).toEqual(
      ['a', 'b'].map(name => ({
        headline: `Headline ${name}`,
        sentence: `What ${name} is, and what it is good for.`,
        sources: [{ title: 'T', url: `https://a.org/${name}` }],
      })),
    )
  })

  it('are the questions of readers that a digest answers', () => {
    const asked = (question: string, said: string) => `**@reader** asks:\n\n> ${question}\n\n${said}\n\n`
    const text = asked('Builds are slow here. Can they be cached?', 'A：They can. Caches are on by default.')
    const more = asked('缓存放在哪里？', '答：缓存放在每台机器自己的磁盘上。')
    expect(digest(`---\ntitle: Build weekly\n---\n${text}${more}`).stories).toEqual([
      { headline: 'Can they be cached?', sentence: 'Caches are on by default.', sources: [] },
      { headline: '缓存放在哪里？', sentence: '缓存放在每台机器自己的磁盘上。', sources: [] },
    ])
    expect(digest(`---\ntitle: How we build\n---\n${text}${more}`).stories).toEqual([])
  })

  it('are not made of a post with one source only', () => {
    const { stories, sources } = digest(story('A', '**Source:** [T](https://a.org/1)'))
    expect(stories).toEqual([])
    expect(sources).toEqual([{ title: 'T', url: 'https://a.org/1' }])
  })
})

describe('the sources of a whole post', () => {
  it.each([
    ['a header key', '---\nsource: https://a.org/1\n---\nText.\n', 'a.org'],
    [
      'a sentence that says where the original is',
      '英文原文来自 [Original](https://a.org/1)\n\n正文。\n',
      'Original',
    ],
    ['a line of translation', '> 译自：[Original](https://a.org/1)\n\n正文。\n', 'Original'],
    ['a line among others', '> 作者：某人\n> 原文：[Original](https://a.org/1)\n\n正文。\n', 'Original'],
    [
      'a sentence at the end',
      'Text.\n\nThis post was originally published on [Our blog](https://a.org/1).\n',
      'Our blog',
    ],
  ])('come from %s, and give the link', (_from, text, title) => {
    expect(digest(text)).toMatchObject({
      link: 'https://a.org/1',
      sources: [{ title, url: 'https://a.org/1' }],
    })
  })

  it("are not a canonical address, which is the post's own and its link", () => {
    expect(digest('---\ncanonical_url: https://a.org/1\n---\nText.\n')).toMatchObject({
      link: 'https://a.org/1',
      sources: [],
    })
  })

  it('take the title of a header key from the text', () => {
    const { sources } = digest('---\nsource: https://a.org/1\n---\nSee [the report](https://a.org/1).\n')
    expect(sources).toEqual([{ title: 'the report', url: 'https://a.org/1' }])
  })

  it('are never what no reader can open', () => {
    expect(digest('---\nsource: javascript:alert(1)\n---\n> 译自：[x](data:text/html,x)\n').sources).toEqual(
      [],
    )
  })

  it('include a list below a label', () => {
    expect(digest('Text.\n\nSources:\n\n- [One](https://a.org/1)\n').sources).toEqual([
      { title: 'One', url: 'https://a.org/1' },
    ])
  })

  it('include a list of references', () => {
    const { sources, link } = digest(
      'Text.\n\n## 参考资料\n\n- [One](https://a.org/1)\n- [Two](https://b.org/2)\n',
    )
    expect(sources.map(({ title }) => title)).toEqual(['One', 'Two'])
    expect(link).toBeUndefined()
  })

  it('leave out what a story cites already', () => {
    const text = `---\ntitle: T\nsource: https://a.org/1\n---\n${story('A', 'Source: https://a.org/1')}${story('B', 'Source: https://b.org/2')}`
    expect(digest(text)).toMatchObject({ sources: [] })
    expect(digest(text).link).toBeUndefined()
  })
})

describe('the link', () => {
  const site = { url: 'https://site.org/blog/' }

  it('is the permalink of the header, made absolute by the address of the site', () => {
    expect(digest('---\npermalink: /2026/x/\n---\nText.\n', site).link).toBe('https://site.org/2026/x/')
    expect(digest('---\npermalink: /2026/x/\n---\nText.\n').link).toBeUndefined()
    expect(digest('---\nurl: https://a.org/x\nsource: https://b.org/1\n---\nText.\n').link).toBe(
      'https://a.org/x',
    )
  })

  it('is never made of a pattern', () => {
    expect(digest('---\npermalink: /:year/:title/\n---\nText.\n', site).link).toBeUndefined()
  })
})

describe('the cover', () => {
  it('is that of the header, else a picture at the top, with its address or, without a site, its path', () => {
    expect(digest('---\ntitle: T\ncover: https://a.org/c.png\n---\nText.\n').cover).toEqual({
      url: 'https://a.org/c.png',
      alt: 'T',
    })
    expect(digest('![What it shows](https://a.org/c.png)\n\nText.\n').cover).toEqual({
      url: 'https://a.org/c.png',
      alt: 'What it shows',
    })
    expect(digest('![x](c.png)\n\nText.\n').cover?.url).toBe('c.png')
    expect(digest('![x](c)\n\nText.\n').cover).toBeUndefined()
    expect(digest('![x](c.png)\n\nText.\n', { url: 'https://site.org/' }).cover?.url).toBe(
      'https://site.org/c.png',
    )
  })

  const site = { url: 'https://site.org/blog/' }
  const headed = (header: string, body = 'Text.') => digest(`---\ntitle: T\n${header}\n---\n${body}\n`, site)

  it.each([
    ['another key', 'feature_image: https://a.org/c.png', 'https://a.org/c.png'],
    ['a map', 'cover:\n  image: https://a.org/c.png\n  alt: x', 'https://a.org/c.png'],
    ['a map of a theme', 'header:\n  teaser: https://a.org/c.png', 'https://a.org/c.png'],
    ['a list', 'photos:\n  - https://a.org/c.png\n  - https://a.org/d.png', 'https://a.org/c.png'],
    ['a list of maps', 'images:\n  - src: https://a.org/c.png', 'https://a.org/c.png'],
    ['a host without scheme', 'cover: cdn.a.org/c', 'https://cdn.a.org/c'],
    ['an address that follows the scheme', 'cover: //a.org/c.png', 'https://a.org/c.png'],
    ['a folder with a dot', 'cover: my-post.assets/c.png', 'https://site.org/blog/my-post.assets/c.png'],
    ['a tag for the site', 'image: "{{ site.baseurl }}/c.png"', 'https://site.org/c.png'],
    ['a path of the site', 'permalink: /2026/x/\ncover: img/c.png', 'https://site.org/blog/img/c.png'],
    ['a path of the post', 'permalink: /2026/x/\ncover: ./c.png', 'https://site.org/2026/x/c.png'],
  ])('is read from %s', (_what, header, url) => {
    expect(headed(header).cover?.url).toBe(url)
  })

  it.each([
    ['a switch', 'cover: true'],
    ['a colour', 'banner: "linear-gradient(90deg, #fff/1, #000)"'],
    ['data', 'image: data:image/png;base64,AAAA.png'],
    ['a badge', 'image: https://img.shields.io/npm/v/x.svg'],
    ['a tag that the generator fills', 'image: "{{ page.x }}/c.png"'],
  ])('is never %s', (_what, header) => {
    expect(headed(header).cover).toBeUndefined()
  })

  it.each([
    ['HTML', '<p align="center">\n  <img src="https://a.org/c.png" alt="C">\n</p>\n\nText.', 'C'],
    ['HTML behind badges', '![b](https://a.org/badge.svg)\n\n<img src="https://a.org/c.png" alt="C"/>', 'C'],
    [
      'HTML with a pixel',
      '<img src="https://a.org/p" width="1"><img src="https://a.org/c.png" alt="C">',
      'C',
    ],
  ])('is a picture in %s', (_where, body, alt) => {
    expect(digest(body).cover).toEqual({ url: 'https://a.org/c.png', alt })
  })
})
