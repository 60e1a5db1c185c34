import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contrast, darkContrast } from '../../src/checks/contrast/contrast.ts'
import { parseColour } from '../../src/checks/contrast/css-colour.ts'
import { contrastOf } from '../../src/mail/theme/colour.ts'
import { aBrowser } from '../a-browser.ts'
import { masthead } from '../run-masthead.ts'
import { aDocument, anHtmlMail } from './an-html-mail.ts'

const dark = '@media (prefers-color-scheme: dark)'
const scheme = '<meta name="color-scheme" content="light dark">'

/** The pairs of colours that are too close, as `text on ground`. */
async function pairsIn(html: string, check = contrast): Promise<string[]> {
  const findings = await check.run(await anHtmlMail(html))
  return findings.map(({ what }) => /#\w+ on #\w+/.exec(what)?.[0] ?? '').toSorted()
}

const faint: [name: string, html: string, pairs: string[]][] = [
  ['a colour of its own', aDocument('<p style="color:#999">Grey</p>'), ['#999999 on #ffffff']],
  ['an inherited colour', aDocument('<div style="color:#aaa"><p>Grey</p></div>'), ['#aaaaaa on #ffffff']],
  ['a class', aDocument('<p class="a">Grey</p>', '.a { color: #999 }'), ['#999999 on #ffffff']],
  [
    'the more exact rule',
    aDocument('<p class="a" id="b">Grey</p>', '#b{color:#999}.a{color:#000}'),
    ['#999999 on #ffffff'],
  ],
  [
    '!important',
    aDocument('<p class="a" style="color:#000">x1</p>', '.a{color:#999!important}'),
    ['#999999 on #ffffff'],
  ],
  [
    'bgcolor',
    aDocument('<table bgcolor="#777"><tr><td>Black</td><td style="color:#fff">White</td></tr></table>'),
    ['#ffffff on #777777'],
  ],
  [
    'bgcolor without #',
    aDocument('<table><tr><td bgcolor="eeeeee" style="color:#999">x1</td></tr></table>'),
    ['#999999 on #eeeeee'],
  ],
  [
    'the shorthand',
    aDocument('<div style="background:#333 none repeat;color:rgb(90,90,90)">x1</div>'),
    ['#5a5a5a on #333333'],
  ],
  ['alpha', aDocument('<p style="color:rgba(0,0,0,.4)">x1</p>'), ['#999999 on #ffffff']],
  [
    'a ground with alpha',
    aDocument('<div style="background:rgba(0,0,0,.5);color:#ddd">x1</div>'),
    ['#dddddd on #808080'],
  ],
  ['opacity', aDocument('<p style="opacity:.4">x1</p>'), ['#999999 on #ffffff']],
  [
    'hsl and names',
    aDocument('<p style="color:hsl(0 0% 60%)">x1</p><p style="color:silver">x1</p>'),
    ['#999999 on #ffffff', '#c0c0c0 on #ffffff'],
  ],
  [
    'a link without a colour',
    aDocument('<div style="background:#333;color:#fff"><a href="https://example.org">Link</a></div>'),
    ['#0000ee on #333333'],
  ],
  [
    'a variable',
    aDocument('<p class="a">x1</p>', ':root{--c:#999}.a{color:var(--c)}'),
    ['#999999 on #ffffff'],
  ],
  ['small bold text', aDocument('<b style="color:#888;font-size:18px">x1</b>'), ['#888888 on #ffffff']],
  [
    'a rule for wide screens',
    aDocument('<p class="a">x1</p>', '@media (min-width:480px){.a{color:#999}}'),
    ['#999999 on #ffffff'],
  ],
]
const readable: [name: string, html: string][] = [
  ['black on white', aDocument('<p>Black</p>')],
  ['large grey text', aDocument('<p style="font-size:24px;color:#888">Large</p>')],
  ['large bold grey text', aDocument('<h3 style="font-size:14pt;color:#888">Large</h3>')],
  [
    'hidden text',
    aDocument('<div style="display:none;color:#fff">Hidden</div><p hidden style="color:#fff">x1</p>'),
  ],
  ['text over a picture', aDocument('<div style="background:#fff url(x.png);color:#eee">x1</div>')],
  [
    'text over a gradient',
    aDocument('<div style="background-image:linear-gradient(#000,#111);color:#fff">x1</div>'),
  ],
  [
    'its own ground above a picture',
    aDocument('<div style="background:url(x.png)"><p style="background:#000;color:#fff">x1</p></div>'),
  ],
  ['a colour while it is touched', aDocument('<a href="#" class="a">x1</a>', '.a:hover{color:#fff}')],
  ['a rule for print', aDocument('<p class="a">x1</p>', '@media print{.a{color:#fff}}')],
  ['a rule for dark', aDocument('<p class="a">x1</p>', `${dark}{.a{color:#fff}}`)],
]

describe('the contrast of a mail', () => {
  it.each(faint)('is too weak by %s', async (_name, html, pairs) => {
    expect(await pairsIn(html)).toEqual(pairs)
  })

  it.each(readable)('is enough for %s', async (_name, html) => {
    expect(await pairsIn(html)).toEqual([])
  })

  it('is told once for each pair of colours, with an example', async () => {
    const html = aDocument('<p style="color:#999">First words</p><p style="color:#999">Others</p>')
    const [finding, ...others] = await contrast.run(await anHtmlMail(html))
    expect(others).toEqual([])
    expect(finding).toMatchObject({
      severity: 'warning',
      what: '"First words" and 1 more in #999999 on #ffffff: a contrast of 2.84:1 in light, of at least 4.5:1',
      wayOut: 'Take a darker text colour than #999999, or another ground than #ffffff, in the template.',
    })
  })

  it.each([
    [
      'on its own ground',
      aDocument('<p class="a">x1</p>', `${dark}{body{background:#222}.a{color:#555}}`),
      ['#555555 on #222222'],
    ],
    [
      'on the ground of the program',
      aDocument('<p class="a">x1</p>', `${dark}{.a{color:#444}}`, scheme),
      ['#444444 on #121212'],
    ],
    [
      'where the ground alone turns dark',
      aDocument('<p style="color:#222">x1</p>', `${dark}{body{background:#111!important}}`),
      ['#222222 on #111111'],
    ],
  ])('is judged in dark %s', async (_name, html, pairs) => {
    expect(await pairsIn(html, darkContrast)).toEqual(pairs)
  })

  it('is not judged in dark where the mail says nothing of it', async () => {
    const mail = await anHtmlMail(aDocument('<p style="color:#222">x1</p>'))
    expect(darkContrast.cannotRun?.(mail)).toBe('the mail does not say how it looks in dark')
  })

  it.each(['{', '<', '(', '"', "'", ';', '&', 'a', '<%'])('is worked out of a megabyte of %s', async part => {
    const html = part.repeat(1_000_000 / part.length)
    for (const written of [
      html,
      `<p style="${html}">x`,
      `<style>${html}</style>`,
      `<style>a{color:${html}`,
    ]) {
      const mail = await anHtmlMail(`${written.slice(0, 1_000_000)}`)
      if (contrast.cannotRun?.(mail) === undefined)
        await Promise.resolve()
          .then(() => contrast.run(mail))
          .catch(() => {})
    }
  })
})

describe('parseColour', () => {
  it.each([
    ['#FFF', [255, 255, 255, 1]],
    ['#12345678', [18, 52, 86, 120 / 255]],
    ['rgb(10% 20% 30% / 50%)', [25.5, 51, 76.5, 0.5]],
    ['RGBA(1,2,3,0)', [1, 2, 3, 0]],
    ['hsl(120, 100%, 50%)', [0, 255, 0, 1]],
    ['rebeccapurple', [102, 51, 153, 1]],
  ])('reads %s', (written, [red, green, blue, alpha]) => {
    expect(parseColour(written)).toEqual({ red, green, blue, alpha })
  })

  it.each(['', '#12', 'rgb(1,2)', 'rgb(a,b,c)', 'oklch(50% 0 0)', 'nothing'])(
    'knows nothing of "%s"',
    written => {
      expect(parseColour(written)).toBeUndefined()
    },
  )

  it('counts contrast from 1 to 21', () => {
    const [black, white] = [parseColour('#000'), parseColour('#fff')]
    if (!black || !white) throw new Error('no colours')
    expect([contrastOf(black, white), contrastOf(white, white)]).toEqual([21, 1])
  })
})

describe('the same mails in Chromium', () => {
  const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
  let browser: Browser | undefined
  let page: Page | undefined
  beforeAll(async () => {
    browser = await aBrowser()
    page = await browser?.newPage()
  })
  afterAll(() => browser?.close())

  async function pairsByAxe(html: string, colorScheme: 'light' | 'dark'): Promise<string[]> {
    await page?.emulateMedia({ colorScheme })
    await page?.setContent(html)
    await page?.addScriptTag({ content: axe })
    const pairs =
      await page?.evaluate(`axe.run(document, { runOnly: ['color-contrast'] }).then(({ violations }) =>
      violations.flatMap(({ nodes }) => nodes.map(({ any: [{ data }] }) => data.fgColor + ' on ' + data.bgColor)))`)
    return [...new Set(pairs as string[])].toSorted()
  }

  it.each([...faint.map(([name, html]): [string, string] => [name, html]), ...readable])(
    'axe-core says the same of %s',
    async (_name, html) => {
      if (page) expect(await pairsIn(html)).toEqual(await pairsByAxe(html, 'light'))
    },
  )

  it.each(['light', 'dark'] as const)('axe-core says the same of the sample issue in %s', async theme => {
    await masthead('render', '2026-W04')
    const html = readFileSync('issues/2026-W04/mail.html', 'utf8')
    const check = theme === 'dark' ? darkContrast : contrast
    if (page) expect(await pairsIn(html, check)).toEqual(await pairsByAxe(html, theme))
  })
})
