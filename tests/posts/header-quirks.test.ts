import { describe, expect, it } from 'vitest'
import { readHeader } from '../../src/posts/headers/read-header.ts'

const values = (text: string) => readHeader(text).header.values

describe('a header as people write it', () => {
  it.each([
    ['YAML', '---\ntitle: 一周\n---\nText\n', 'yaml'],
    ['YAML between CRLF lines, already made LF', '---\ntitle: 一周\n---\nText\n', 'yaml'],
    ['TOML', '+++\ntitle = "一周"\n+++\nText\n', 'toml'],
    ['TOML with a remark behind its fence', '+++# a remark\ntitle = "一周"\n+++\nText\n', 'toml'],
    ['TOML with its name and a remark', '+++ toml # a remark\ntitle = "一周"\n+++\nText\n', 'toml'],
    ['JSON between fences, with a remark', '--- json # a remark\n{ "title": "一周" }\n---\nText\n', 'json'],
    ['JSON', '{ "title": "一周" }\nText\n', 'json'],
    ['YAML under blank lines', '\n\n---\ntitle: 一周\n---\nText\n', 'yaml'],
    ['YAML under a remark', '<!-- markdownlint-disable -->\n---\ntitle: 一周\n---\nText\n', 'yaml'],
    ['an HTML comment', '<!--\ntitle: 一周\n-->\nText\n', 'comment'],
    ['an HTML comment on one line', '<!-- title: 一周 -->\nText\n', 'comment'],
    ['an HTML comment with indented keys', '\n<!-- title: 一周\n     tags: a -->\nText\n', 'comment'],
    ['a comment in the manner of Nikola', '<!--\n.. title: 一周\n.. slug: x\n-->\nText\n', 'comment'],
    ['lines such as "Title: x"', 'Title: 一周\nDate: 2026-01-16\n\nText\n', 'lines'],
    ['lines above a rule', 'title: 一周\ntags:\n- a\n---\nText\n', 'lines'],
    ['lines in the manner of Nikola', '.. title: a: 一周\n.. slug: x\n\nText\n', 'lines'],
    [
      'references that nothing refers to',
      '[#]: subject: (一周)\n[#]: via: (https://x.org/)\n\nText\n',
      'reference',
    ],
    [
      'a quoted list',
      '> * 原文地址：[一周](https://x.org/a)\n> * 译者：[某人](https://x.org/b)\n\nText\n',
      'quote',
    ],
    [
      'export const meta',
      "import { a } from '@/a'\n\nexport const meta = {\n  title: '一周',\n  authors: [a],\n}\n\nText\n",
      'meta',
    ],
    ['none', 'Text\n', 'none'],
  ])('is read from %s', (_name, text, format) => {
    const { header, body, warnings } = readHeader(text)
    expect({ format: header.format, body: body.trim(), warnings }).toEqual({
      format,
      body: 'Text',
      warnings: [],
    })
    if (format !== 'none') expect(JSON.stringify(header.values)).toContain('一周')
  })

  it.each([
    [
      'a quotation mark inside a quoted title',
      '---\ntitle: "成为AI"操作系统"与我们"\ndate: 2026-01-16\n---\n',
      { title: '成为AI"操作系统"与我们', date: '2026-01-16' },
    ],
    ['two equal keys: the last one wins', '---\ntags: a\ntags: b\n---\n', { tags: 'b' }],
    [
      'a colon in a title',
      '---\ntitle: Kubernetes: what is new\ndate: 2026-01-16\n---\n',
      { title: 'Kubernetes: what is new', date: '2026-01-16' },
    ],
    [
      'a quoted value that goes on without indent',
      '---\ntitle: "one\ntwo"\ndate: 2026-01-16\n---\n',
      { title: 'one two', date: '2026-01-16' },
    ],
    ['a tab before a value', '---\ntitle:\t一周\n---\n', { title: '一周' }],
    [
      'a value that begins with @',
      '---\ntitle: @scope/package\ndate: 2026-01-16\n---\n',
      { title: '@scope/package', date: '2026-01-16' },
    ],
    [
      'tabs before keys',
      '---\n\ttitle: 一周\n\tdate: 2026-01-16\n---\n',
      { title: '一周', date: '2026-01-16' },
    ],
    ['a remark behind the fence', '--- # of ours\ntitle: 一周\n---\n', { title: '一周' }],
    [
      'a full-width colon',
      '---\ntitle：一周\ndate: 2026-01-16\n---\n',
      { title: '一周', date: '2026-01-16' },
    ],
    [
      'no space after the colon',
      '---\ntitle:一周\ndate: 2026-01-16\n---\n',
      { title: '一周', date: '2026-01-16' },
    ],
  ])('is read in spite of %s', (_name, text, expected) => {
    expect(values(text)).toEqual(expected)
  })

  it('is read from several comments, one below the other', () => {
    const { header, body } = readHeader(
      '<!-- title: 一周 -->\n\n<!-- date: 2026-01-16 -->\n<!-- more -->\nText\n',
    )
    expect({ values: header.values, body }).toEqual({
      values: { title: '一周', date: '2026-01-16' },
      body: '<!-- more -->\nText\n',
    })
  })

  it('has lists in lines, in every way of writing them', () => {
    expect(values('title: x\ntags: [a, b]\nauthors:\n-c\n- d\ncategories: []\n---\nText\n')).toMatchObject({
      tags: ['a', 'b'],
      authors: ['c', 'd'],
      categories: [],
    })
    expect(values("title: x\ntags: [a, 'b, c']\n---\nText\n")).toMatchObject({ tags: ['a', 'b, c'] })
    expect(values('---\ntitle: @x\ntags:\n- a\n-b\n---\n')).toMatchObject({ tags: ['a', 'b'] })
  })

  it.each([
    ['prose with a colon in it', 'Note: this is text\n'],
    ['a quotation', '> Somebody said: something\n> and more\n'],
    ['a rule above text', '---\n\nText between rules\n\n---\n'],
    ['a link reference', '[a]: https://x.org/\n\nText\n'],
    ['code that is exported', 'export const a = { title: 1 }\n'],
    ['an export below text', "Text\n\nexport const meta = { title: 'x' }\n"],
  ])('is not seen in %s', (_name, text) => {
    expect(readHeader(text)).toMatchObject({ header: { format: 'none' }, body: text })
  })

  it('never runs what stands in export const meta', () => {
    const text =
      "export const meta = { title: 'x', date: new Date('2026-01-16'), a: process.exit(3), [b()]: 1 }\n"
    expect(values(text)).toEqual({ title: 'x', date: '2026-01-16', a: '' })
  })

  it('is bounded where anchors repeat one another', () => {
    const lines = Array.from(
      { length: 40 },
      (_, at) => `a${at}: &a${at} [${at ? `*a${at - 1}, *a${at - 1}` : 'x'}]`,
    )
    expect(JSON.stringify(values(`---\n${lines.join('\n')}\n---\n`)).length).toBeLessThan(200_000)
  })
})
