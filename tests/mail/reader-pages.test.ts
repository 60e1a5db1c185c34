import { describe, expect, it } from 'vitest'
import { isOneClick, longestPages } from '../../src/mail/reader-pages.ts'
import { renderMail } from '../../src/mail/render-mail.ts'
import { personalMail } from '../../src/mail/slots.ts'
import { readTemplate } from '../../src/mail/template-folder.ts'
import { pageLinks, pagesOf, pagesUrl } from './a-reader.ts'
import { anIssue } from './an-issue-of-mail.ts'
import { settings } from './mail-settings.ts'

const tokenIn = (url: string) => /\/([^/?]+)\?issue=/.exec(url)?.[1] ?? ''

describe('the pages of a reader', () => {
  it('are the same for one issue, and know reader, purpose and issue', () => {
    const pages = pagesOf(7)
    expect(pagesOf(7)).toEqual(pages)
    const token = { subscriber: 7, at: new Date('2026-01-18T00:00:00Z') }
    expect(pageLinks.read('unsubscribe', tokenIn(pages.unsubscribeUrl), 'ada@example.org')).toEqual(token)
    expect(pageLinks.read('preferences', tokenIn(pages.preferencesUrl), 'ada@example.org')).toEqual(token)
    expect(pageLinks.read('preferences', tokenIn(pages.unsubscribeUrl), 'ada@example.org')).toBeUndefined()
    expect(pagesOf(7, { issue: 'a b', lastDay: '2026-01-18' }).unsubscribeUrl).toMatch(/\?issue=a%20b$/)
  })

  it('are no longer than the mail is weighed with', () => {
    const longest = longestPages(pagesUrl, '2026-W03')
    for (const id of [0, 1_000_000, Number.MAX_SAFE_INTEGER])
      expect(pagesOf(id).unsubscribeUrl.length).toBeLessThanOrEqual(longest.unsubscribeUrl.length)
  })

  it.each([
    ['https://a.org/x', true],
    ['HTTPS://a.org/x', true],
    ['http://localhost:4880/x', true],
    ['http://127.0.0.1/x', true],
    ['http://[::1]:4880/x', true],
    ['http://a.org/x', false],
    ['http://localhost.a.org/x', false],
    ['http://127.0.0.1.a.org/x', false],
    ['mailto:a@b.org', false],
    [`https://a.org/${'x'.repeat(900)}`, false],
  ])('act on a POST at %s: %s', (address, expected) => {
    expect(isOneClick(address)).toBe(expected)
  })
})

describe.each(['weekly', 'brief', 'cards'])('the template %s', name => {
  const campaign = { source: 'weekly' }
  const rendered = async (pages: object) =>
    renderMail(anIssue(), await readTemplate(name, ['templates'], '.'), { ...settings, campaign, ...pages })
  const countOf = (text: string, piece: string) => text.split(piece).length - 1

  it('links to the pages of its reader in both parts, without what the campaign adds', async () => {
    const { html, text } = personalMail(
      await rendered({ pagesUrl }),
      { id: 7, name: '', address: 'a@b.org' },
      pagesOf(7),
    )
    for (const url of Object.values(pagesOf(7)))
      expect([countOf(html, `href="${url}"`), countOf(text, `\n${url}\n`)]).toEqual([1, 1])
    expect(`${html}${text}`).toContain('utm_source=weekly')
    expect(`${html}${text}`).not.toMatch(/issue=2026-W03[&?]|[\uFDD0\uFDD1]|mailto:/)
  })

  it('has one link, by mail, where nobody has pages', async () => {
    const { html, text } = personalMail(await rendered({}), { name: '', address: 'a@b.org' })
    for (const part of [html, text]) {
      expect(part).toContain(settings.unsubscribeUrl)
      expect(part).not.toMatch(/订阅设置|preferences/)
    }
  })

  it('lets somebody without a number leave by mail', async () => {
    const { html } = personalMail(await rendered({ pagesUrl }), { name: '', address: 'a@b.org' })
    expect(html).toContain(`href="${settings.unsubscribeUrl}"`)
    expect(html).not.toContain('href=""')
  })
})
