import { describe, expect, it } from 'vitest'
import { readPost } from '../../src/posts/read-post.ts'

const read = (text: string | Uint8Array, path = 'posts/a-quiet-week.md') => readPost(path, Buffer.from(text))

describe('readPost', () => {
  it.each([
    [
      'Markdown in its header',
      '---\ntitle: "**Five** uses of `a*b*c` in [Go](https://go.dev)"\n---\n',
      'Five uses of a*b*c in Go',
    ],
    ['its header', '---\ntitle: "  From  the header "\n---\n# Heading\n', 'From the header'],
    ['its first heading', 'Text first.\n\n# The *heading* of it\n', 'The heading of it'],
    ['a setext heading', 'The heading\n===========\n\nText\n', 'The heading'],
    ['a heading, not a comment in code', '```sh\n# not a heading\n```\n\n## A heading\n', 'A heading'],
    ['its file name', 'Only text.\n', 'a quiet week'],
  ])('takes the title from %s', (_from, text, title) => {
    expect(read(text)).toMatchObject({ title })
  })

  it('reads CRLF, a byte-order mark and UTF-16', () => {
    const text = '---\r\ntitle: 一周\r\n---\r\nText\r\n'
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    for (const bytes of [Buffer.from(text), Buffer.from(`\uFEFF${text}`), utf16]) {
      expect(read(bytes)).toMatchObject({ title: '一周', warnings: [] })
      expect(read(bytes)).toMatchObject({ body: 'Text\n' })
    }
  })

  it('warns about bytes that are not UTF-8 and keeps the post', () => {
    const bytes = Buffer.concat([Buffer.from('# Title\n\n'), Buffer.from([0xff, 0xfe, 0x41])])
    expect(read(bytes)).toMatchObject({
      title: 'Title',
      warnings: [expect.stringContaining('not valid UTF-8')],
    })
  })

  it.each([
    ['empty', ' \n\n'],
    ['not text: it has NUL bytes, as binary files do', new Uint8Array([1, 0, 2])],
    [
      'line 1: the header is code, which Masthead never runs; write it in YAML, TOML or JSON',
      '---js\n{}\n---\nText',
    ],
  ])('gives the reason for a file that is %s', (reason, text) => {
    expect(read(text)).toEqual({ path: 'posts/a-quiet-week.md', reason })
  })

  it('always has lists of categories and tags', () => {
    const post = read('---\ncategories: cloud\ntags: a, b，c\n---\nText')
    expect(post).toMatchObject({ categories: ['cloud'], tags: ['a', 'b', 'c'] })
    expect(read('---\ntags:\n---\nText')).toMatchObject({ categories: [], tags: [] })
  })

  it.each([
    ['zh-CN', '---\ntitle: x\n---\n一周之内，云原生领域有三件事。\n', 'x.md'],
    ['en', 'Three things happened this week.\n', 'x.md'],
    ['zh-TW', '---\nlang: zh-Hant\n---\nText\n', 'x.md'],
    ['zh-CN', 'Text\n', 'x.zh.md'],
  ])('knows a post in %s', (language, text, path) => {
    expect(read(text, path)).toMatchObject({ language })
  })

  it.each([
    '>'.repeat(10_000),
    '- '.repeat(3000),
    '['.repeat(10_000),
    '*'.repeat(10_000),
    '1. '.repeat(5000),
  ])('survives nesting that no writer means', deep => {
    expect(read(`${deep} text\n\nMore.\n`)).toMatchObject({ title: 'a quiet week' })
  })

  it.each([
    'README.md',
    'README.zh-CN.md',
    'x/_index.md',
    'index.md',
    '404.md',
    'authors/x.md',
    'tags/x.md',
    'archetypes/x.md',
  ])('knows %s for a page and no post', path => {
    expect(read('---\ntitle: x\n---\nText', path)).toMatchObject({
      hidden: expect.stringMatching(/not a post/),
    })
  })

  it.each(['2026/a.markdown', 'posts/a/index.md', 'a.MDX'])('knows %s for a post', path => {
    expect(read('Text', path)).not.toHaveProperty('hidden')
  })
})
