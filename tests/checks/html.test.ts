import { describe, expect, it } from 'vitest'
import { aHtml, found } from './a-mail.ts'

const inHtml = (name: string, html: string) => found(name, { html })

describe('html-language', () => {
  it.each([
    [aHtml().replace(' lang="en"', ''), 'does not say in which language'],
    [aHtml().replace('lang="en"', 'lang="english language"'), '"english language" is no language'],
    [aHtml().replace('lang="en"', 'lang="ar"'), 'from right to left'],
    [
      aHtml('<p>مرحبا بكم في نشرتنا الأسبوعية، وفيها أخبار كثيرة عن البرمجة وعن اللغات وعن السحابة</p>'),
      'from right to left',
    ],
  ])('is wrong in %#', async (html, what) => {
    expect(await inHtml('html-language', html)).toEqual([expect.stringContaining(what)])
  })

  it.each([
    aHtml(),
    aHtml().replace('lang="en"', 'lang="zh-Hant-TW"'),
    aHtml().replace('lang="en"', 'lang="he" dir="rtl"'),
    aHtml('<p>The word مرحبا</p>'),
  ])('is right in %#', async html => {
    expect(await inHtml('html-language', html)).toEqual([])
  })
})

describe('html-title', () => {
  it.each([
    ['<title> </title>', 'is empty'],
    ['', 'has no <title>'],
  ])('is missing in "%s"', async (title, what) => {
    const html = aHtml().replace('<title>Weekly</title>', title)
    expect(await inHtml('html-title', html)).toEqual([expect.stringContaining(what)])
  })

  it('is that of the head', async () => {
    expect(await inHtml('html-title', aHtml())).toEqual([])
  })
})

describe('layout-tables', () => {
  it('are those without headings and without a role', async () => {
    const table = '<table><tr><td>a</td></tr></table>'
    expect(await found('layout-tables', { content: table + table })).toEqual([
      expect.stringContaining('2 tables'),
    ])
  })

  it.each([
    '<table role="presentation"><tr><td>a</td></tr></table>',
    '<table role="none"><tr><td>a</td></tr></table>',
    '<table><thead><tr><th>a</th></tr></thead><tr><td>b</td></tr></table>',
  ])('are not %s', async content => {
    expect(await found('layout-tables', { content })).toEqual([])
  })
})
