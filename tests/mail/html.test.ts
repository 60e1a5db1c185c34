import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markdownToHtml, takeCover } from '../../src/mail/html.ts'
import { rendering } from './mail-settings.ts'

const html = (markdown: string, url?: string) =>
  markdownToHtml(markdown, url === undefined ? rendering : { ...rendering, site: { url } })

describe('markdownToHtml', () => {
  it('renders Markdown, tables and HTML that is harmless', () => {
    expect(html('A *word*, ~~gone~~ and <b>bold</b>.')).toBe(
      '<p>A <em>word</em>, <del>gone</del> and <b>bold</b>.</p>',
    )
    expect(html('| a | b |\n|---|---|\n| 1 | 2 |')).toContain('<td>1</td>')
  })

  it('marks the paragraph of sources', () => {
    for (const label of ['来源：', '來源：', 'Sources: ', 'Source: '])
      expect(html(`${label}[a](https://a.org/)`)).toMatch(/^<p class="sources">/)
  })

  it('makes addresses absolute, and keeps the text of a link that cannot be', () => {
    expect(html('[a](/x) ![b](c.png)', 'https://s.org/p/')).toBe(
      '<p><a href="https://s.org/x">a</a> <img src="https://s.org/p/c.png" alt="b"></p>',
    )
    expect(html('[a *b*](/x) ![b](c.png)')).toBe('<p>a <em>b</em> </p>')
    expect(html('<m@a.org> [x](mailto:m@a.org)')).toContain('href="mailto:m@a.org"')
  })

  it('lets the words of a table break only where it is wider than a phone', () => {
    const row = (cells: string[]) => `| ${cells.join(' | ')} |\n`
    const table = (...cells: string[]) => html(row(cells) + row(cells.map(() => '---')) + row(cells))
    expect(table('Version', 'Day', 'What changes in it, in many short words')).toMatch(/^<table>/)
    expect(table('版本号与很长的一句中文', '说明'.repeat(20))).toMatch(/^<table>/)
    expect(table('one', 'two', 'x'.repeat(40))).toMatch(/^<table class="wide">/)
    expect(table(...Array.from({ length: 10 }, () => 'words'))).toMatch(/^<table class="wide">/)
  })

  it('shows no picture whose address is none for mail', () => {
    const site = 'https://s.org/'
    for (const url of ['data:image/png;base64,AA', 'file:///etc/x.png', 'cid:x', 'javascript:x'])
      expect(html(`![alt](${url})`, site)).toBe('<p></p>')
  })

  it('keeps code as it is, but lets long lines of it wrap where <pre> would not', () => {
    expect(html('```\na\n    b\n```')).toBe('<pre><code>a\n    b\n</code></pre>')
    const long = 'x '.repeat(40)
    expect(html(`\`\`\`\na\n    ${long}y\n\`\`\``)).toBe(
      `<div class="code"><code>a<br>    ${long}y</code></div>`,
    )
  })

  it.each([
    '<script>alert(1)</script>',
    '<style>*{display:none}</style>',
    '<img src="https://a.org/x" onerror="alert(1)">',
    '[x](javascript:alert(1))',
    '<iframe src="https://a.org"></iframe>',
    '<a href="vbscript:x" style="position:fixed">x</a>',
    '<form action="https://a.org"><input name="x"></form>',
    '<svg onload=alert(1)>',
  ])('leaves nothing active of %s', hostile => {
    expect(html(`Before ${hostile} after\n\n${hostile}\n`)).not.toMatch(
      /<script|<style|onerror|onload|javascript:|vbscript:|<iframe|<form|<input|style=|<svg/i,
    )
  })

  it('shows footnotes below the text, without links into a page', () => {
    const out = html('A[^n] and B[^n].\n\n[^n]: A note.', 'https://s.org/')
    expect(out).toMatch(/^<p>A<sup>1<\/sup> and B<sup>1<\/sup>\.<\/p>\n<section[\s\S]*A note\./)
    expect(out).not.toMatch(/href|Footnotes|↩/)
  })

  it('keeps code as it is, with braces and tags', () => {
    expect(html('`{{ x }}` and `</mj-text>`')).toBe(
      '<p><code>{{ x }}</code> and <code>&lt;/mj-text></code></p>',
    )
  })

  it.each([
    ['![</mj-text>](https://a.org/x.png)', 'alt="&lt;/mj-text&gt;"'],
    ['```<mj-raw>\nx\n```', 'class="language-&lt;mj-raw&gt;"'],
  ])('has no tags within tags: %j', (markdown, attribute) => {
    expect(html(markdown)).toContain(attribute)
  })

  it('gives well-formed, inert HTML for any text', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom(
        '<mj-raw>',
        '</mj-text>',
        '<!--',
        ']]>',
        '{{{',
        '`',
        '](',
        '![',
        '```',
        '<a href=',
        '"',
        '\n\n',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const out = html(pieces.join(''))
        expect(out).not.toMatch(/<\/?mj-|<script|<!--/i)
        expect(out.match(/<p[ >]/g)?.length ?? 0).toBe(out.match(/<\/p>/g)?.length ?? 0)
      }),
    )
  })
})

describe('takeCover', () => {
  it('takes the picture that stands alone at the top, and no other', () => {
    expect(takeCover('![A](https://a.org/c.png)\n\nText.')).toEqual({
      cover: { url: 'https://a.org/c.png', alt: 'A' },
      rest: 'Text.',
    })
    for (const other of ['Text.', 'Text ![A](https://a.org/c.png)', ''])
      expect(takeCover(other)).toEqual({ rest: other })
  })
})
