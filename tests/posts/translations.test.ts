import { describe, expect, it } from 'vitest'
import type { Post } from '../../src/posts/post.ts'
import { readPost } from '../../src/posts/read-post.ts'
import { joinTranslations } from '../../src/posts/translations.ts'

const english = 'Three things happened this week, and all of them matter to us.\n'
const chinese = '一周之内，云原生领域有三件事，我们来看看这些问题。\n'
const aFile = (path: string, text: string) => readPost(path, Buffer.from(text)) as Post

const taken = (language: string, files: readonly Post[]) =>
  joinTranslations(files, language, post => !post.hidden)
    .filter(post => !('hidden' in post))
    .map(({ path }) => path)

describe('translations of one post', () => {
  it.each([
    ['x.en.md', 'x.zh.md'],
    ['x.md', 'x.zh-cn.md'],
    ['a/index.md', 'a/index.zh.md'],
    ['en/blog/x.md', 'zh/blog/x.md'],
    ['_posts/en/x-en.md', '_posts/zh/x-zh.md'],
    ['content/en/blog/x.md', 'content/zh-CN/blog/x.md'],
    ['blog/x.md', 'i18n/zh/docusaurus-plugin-content-blog/x.md'],
    ['docs/x.md', 'i18n/zh-Hans/docusaurus-plugin-content-docs/current/x.md'],
    ['x.origin.md', 'x.translated.md'],
    ['x-en.md', 'x.mdx'],
  ])('such as %s and %s are one post, in the language of the newsletter', (inEnglish, inChinese) => {
    const files = [aFile(inEnglish, english), aFile(inChinese, chinese)]
    expect(taken('en', files)).toEqual([inEnglish])
    expect(taken('zh-CN', files)).toEqual([inChinese])
  })

  it('are found by their translation key', () => {
    const header = '---\ntranslationKey: week\n---\n'
    const files = [aFile('a.md', header + english), aFile('b.md', header + chinese)]
    expect(taken('zh-CN', files)).toEqual(['b.md'])
  })

  it('are found by a common name, where each says its language', () => {
    const inLanguage = (path: string, lang: string, text: string) =>
      aFile(path, `---\nlang: ${lang}\nref: week\n---\n${text}`)
    expect(taken('zh-CN', [inLanguage('a.md', 'en', english), inLanguage('b.md', 'zh', chinese)])).toEqual([
      'b.md',
    ])
  })

  it('are told in English where the language of the newsletter is not among them', () => {
    const files = [
      aFile('x.ja.md', 'これは今週のニュースについての記事です。ぜひお読みください。\n'),
      aFile('x.en.md', english),
    ]
    expect(taken('zh-CN', files)).toEqual(['x.en.md'])
  })

  it('are told in the other language while one is a draft', () => {
    const files = [aFile('x.en.md', english), aFile('x.zh.md', `---\ndraft: true\n---\n${chinese}`)]
    expect(taken('zh-CN', files)).toEqual(['x.en.md'])
  })

  it('lend one another the day', () => {
    const files = [aFile('x.en.md', `---\ndate: 2026-01-16\n---\n${english}`), aFile('x.zh.md', chinese)]
    expect(joinTranslations(files, 'zh-CN', () => true)[1]).toMatchObject({
      date: { day: '2026-01-16', from: 'translation' },
      translations: ['x.en.md'],
    })
  })

  it.each([
    [['x.md', 'y.zh.md']],
    [['a/x.md', 'b/x.md']],
    [['it/intro.md', 'intro.md']],
    [['x.md', 'x.mdx']],
  ])('are not what %j are', paths => {
    expect(
      taken(
        'en',
        paths.map(path => aFile(path, english)),
      ),
    ).toEqual(paths)
  })
})
