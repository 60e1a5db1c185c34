import { describe, expect, it } from 'vitest'
import { markdownToText } from '../../src/mail/text.ts'
import { writtenDays } from '../../src/mail/words.ts'

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
