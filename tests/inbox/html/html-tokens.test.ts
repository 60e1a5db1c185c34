import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HtmlToken, htmlTokens } from '../../../src/inbox/html/html-tokens.ts'

const shape = (html: string) => (token: HtmlToken) =>
  token.kind === 'open'
    ? `<${token.name}${token.attributes.map(({ name, value }) => ` ${name}=${value}`).join('')}>`
    : `${token.kind}:${html.slice(token.start, token.end)}`

describe('htmlTokens', () => {
  it.each([
    ['a<b>c</b>', ['text:a', '<b>', 'text:c', 'close:</b>']],
    ['<A HREF="x&amp;y" b=\'2\' c=3 d>', ['<a href=x&y b=2 c=3 d=>']],
    ['<p title="a>b">c', ['<p title=a>b>', 'text:c']],
    ['<style>a<b></style >c', ['<style>', 'raw:a<b>', 'close:</style >', 'text:c']],
    ['<!-- <p> --><!doctype html>', ['comment:<!-- <p> -->', 'comment:<!doctype html>']],
    ['<!-->a', ['comment:<!-->', 'text:a']],
    ['a < b', ['text:a <', 'text: b']],
    ['<p style="x', ['<p style=>']],
    ['<br/>a', ['<br>', 'text:a']],
  ])('cuts %s', (html, expected) => {
    expect([...htmlTokens(html)].map(shape(html))).toEqual(expected)
  })

  it('leaves out nothing, whatever it reads', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '=',
      ' ',
      '/',
      '!--',
      '-->',
      'style',
      'p',
      '&',
      '\n',
      '人',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
        const html = pieces.join('')
        expect([...htmlTokens(html)].map(({ start, end }) => html.slice(start, end)).join('')).toBe(html)
      }),
      { numRuns: 500 },
    )
  })

  it.each(['<', '<a ', '<a b="', "<a b='", '<!--', '<style>', 'a', '<a b= ', ' ', '<p =', '</', '<a/'])(
    'is quick with a megabyte of %s',
    piece => {
      expect([...htmlTokens(piece.repeat((1024 * 1024) / piece.length))].length).toBeGreaterThan(0)
    },
    10_000,
  )
})
