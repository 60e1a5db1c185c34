import { describe, expect, it } from 'vitest'
import { campaignLinks } from '../../src/mail/campaign.ts'
import { markdownToHtml } from '../../src/mail/html.ts'
import { markdownToText } from '../../src/mail/text/markdown-text.ts'
import { rendering } from './mail-settings.ts'

const campaign = { source: 'weekly', campaign: 'issue {id}' }
const linkTo = campaignLinks(campaign, '2026-W03', 'https://site.org/leave')
const added = 'utm_source=weekly&utm_campaign=issue%202026-W03'

describe('campaignLinks', () => {
  it.each([
    ['https://a.org/x', `https://a.org/x?${added}`],
    ['https://a.org/x?id=1#part', `https://a.org/x?id=1&${added}#part`],
    ['https://a.org/#/x', `https://a.org/?${added}#/x`],
    ['https://a.org/x?', `https://a.org/x?${added}`],
    ['https://a.org/x?utm_source=mine', 'https://a.org/x?utm_source=mine&utm_campaign=issue%202026-W03'],
  ])('%s leads to %s', (url, to) => {
    expect(linkTo(url)).toBe(to)
  })

  it.each(['mailto:a@b.org', 'https://site.org/leave', '#part', '/x', 'tel:1'])('%s stays', url => {
    expect(linkTo(url)).toBe(url)
  })

  it('changes nothing where the settings name no parameter', () => {
    for (const none of [undefined, {}])
      expect(campaignLinks(none, 'x', '')('https://a.org/')).toBe('https://a.org/')
  })

  it('takes any text', () => {
    expect(campaignLinks({ source: '周报 & \uD83D' }, 'x', '')('https://a.org/')).toBe(
      'https://a.org/?utm_source=%E5%91%A8%E6%8A%A5%20%26%20%EF%BF%BD',
    )
  })
})

it('holds for links and not for pictures, in both parts', () => {
  const markdown = '[a](https://a.org/x) ![p](https://a.org/p.png) <https://b.org/y>'
  const html = markdownToHtml(markdown, { ...rendering, linkTo })
    .replaceAll('&amp;', '&')
    .replaceAll('&#x26;', '&')
  expect(html).toContain(`href="https://a.org/x?${added}"`)
  expect(html).toContain('src="https://a.org/p.png"')
  expect(markdownToText(markdown, { site: {}, linkTo })).toBe(
    `a [1] [p]\nhttps://b.org/y?${added}\n\n[1] https://a.org/x?${added}`,
  )
})
