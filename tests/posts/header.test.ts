import { describe, expect, it } from 'vitest'
import { textAt } from '../../src/posts/headers/header.ts'
import { readHeader } from '../../src/posts/headers/read-header.ts'

const titled = { title: 'A title', date: '2026-01-16' }

describe('readHeader', () => {
  it.each([
    ['YAML', '---\ntitle: A title\ndate: 2026-01-16\n---\nBody\n', 'yaml'],
    ['YAML that names itself', '---yaml\ntitle: A title\ndate: 2026-01-16\n---\nBody\n', 'yaml'],
    ['TOML', '+++\ntitle = "A title"\ndate = 2026-01-16\n+++\nBody\n', 'toml'],
    ['JSON', '{\n  "title": "A title",\n  "date": "2026-01-16"\n}\nBody\n', 'json'],
    ['an HTML comment', '<!--\ntitle: A title\ndate: 2026-01-16\n-->\nBody\n', 'comment'],
    ['a comment below blank lines', '\n\n<!--\ntitle: A title\ndate: 2026-01-16\n-->\nBody\n', 'comment'],
  ])('reads %s', (_name, text, format) => {
    const { header, body, warnings } = readHeader(text)
    expect({ format: header.format, values: header.values, body, warnings }).toEqual({
      format,
      values: titled,
      body: 'Body\n',
      warnings: [],
    })
  })

  it.each([
    ['no header', 'Just text\n'],
    ['a rule at the top', '---\n\nText between rules\n\n---\n'],
    ['a remark at the top', '<!-- more -->\nText\n'],
    ['a template tag at the top', '{% include a.html %}\nText\n'],
    ['a rule with words', '--- a title ---\nText\n---\n'],
  ])('takes %s for text', (_name, text) => {
    expect(readHeader(text)).toMatchObject({ header: { format: 'none' }, body: text })
  })

  it('never runs a header that is code', () => {
    for (const language of ['js', 'javascript', 'coffee'])
      expect(() => readHeader(`---${language}\n{ title: process.exit(3) }\n---\nBody`)).toThrow(
        /line 1: .*code/,
      )
  })

  it('keeps values as they were written', () => {
    const { header } = readHeader(
      '---\ndate: 2026-01-16 23:30:00 +0800\nversion: 1.10\ntitle: 2024\ndraft: yes\n---\n',
    )
    expect(header.values).toEqual({
      date: '2026-01-16 23:30:00 +0800',
      version: '1.10',
      title: '2024',
      draft: 'yes',
    })
  })

  it('reads a broken YAML header key by key, and says where it is broken', () => {
    const { header, warnings } = readHeader(
      '---\ntitle: "成为AI"操作系统"与我们"\ndate: 2026-01-16\ntags:\n  - ai\n---\nBody',
    )
    expect(header.values).toEqual({ title: '成为AI"操作系统"与我们', date: '2026-01-16', tags: ['ai'] })
    expect(warnings).toEqual([expect.stringMatching(/^line 2: the header is not valid YAML/)])
  })

  it('lets the last of two equal keys win', () => {
    const { header, warnings } = readHeader('---\ntitle: first\ntitle: last\n---\n')
    expect(header.values.title).toBe('last')
    expect(warnings[0]).toMatch(/^line 3: .*duplicated/)
  })

  it('reads a broken TOML header key by key', () => {
    const { header, warnings } = readHeader('+++\ntitle = "A title"\ndate = 2026-99-16\n+++\nBody')
    expect(header.values).toEqual({ title: 'A title', date: '2026-99-16' })
    expect(warnings[0]).toMatch(/^line 3: the header is not valid TOML/)
  })

  it('reads a header that is never closed as text, with a warning', () => {
    const { body, warnings } = readHeader('---\ntitle: A title\n\nText')
    expect(body).toContain('Text')
    expect(warnings).toEqual([expect.stringMatching(/^line 1: .*never closed/)])
  })

  it('finds keys in any case and skips empty ones', () => {
    const { header } = readHeader('---\nTitle: A title\nsummary:\ndescription: ~\nexcerpt: Short\n---\n')
    expect(textAt(header, ['title'])).toBe('A title')
    expect(textAt(header, ['summary', 'description', 'excerpt'])).toBe('Short')
  })
})
