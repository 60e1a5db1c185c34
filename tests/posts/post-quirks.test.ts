import { describe, expect, it } from 'vitest'
import type { Post } from '../../src/posts/post.ts'
import { readPost } from '../../src/posts/read-post.ts'

const read = (text: string | Uint8Array, path = 'x.md') => readPost(path, Buffer.from(text)) as Post
const withHeader = (header: string, path?: string) => read(`---\n${header}\n---\nText\n`, path)

describe('a file as people keep it', () => {
  it.each([
    ['title: 一周', '一周'],
    ['Title: 一周', '一周'],
    ['newstitle: 一周', '一周'],
    ['title: R&amp;D &mdash; <em>now</em>', 'R&D — now'],
    ['title: Vec<T> and a < b', 'Vec<T> and a < b'],
    ['title: "一周\u200B\u00A0\u3000总结"', '一周 总结'],
  ])('has the title of "%s"', (header, title) => {
    expect(withHeader(header)).toMatchObject({ title, titleFrom: 'header' })
  })

  it.each([
    ['an ATX heading', 'Text.\n\n# 一周 #\n'],
    ['an ATX heading without a space', '#一周\n'],
    ['a setext heading', '一周\n====\n\nText\n'],
    ['a setext heading of the second level', 'Text.\n\n一周\n----\n'],
    ['a heading with markup', '## **一周** {#week}\n'],
    ['a heading in HTML', '<h1 align="center">\n  一周\n</h1>\n'],
    ['a heading below a comment', '<!--\n# not this\n-->\n# 一周\n'],
    ['a heading below code', '```sh\n# not this\n```\n# 一周\n'],
    ['a heading below the list of contents', '## 目录\n\n- a\n\n## 一周\n'],
  ])('has the title of %s', (_name, text) => {
    expect(read(text)).toMatchObject({ title: '一周', titleFrom: 'heading' })
  })

  it.each([
    ['一、前言', '# 一、前言\n'],
    ['1. Background', '## 1. Background\n'],
    ['Introduction', '# Introduction\n'],
  ])('has no title in "%s", which is that of a part', (_name, text) => {
    expect(read(text, 'a-quiet-week.md')).toMatchObject({ title: 'a quiet week' })
  })

  it('has the title of its text where the header names that of the source', () => {
    expect(read('[#]: subject: (A week)\n\n一周\n====\n\nText\n')).toMatchObject({ title: '一周' })
    expect(read('[#]: subject: (A week)\n\nText\n')).toMatchObject({ title: 'A week' })
  })

  it.each([
    ['2026-01-16-a-quiet-week.md', 'a quiet week'],
    ['20260116-a_quiet_week.md', 'a quiet week'],
    ['a-quiet-week.zh.md', 'a quiet week'],
    ['a-quiet-week/index.md', 'a quiet week'],
    ['一周 总结.md', '一周 总结'],
  ])('has the title of its name %s', (path, title) => {
    expect(read('Text.\n', path)).toMatchObject({ title, titleFrom: 'file name' })
  })

  it.each([
    ['tags: [a, b]', ['a', 'b']],
    ['tags:\n  - a\n  - b', ['a', 'b']],
    ['tags: a, b', ['a', 'b']],
    ['tags: a，b、c', ['a', 'b', 'c']],
    ['tags: service mesh', ['service mesh']],
    ['tags:', []],
    ['tags: [a, ~, ""]', ['a']],
    ['tags: "#a, #b"', ['a', 'b']],
    ['topics: [a]', ['a']],
    ['taxonomy:\n  tag: [a]', ['a']],
    ['taxonomies:\n  tags: [a]', ['a']],
  ])('has a list of tags in "%s"', (header, tags) => {
    expect(withHeader(header).tags).toEqual(tags)
  })

  it.each([
    ['author: 某人', ['某人']],
    ['author: "[A Person](https://x.org/)"', ['A Person']],
    ['authors:\n  - name: A\n    url: https://x.org/\n  - b', ['A', 'b']],
    ['author: { name: A }', ['A']],
    ['author: { display_name: A }', ['A']],
    ['author: A https://x.org/a/', ['A']],
    ['author: "-"', []],
    ['authors: A, B, and C', ['A', 'B', 'C']],
    ['author: "[[A]]"', ['A']],
    ['author:', []],
  ])('has a list of authors in "%s"', (header, authors) => {
    expect(withHeader(header).authors).toEqual(authors)
  })

  it('has flat categories where they stand in one another', () => {
    expect(withHeader('categories:\n  - [Java, Spring]\n  - [Web]').categories).toEqual([
      'Java',
      'Spring',
      'Web',
    ])
  })

  it.each([
    ['draft: true', 'a draft'],
    ['Status: draft', 'marked as draft'],
    ['published: false', 'marked as not published'],
    ['hidden: true', 'marked as hidden'],
    ['unlisted: true', 'marked as hidden'],
    ['hide: true', 'marked as hidden'],
    ['dg-publish: false', 'marked as not published'],
    ['permalink: false', 'not written to its site'],
    ['article: false', 'marked as not listed'],
    ['_build:\n  list: false', 'marked as not listed'],
    ['password: secret', 'protected by a password'],
    ['layout: tags', 'a page by its layout ("tags"), not a post'],
  ])('is hidden by "%s"', (header, hidden) => {
    expect(withHeader(header)).toMatchObject({ hidden })
  })

  it('is hidden in a folder of drafts', () => {
    expect(read('Text', '_drafts/x.md')).toMatchObject({ hidden: 'in a folder of drafts' })
  })

  it.each([
    ['of a dated author page, which is a post', 'authors/x.md', 'date: 2026-01-16'],
    ['of a post about a change log', 'changelog.md', 'date: 2026-01-16'],
    ['of a layout for posts', 'x.md', 'layout: post'],
    ['of a name that only posts have', '2026-01-16-x.md', 'layout: archive'],
  ])('is not hidden because %s', (_name, path, header) => {
    expect(withHeader(header, path)).not.toHaveProperty('hidden')
  })

  it.each([
    ['zh-CN', '一周之内，云原生领域有三件事。我们来看看这个问题。\n', 'x.md'],
    ['zh-TW', '這個問題對我們來說很重要，讓我們學習這種電腦資訊。\n', 'x.md'],
    ['ja', 'これは今週のニュースについての記事です。ぜひお読みください。\n', 'x.md'],
    ['ko', '이번 주 소식을 전해 드립니다. 많은 관심 부탁드립니다. 감사합니다.\n', 'x.md'],
    ['es', 'Los cambios de la semana para una nube con el nuevo plan del equipo.\n', 'x.md'],
    [
      'zh-CN',
      '![](https://x.org/a-very-long-address/of/a/picture.png)\n一周之内有三件事，我们来看。\n',
      'x.md',
    ],
    ['fr', 'Trois choses se sont passées cette semaine, et les voici toutes.\n', 'fr/x.md'],
    ['zh-CN', '一周之内，云原生领域有三件事。我们来看看这个问题。\n', 'en/x.md'],
    ['en', 'Three things happened this week, and all of them matter.\n', 'posts/it/x.md'],
  ])('is in %s', (language, text, path) => {
    expect(read(text, path)).toMatchObject({ language })
  })

  it('is read whatever its name', () => {
    const paths = ['a b/一周 总结.md', `${'x'.repeat(200)}.md`, 'émoji 🎉.md', '100% "quoted".md']
    for (const path of paths) expect(read('# T\n', path)).toMatchObject({ path, title: 'T' })
  })
})
