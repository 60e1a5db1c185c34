import { describe, expect, it } from 'vitest'
import { checkMail } from '../../src/checks/check-mail.ts'
import { oneClickUnsubscribe } from '../../src/checks/unsubscribe/one-click-unsubscribe.ts'
import { aHtml, aMail, anOrigin, found, type MailParts, page } from './a-mail.ts'

const signed = (names: string): MailParts => ({
  headers: { 'DKIM-Signature': `v=1; a=rsa-sha256; h=From:Subject:\r\n ${names}; bh=x; b=y` },
})

describe('one-click-unsubscribe', () => {
  it.each<[string, MailParts, string]>([
    ['no header', { headers: { 'List-Unsubscribe': null } }, 'error: The mail has no List-Unsubscribe'],
    [
      'no address',
      { headers: { 'List-Unsubscribe': 'unsubscribe' } },
      'error: The List-Unsubscribe header names no',
    ],
    ['a wrong one', { headers: { 'List-Unsubscribe-Post': 'yes' } }, 'error: List-Unsubscribe-Post is "yes"'],
    [
      'one without a page',
      { headers: { 'List-Unsubscribe': '<mailto:a@b.org>' } },
      'error: List-Unsubscribe-Post stands',
    ],
    [
      'a signature without it',
      signed('List-Unsubscribe'),
      'error: The DKIM signature does not cover list-unsubscribe-post:',
    ],
  ])('finds %s', async (_, parts, what) => {
    expect(await found('one-click-unsubscribe', parts)).toEqual([expect.stringContaining(what)])
  })

  it.each<[string, MailParts]>([
    ['a page', {}],
    ['a page and a mail', { headers: { 'List-Unsubscribe': `<${page}>, <mailto:a@b.org>` } }],
    ['a mail and a page', { headers: { 'List-Unsubscribe': `<mailto:a@b.org>,\r\n <${page}>` } }],
    ['a signature that covers both', signed('List-Unsubscribe:List-Unsubscribe-Post')],
  ])('passes %s', async (_, parts) => {
    expect(await found('one-click-unsubscribe', parts)).toEqual([])
  })
})

describe('unsubscribing in more than one click', () => {
  const ways: [string, MailParts, string][] = [
    [
      'by mail',
      { headers: { 'List-Unsubscribe': '<mailto:a@b.org>', 'List-Unsubscribe-Post': null } },
      'people unsubscribe by mail',
    ],
    [
      'by a page on this machine',
      {
        headers: {
          'List-Unsubscribe': '<http://127.0.0.1:4880/unsubscribe/a>, <mailto:a@b.org>',
        },
      },
      'people unsubscribe by the http: page "http://127.0.0.1:4880/unsubscribe/a"',
    ],
    [
      'by a page that asks again',
      { headers: { 'List-Unsubscribe-Post': null } },
      'there is no List-Unsubscribe-Post header',
    ],
  ]

  it.each(ways)('is an error of senders of many mails: %s', async (_, parts, what) => {
    expect(await found('one-click-unsubscribe', parts, { isBulk: true })).toEqual([`error: ${what}`])
  })

  it.each(ways)('is said, and right, for small lists: %s', async (_, parts, what) => {
    const report = await checkMail(await aMail(parts), [oneClickUnsubscribe])
    expect(report).toMatchObject({
      findings: [],
      passed: [],
      notRun: [{ reason: expect.stringContaining(what) }],
    })
  })
})

describe('unsubscribe-link', () => {
  const without = '<!doctype html><p>Text</p>'

  it.each<[string, MailParts, string]>([
    ['the HTML', { html: without }, 'The HTML has no link'],
    [
      'the HTML, but where nobody sees it',
      { html: `${without}<p hidden><a href="${page}">a</a></p>` },
      'The HTML has no',
    ],
    [
      'the HTML, but without an address',
      { html: `${without}<a href="#">Unsubscribe</a>` },
      'The HTML has no',
    ],
    ['the text part', { text: 'Text' }, 'The text part does not'],
    ['the text part, but as a word', { text: 'How to unsubscribe from all that?' }, 'The text part does not'],
  ])('is missing in %s', async (_, parts, what) => {
    expect(await found('unsubscribe-link', parts)).toEqual([expect.stringContaining(`error: ${what}`)])
  })

  it.each([
    ['<a href="https://a.org/x">取消訂閱</a>', '取消訂閱\nhttps://a.org/x'],
    ['<a href="https://a.org/x">Manage preferences</a>', 'To opt out, write to a@b.org'],
    [`<a href="${page}">here</a>`, page],
  ])('is %s', async (html, text) => {
    expect(await found('unsubscribe-link', { html, text })).toEqual([])
  })
})

describe('postal-address', () => {
  it.each([
    ['set', '', 'The mail has no postal address'],
    ['shown', '2 Other Street', 'The HTML does not show'],
  ])('is to be %s', async (_, address, what) => {
    const origin = anOrigin('', {}, { address })
    const parts = { text: `${address}` }
    expect(await found('postal-address', parts, { origin })).toEqual([
      expect.stringContaining(`warning: ${what}`),
    ])
  })

  it('may be broken into lines', async () => {
    const html = aHtml('<p>1 Main<br>Street,<br>Berlin</p>')
    expect(await found('postal-address', { html }, { origin: anOrigin('') })).toEqual([])
  })
})
