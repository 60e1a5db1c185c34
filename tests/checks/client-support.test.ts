import { describe, expect, it } from 'vitest'
import { readSupport } from '../../src/checks/clients/caniemail-file.ts'
import { clientSupport } from '../../src/checks/clients/client-support.ts'
import { traitsOf } from '../../src/checks/clients/feature-traits.ts'
import { knownClients } from '../../src/settings/check-settings.ts'
import { aDocument, anHtmlMail } from './an-html-mail.ts'
import { aMailOf, anOrigin } from './an-origin.ts'

const all = Object.keys(knownClients)
const said = async (html: string, clients = ['gmail', 'outlook', 'apple-mail']) =>
  (await clientSupport(clients).run(await anHtmlMail(html))).map(({ what }) => what)

describe('what a mail uses', () => {
  it.each([
    [
      'an element',
      '<ruby>汉<rt>han</rt></ruby>',
      '',
      '<ruby> element: not supported in Gmail (Desktop Webmail, iOS, Mobile Webmail)',
    ],
    ['a field', '<input type="checkbox">', '', '<input type="checkbox"> element: not supported in'],
    [
      'an attribute',
      '<img src="a.png" srcset="b.png 2x">',
      '',
      'srcset and sizes attributes: not supported in',
    ],
    [
      'a property',
      '<p style="text-shadow: 1px 1px red">x</p>',
      '',
      'text-shadow: not supported in Gmail, Outlook, first',
    ],
    ['a value', '<div style="display: flex">x</div>', '', 'display:flex: not supported in Outlook (Windows'],
    [
      'a function',
      '<div class="a">x</div>',
      '.a { width: calc(100% - 2px) }',
      'CSS calc() function: not supported in',
    ],
    ['a unit', '<div style="width: 50vw">x</div>', '', 'vw unit: not supported in'],
    ['a selector', '<p>x</p>', 'p ~ p { margin: 0 }', 'General sibling combinator: not supported in'],
    ['a pseudo-class', '<p>x</p>', 'p:nth-child(2) { margin: 0 }', ':nth-child: not supported in'],
    [
      'an at-rule',
      '<p>x</p>',
      '@font-face { font-family: a; src: url(a.woff) }',
      '@font-face: not supported in Gmail',
    ],
    [
      'a variable',
      '<p>x</p>',
      ':root { --a: red } p { color: var(--a) }',
      'CSS Variables (Custom Properties): not supported in Gmail',
    ],
    [
      'a gradient',
      '<p style="background: linear-gradient(red, blue)">x</p>',
      '',
      'linear-gradient(): not supported in Outlook, first',
    ],
  ])('is found by %s, with the clients that lack it', async (_name, body, css, what) => {
    expect(await said(aDocument(body, css))).toContainEqual(expect.stringContaining(what))
  })

  it('stands with the first line of the HTML', async () => {
    expect(await said('<p>1</p>\n<p>2</p>\n<ruby>a</ruby>\n<ruby>b</ruby>')).toEqual([
      expect.stringMatching(/, first in line 3 of the HTML$/),
    ])
  })

  it('stands with the line of the post that brought it', async () => {
    const origin = anOrigin('### T\n\nText.\n', { 'a.md': '---\ntitle: T\n---\n\nA <ruby>word</ruby>.\n' })
    const mail = { ...(await aMailOf(origin)), ...(await anHtmlMail('<ruby>word</ruby>')) }
    const [finding] = await clientSupport(['gmail']).run({ ...mail, origin })
    expect(finding).toMatchObject({ severity: 'warning', where: { file: 'content/a.md', line: 5 } })
  })

  it('is no matter to clients that were not chosen', async () => {
    const html = aDocument('<div style="display: flex">x</div>')
    expect(await said(html, ['apple-mail'])).toEqual([])
    expect(await said(html, ['outlook.windows'])).toEqual([
      expect.stringContaining('in Outlook (Windows), first'),
    ])
  })

  it('is not told where the template of Masthead writes it too', async () => {
    const origin = anOrigin('### T\n\nText.\n')
    const mail = { ...(await anHtmlMail('<ruby>a</ruby><p style="text-shadow: 0 0 red">b</p>')), origin }
    const frame = async () => '<p style="text-shadow: 0 0 blue">Frame</p>'
    const found = await clientSupport(['gmail', 'outlook'], frame).run(mail)
    expect(found.map(({ what }) => what.split(': ')[0])).toEqual(['<ruby> element'])
  })

  it('is nothing in a plain mail, whatever the clients but one that has no widths', async () => {
    const table =
      '<table width="600" align="center"><tr><td style="color: #333">Text, <b>bold</b></td></tr></table>'
    expect(
      await said(
        table,
        all.filter(client => client !== 'hey'),
      ),
    ).toEqual([])
  })

  it.each(['{', '}', ':', '(', '"', '@a', 'a-', '1'])('is found in a megabyte of %s', async part => {
    const css = part.repeat(1_000_000 / part.length)
    const check = clientSupport(all)
    expect(check.cannotRun?.(await anHtmlMail(`<style>${css}</style>`))).toMatch('larger than 1 MB')
    for (const html of [`<p style='${css}'>x</p>`, `<style>a{b:${css.slice(0, 190_000)}</style>`])
      expect(await check.run(await anHtmlMail(html))).toBeDefined()
  })
})

describe('the data', () => {
  it('has the families and platforms that the settings know', () => {
    const found: Record<string, Set<string>> = {}
    for (const { stats } of readSupport().data)
      for (const [family, platforms] of Object.entries(stats))
        found[family] = new Set([...(found[family] ?? []), ...Object.keys(platforms)])
    const sorted = (clients: Record<string, Iterable<string>>) =>
      Object.fromEntries(Object.entries(clients).map(([family, names]) => [family, [...names].toSorted()]))
    expect(sorted(knownClients)).toEqual(sorted(found))
  })

  it('is recognised but for what every mail has, and what is checked elsewhere', () => {
    const unseen = readSupport().data.filter(feature => traitsOf(feature).length === 0)
    expect(unseen.map(({ slug }) => slug)).toEqual([
      'amp',
      'bimi',
      'css-border-inline-block-individual',
      'css-border-inline-block-longhand',
      'css-comments',
      'css-selector-chaining',
      'css-selector-class',
      'css-selector-descendant',
      'css-selector-grouping',
      'css-selector-id',
      'css-selector-type',
      'html-body',
      'html-comments',
      'html-doctype',
      'image-avif',
      'image-base64',
      'image-gif',
      'image-hdr',
      'image-jpg',
      'image-png',
      'image-svg',
      'image-webp',
    ])
  })
})
