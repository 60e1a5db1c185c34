import { describe, expect, it } from 'vitest'
import { digestPost } from '../../../src/digest/digest-post.ts'
import { sourcesOf } from '../../../src/digest/sources/post-sources.ts'
import { storiesOf } from '../../../src/digest/stories.ts'
import { contentFolders } from '../../../src/posts/content/content-folders.ts'
import { published } from '../../../src/posts/content/publication.ts'
import { parsePost } from '../../../src/posts/markdown/markdown.ts'
import { startOfPost } from '../../../src/posts/markdown/tame-markdown.ts'
import { isPost } from '../../../src/posts/post.ts'
import { readPost } from '../../../src/posts/read-post.ts'

function digest(text: string, site = {}) {
  const post = readPost('x.md', Buffer.from(text))
  if (!isPost(post)) throw new Error(post.reason)
  const [folder] = contentFolders(['content'], '/')
  return digestPost(folder ? published(post, { folder, site }) : post)
}

const titles = (text: string) => digest(text).sources.map(({ title }) => title)

describe('the title of a source', () => {
  it.each([
    ['the text of its link', 'Source: [A title](https://a.org/1)', 'A title'],
    ['Chinese text', '来源：[标题](https://a.org/1)', '标题'],
    ['a number of an issue', 'Source: [#8497](https://a.org/1)', '#8497'],
    ['the title beside "原文"', '译自：《慢网络》（[原文](https://a.org/1)）', '慢网络'],
    ['the words beside an address', 'Source: Valley Times, https://a.org/1', 'Valley Times'],
    [
      'the words before an address in a list',
      'Text.\n\n## References\n\n1. The docs: https://a.org/1',
      'The docs',
    ],
    ['another link to the page', 'See [the report](https://a.org/1).\n\nvia: https://a.org/1', 'the report'],
    [
      'the words in quotation marks above an address',
      'Text.[^1]\n\n[^1]:\n    Jane Doe. "Parsing for all." *Journal of Logs*, 2025.\n    https://a.org/1',
      'Parsing for all',
    ],
    [
      'the slanted words of a reference',
      'Text.\n\n## References\n\n1. Jane, J. *Parsing*. 2024. <https://a.org/1>',
      'Parsing',
    ],
    ['its site, and no slanted word', 'Source: a *very* long report, at <https://a.org/1>', 'a.org'],
    ['its site, and no "and"', 'Source: and <https://a.org/1>', 'a.org'],
    ['its site, for an address', 'Source: <https://www.a.org/1>', 'a.org'],
    ['its site, for "here"', 'This post was originally published [here](https://a.org/1).', 'a.org'],
    ['its site, for nothing', 'Source: [ ](https://a.org/1)', 'a.org'],
    ['its site, and not an author', 'via: https://a.org/1\n\n作者：[Kim](https://a.org/1)', 'a.org'],
    [
      'what the header calls it',
      '---\nsource: https://a.org/1\nsource_title: A title\n---\nText.',
      'A title',
    ],
    [
      'what a map in the header calls it',
      '---\nsources:\n  - title: A title\n    url: https://a.org/1\n---\nText.',
      'A title',
    ],
  ])('is %s', (_what, text, title) => {
    expect(titles(text)).toEqual([title])
  })
})

it('gives a last source behind "and" the name of its site', () => {
  expect(titles('Sources: [One](https://a.org/1), [Two](https://b.org/2) and <https://c.org/3>')).toEqual([
    'One',
    'Two',
    'c.org',
  ])
  expect(titles('来源：[一](https://a.org/1) 和 <https://c.org/3>')).toEqual(['一', 'c.org'])
})

describe('the link of a post without a permalink', () => {
  it('is the address that it calls its own, before that of the original', () => {
    expect(digest('首发于：https://a.org/1\n\n正文。\n\nvia: https://b.org/2\n')).toMatchObject({
      link: 'https://a.org/1',
      origin: { url: 'https://b.org/2' },
      sources: [{ url: 'https://b.org/2' }],
    })
  })

  it('is no address of a story', () => {
    const story = (name: string) => `## ${name}\n\nText of it.\n\nSource: https://${name}.org/1\n\n`
    const header = '---\ntitle: T\nsource: https://c.org/3\n---\n'
    expect(digest(header + story('a') + story('b'))).toMatchObject({ sources: [{ url: 'https://c.org/3' }] })
    expect(digest(header + story('a') + story('b')).link).toBeUndefined()
  })
})

it('takes a canonical address on another host than the site for the original', () => {
  const text = '---\ncanonical_url: https://b.org/x/\n---\nText.\n'
  expect(digest(text, { url: 'https://a.org/' }).origin?.url).toBe('https://b.org/x/')
  expect(digest(text, { url: 'https://www.b.org/' }).sources).toEqual([])
})

it('keeps a story whose label names a home page, without that source', () => {
  const { stories } = digest(
    '# T\n\n## A\n\nText of A.\n\nSource: [Tool](https://tool.org/)\n\n## B\n\nText of B.\n\nSource: [News title of the day](https://b.org/news/)\n',
  )
  expect(stories.map(({ sources }) => sources.map(({ url }) => url))).toEqual([[], ['https://b.org/news/']])
})

describe('finding sources in a megabyte of one thing takes less than a second', () => {
  it.each([
    'Source: ',
    'Source: [a](https://a.org/1), ',
    '- via: https://a.org/1\n',
    'https://a.org/?utm_source=a&',
    '来源：https://a.org/1（x）',
    '（via ',
    '[^1]: https://a.org/1\n\n[^1]\n\n',
    '## References\n\n- [a](https://a.org/1)\n\n',
    '<a href="https://a.org/1">a</a>',
    '<a href="https://a.org/1">',
    'This post was published on [a](https://a.org/1). ',
    '*Jo. Originally published on [a](https://a.org/1).* ',
    'This is a ',
    'Jo is. Jo is.   ',
    '![](https://a.org/1.png)\n\nText. Source: [Photo gallery](https://a.org/images/1)\n\n',
    '[^1]: *A*. "B."\n    https://a.org/1\n\n[^1]\n\n',
  ])('%j', token => {
    const text = token.repeat(Math.ceil(1_000_000 / token.length))
    const post = readPost('x.md', Buffer.from(`Text.\n\n${text}`))
    if (!isPost(post)) throw new Error(post.reason)
    const root = parsePost(startOfPost(post.body))
    const started = process.cpuUsage()
    sourcesOf(post, root, storiesOf(root).stories)
    const { user, system } = process.cpuUsage(started)
    expect((user + system) / 1e6).toBeLessThan(1)
  })
})
