import { describe, expect, it } from 'vitest'
import { inlineImages } from '../../../src/inbox/html/inline-images.ts'
import { withoutLinkElements } from '../../../src/inbox/html/links-ahead.ts'
import { hasRemoteContent } from '../../../src/inbox/html/remote-content.ts'

const part = (contentId: string, type: string, text: string) => ({
  contentId,
  type,
  content: Buffer.from(text),
})

describe('inlineImages', () => {
  const parts = [part('logo@x', 'image/png', 'png'), part('evil', 'text/html', '<script>')]
  it.each([
    ['<img src="cid:logo@x" alt=a>', '<img src="data:image/png;base64,cG5n" alt=a>'],
    ['<img src=CID:logo%40x>', '<img src="data:image/png;base64,cG5n">'],
    ['<td style="background:url(cid:logo@x)">', '<td style="background:url(data:image/png;base64,cG5n)">'],
    [
      '<style>a{background:url("cid:logo@x")}</style>',
      '<style>a{background:url("data:image/png;base64,cG5n")}</style>',
    ],
    ['<img src="cid:unknown">', '<img src="cid:unknown">'],
    ['<img src="cid:evil">', '<img src="cid:evil">'],
    ['<a href="cid:logo@x">cid:logo@x</a>', '<a href="cid:logo@x">cid:logo@x</a>'],
  ])('makes %s into %s', (html, expected) => {
    expect(inlineImages(html, parts)).toBe(expected)
  })

  it('stops before a picture that is shown a thousand times fills the memory', () => {
    const large = [part('a', 'image/png', 'x'.repeat(1024 * 1024))]
    expect(inlineImages('<img src="cid:a">'.repeat(1000), large).length).toBeLessThan(64 * 1024 * 1024)
  })
})

describe('hasRemoteContent', () => {
  it.each([
    ['<img src="https://a.org/b.png">', true],
    ['<img src="//a.org/b.png">', true],
    ['<img srcset="a.png, http://a.org/b.png 2x">', true],
    ['<td background="http://a.org/b.png">', true],
    ['<td style="background:url( \'https://a.org/b.png\')">', true],
    ['<style>@import "https://a.org/a.css";</style>', true],
    ['<link rel="stylesheet" href="https://a.org/a.css">', true],
    ['<a href="https://a.org/">https://a.org/b.png</a>', false],
    ['<img src="cid:a"><img src="data:image/png;base64,">', false],
    ['<!-- <img src="https://a.org/b.png"> -->', false],
  ])('of %s is %s', (html, expected) => {
    expect(hasRemoteContent(html)).toBe(expected)
  })

  it('is quick with a megabyte of open addresses', () => {
    for (const piece of ['url(', 'url( ', '@import ', ' '])
      expect(hasRemoteContent(`<style>${piece.repeat((1024 * 1024) / piece.length)}</style>`)).toBe(false)
  }, 10_000)
})

describe('withoutLinkElements', () => {
  it.each([
    '<link rel="preconnect" href="https://a.org">',
    '<svg><title><LINK rel=preconnect href="https://a.org"></title></svg>',
    '<!-- --!><link\nrel=dns-prefetch href="https://a.org"><!-- -->',
    '<link/rel=preload href="https://a.org">',
  ])('leaves no link in %s, wherever a browser sees it', html => {
    expect(withoutLinkElements(html)).not.toMatch(/<link[\s/>]/i)
  })

  it('leaves all else', () => {
    expect(withoutLinkElements('<linked> <a href="x">link</a>')).toBe('<linked> <a href="x">link</a>')
  })
})
