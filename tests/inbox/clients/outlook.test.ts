import { fromHtml } from 'hast-util-from-html'
import mjml from 'mjml'
import { visit } from 'unist-util-visit'
import { describe, expect, it } from 'vitest'
import { asOutlook } from '../../../src/inbox/clients/outlook.ts'

const newsletter = `<mjml><mj-body><mj-section background-url="https://a.org/b.png"><mj-column><mj-text>One</mj-text></mj-column>
<mj-column><mj-button href="https://a.org" border-radius="8px">Two</mj-button><mj-image src="https://a.org/c.png" alt="C" /></mj-column></mj-section>
<mj-wrapper><mj-section><mj-column><mj-divider /></mj-column></mj-section></mj-wrapper></mj-body></mjml>`

/** How tables lie in each other, as a browser reads them. */
function tablesOf(html: string): string[] {
  const found: string[] = []
  visit(fromHtml(html), 'element', (node, _index, parent) => {
    if (/^(?:table|tr|td)$/.test(node.tagName))
      found.push(`${parent?.type === 'element' ? parent.tagName : ''}>${node.tagName}`)
  })
  return found
}

describe('asOutlook', () => {
  it.each([
    ['<p style="border-radius:4px;color:#333">', '<p style="color:#333">'],
    ['<div style="max-width:600px;width:600px;padding:8px;margin:4px">', '<div style="margin:4px">'],
    ['<td style="padding:8px;width:90px;box-shadow:0 0 2px #000">', '<td style="padding:8px;width:90px">'],
    ['<table style="max-width:600px">', '<table style="max-width:600px">'],
    ['<td style="background:#fff url(a.png)">', '<td style="">'],
    ['<td style="background:#eee">', '<td style="background-color: #eee">'],
    ['<td style="background-image:url(a.png);color:red">', '<td style="color:red">'],
    ['<div style="display:flex;gap:4px;color:red">', '<div style="color:red">'],
    ['<div style="display:none">', '<div style="display:none">'],
    ['<img style="display:none" src="a.png">', '<img style="" src="a.png">'],
    ['<p style="color:rgba(0,0,0,.5);font-size:1rem;margin:0">', '<p style="margin:0">'],
    ['<p style="color:red!important;margin:0">', '<p style="margin:0">'],
    ['<td background="a.png" bgcolor="#fff">', '<td  bgcolor="#fff">'],
    ['<img srcset="b.png 2x" src="a.png">', '<img  src="a.png">'],
    ['a<svg><path/></svg><video src=x>no</video>b', 'ab'],
    ['<form><input value="x"></form>', '<form></form>'],
  ])('draws %s as %s', (html, expected) => {
    expect(asOutlook(html)).toBe(expected)
  })

  it('takes media queries, fonts, shadows and selectors that Word does not know out of style sheets', () => {
    const css =
      '@import "x";@font-face{font-family:A}@media (max-width:600px){p{color:red}}p>a,td{box-shadow:none;color:blue}a:hover{color:red}'
    expect(asOutlook(`<style>${css}</style>`).replace(/\s/g, '')).toBe('<style>td{color:blue}</style>')
  })

  it('shows the button that Word draws in place of the other one', () => {
    const html =
      '<!--[if mso]><v:roundrect style="height:40px;width:200px" fillcolor="#0b5cad" stroke="f"><w:anchorlock/><center>Go</center></v:roundrect><![endif]--><!--[if !mso]><!--><a>Go</a><!--<![endif]-->'
    expect(asOutlook(html)).toMatch(
      /^<span style="[^"]*height:40px;width:200px;background-color:#0b5cad"><span style="display:block;">Go<\/span><\/span>$/,
    )
  })

  it('leaves out what only tells Word how to draw', () => {
    const html =
      '<!--[if mso]><noscript><xml><o:PixelsPerInch>96</o:PixelsPerInch></xml></noscript><![endif]-->a'
    expect(asOutlook(html)).toBe('<noscript></noscript>a')
  })

  it('keeps the tables of a newsletter intact', async () => {
    const { html } = await mjml(newsletter)
    const tables = tablesOf(asOutlook(html))
    expect(tables.length).toBeGreaterThan(tablesOf(html).length)
    expect(tables.filter(table => !/^(?:table|tbody|thead|tfoot)>tr$|^tr>td$|>table$/.test(table))).toEqual(
      [],
    )
    expect(asOutlook(html).match(/<table\b/g)?.length).toBe(asOutlook(html).match(/<\/table>/g)?.length)
  })

  it.each(['<!--[if mso]>', '<!--[if ', '<v:rect ', '<p style="', '<xml>', '(', '<style>a{'])(
    'is quick with a megabyte of %s',
    piece => {
      expect(asOutlook(piece.repeat((1024 * 1024) / piece.length))).toBeTypeOf('string')
    },
    10_000,
  )
})
