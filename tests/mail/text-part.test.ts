import fc from 'fast-check'
import stringWidth from 'fast-string-width'
import { describe, expect, it } from 'vitest'
import { markdownToText as textOf } from '../../src/mail/text/markdown-text.ts'
import { wrapText } from '../../src/mail/text/wrap-text.ts'
import { writtenDays } from '../../src/mail/words.ts'

const markdownToText = (markdown: string) => textOf(markdown, { site: {}, linkTo: url => url })

describe('markdownToText', () => {
  it('numbers links and puts their addresses below', () => {
    expect(
      markdownToText('See [one](https://a.org/1), [two](https://b.org/2) and [one](https://a.org/1).'),
    ).toBe('See one [1], two [2] and one [1].\n\n[1] https://a.org/1\n[2] https://b.org/2')
  })

  it('leaves an address that is its own text', () => {
    expect(markdownToText('<https://a.org/1>')).toBe('https://a.org/1')
  })

  it('has lists, quotes, code and no markup', () => {
    expect(markdownToText('- **a** `b`\n- c\n\n1. x\n\n> q\n\n```\n  code\n```\n')).toBe(
      '- a b\n- c\n\n1. x\n\n> q\n\n      code',
    )
  })

  it('has footnotes that it refers to, and no other', () => {
    expect(markdownToText('A[^n].\n\n[^n]: A note.\n\n[^m]: Of another text.')).toBe('A[^n].\n\n[^n] A note.')
  })

  it('resolves reference links', () => {
    expect(markdownToText('See [one][a].\n\n[a]: https://a.org/1')).toBe(
      'See one [1].\n\n[1] https://a.org/1',
    )
  })
})

describe('a text part', () => {
  it('says of HTML what it shows', () => {
    expect(markdownToText('a <b>bold</b><br>line <script>alert(1)</script>')).toBe('a bold\nline')
    expect(markdownToText('<details><summary>More</summary><p>Text</p></details>')).toBe('More\n\nText')
    expect(markdownToText('<img src="x.png" alt="A chart">')).toBe('[A chart]')
  })

  it('names no address that leads nowhere', () => {
    expect(markdownToText('[a](/x) [b](#y) [c](javascript:alert(1))')).toBe('a b c')
    expect(markdownToText('<m@a.org>')).toBe('m@a.org')
  })

  it('has tables in columns, a Chinese character being two wide', () => {
    expect(markdownToText('| 版本 | b |\n|---|---|\n| 1 | 二 |')).toBe('版本 | b\n1    | 二')
  })
})

it('wraps the rows of a table that is wider than a line', () => {
  const cell = 'words '.repeat(10).trim()
  const text = markdownToText(`| a | b |\n|---|---|\n| ${cell} | ${cell} |`)
  expect(text).toMatch(/^a \| b\n\nwords/)
  for (const line of text.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(72)
})

describe('wrapText', () => {
  it('counts two columns for a Chinese character', () => {
    expect(wrapText('一二三四五六', 6)).toBe('一二三\n四五六')
    expect(wrapText('one two three', 8)).toBe('one two\nthree')
  })

  it('begins no line with a stop, and ends none with an opening bracket', () => {
    expect(wrapText('一二三，四五', 6)).toBe('一二\n三，四\n五')
    expect(wrapText('一二（三四）', 6)).toBe('一二\n（三\n四）')
  })

  it('breaks no address, and keeps the number of a link with its words', () => {
    const url = 'https://example.org/a/very/long/path?with=query&and=more'
    expect(wrapText(`见 ${url} 这里`, 10)).toBe(`见\n${url}\n这里`)
    expect(wrapText('see one [1], two [2]', 14)).toBe('see one [1],\ntwo [2]')
  })

  it('loses nothing but spaces, and keeps to the width wherever a line can break', () => {
    const piece = fc.constantFrom(
      '中',
      '文，',
      'word',
      ' ',
      '  ',
      '“',
      '”',
      '（',
      '。',
      'https://a.org/x ',
      '😀',
      '\n',
      '-',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
        const text = pieces.join('')
        const wrapped = wrapText(text, 20)
        expect(wrapped.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
        for (const line of wrapped.split('\n'))
          if (stringWidth(line) > 20) expect(line).toMatch(/https:|[“”（。-]/)
      }),
    )
  })
})

describe('writtenDays', () => {
  it.each([
    ['en', '2026-01-12', '2026-01-18', /^January 12 – 18, 2026$/],
    ['zh-CN', '2026-01-12', '2026-01-18', /^2026年1月12日—18日$/],
    ['zh-CN', '2026-01-26', '2026-02-01', /^2026年1月26日—2月1日$/],
    ['zh-TW', '2025-12-29', '2026-01-04', /^2025年12月29日—2026年1月4日$/],
    ['zh-CN', '2026-01-12', '2026-01-12', /^2026年1月12日$/],
  ] as const)('in %s, %s to %s', (language, from, to, written) => {
    expect(writtenDays({ from, to }, language).replaceAll(/\s/g, ' ')).toMatch(written)
  })
})
