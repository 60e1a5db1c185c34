import nodemailer from 'nodemailer'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { writeMessage } from '../../src/mail/message.ts'
import { mimeOf } from '../../src/mail/mime.ts'
import { slotFor } from '../../src/mail/slots.ts'
import { aMail } from './mail-settings.ts'

const mail = aMail({})
const sender = { name: '周报', address: 'weekly@example.org' }
const to = (address: string) =>
  writeMessage(mail, { address, name: '' }, sender, undefined, new Date('2026-01-19T00:00:00Z'))

describe('writeMessage', () => {
  it('has the same Message-ID for the same issue and subscriber, and no other', () => {
    expect(to('a@x.org').messageId).toBe(to('A@x.org').messageId)
    expect(to('a@x.org').messageId).not.toBe(to('b@x.org').messageId)
    expect(to('a@x.org').messageId).toMatch(/^<[0-9a-f]{32}@example\.org>$/)
  })

  it.each(['x'.repeat(3000), '"'.repeat(3000), 'word '.repeat(600), '周报'.repeat(1500), 'é😀'.repeat(1000)])(
    'has no line of more than 998 bytes, whatever the subject and the names are',
    async long => {
      const message = writeMessage(
        { ...mail, subject: long },
        { address: 'a@x.org', name: long },
        { ...sender, name: long },
        undefined,
        new Date(0),
      )
      const { message: raw } = await nodemailer
        .createTransport({ streamTransport: true, buffer: true })
        .sendMail(message)
      const lengths = raw
        .toString('latin1')
        .split('\r\n')
        .map(line => line.length)
      expect(Math.max(...lengths)).toBeLessThanOrEqual(998)
    },
  )

  it('is encoded in the shorter way', () => {
    const encodingOf = (html: string) =>
      writeMessage({ ...mail, html }, { address: 'a@x.org', name: '' }, sender, undefined, new Date(0)).html
        .contentTransferEncoding
    expect(encodingOf('<p>plain English</p>')).toBe('quoted-printable')
    expect(encodingOf('<p>中文很多的一封信</p>')).toBe('base64')
  })
})

describe('Feedback-ID', () => {
  const idOf = (issue: string, from = sender, address = 'a@x.org') =>
    writeMessage({ ...mail, issue }, { address, name: '' }, from, undefined, new Date(0)).headers[
      'Feedback-ID'
    ]

  it('is that of the issue, its language and the newsletter, for every reader', () => {
    expect(idOf('2026-W03')).toMatch(/^2026-W03:en:newsletter:[0-9a-f]{12}$/)
    expect(idOf('2026-W03', sender, 'b@x.org')).toBe(idOf('2026-W03'))
    const ofSender = (id: string | undefined) => id?.split(':').at(-1)
    expect(ofSender(idOf('2026-W04'))).toBe(ofSender(idOf('2026-W03')))
    expect(ofSender(idOf('2026-W03', { ...sender, name: 'Other' }))).not.toBe(ofSender(idOf('2026-W03')))
    expect(ofSender(idOf('2026-W03', { ...sender, address: 'weekly@b.org' }))).not.toBe(
      ofSender(idOf('2026-W03')),
    )
  })

  it.each(['a:b', '周报 3', 'a\r\nBcc: x', 'x'.repeat(300)])('has four fields for the issue %j', issue => {
    expect(idOf(issue)).toMatch(/^[0-9a-f]{12}:en:newsletter:[0-9a-f]{12}$/)
  })
})

it('has the same encoding for all readers of an issue, whatever their names are', () => {
  const named = { ...mail, html: `<p>plain</p>${slotFor('name')}`, text: `中文中文中文${slotFor('name')}` }
  const encodingsFor = (name: string) => {
    const { html, text } = writeMessage(named, { address: 'a@x.org', name }, sender, undefined, new Date(0))
    return [html.contentTransferEncoding, text.contentTransferEncoding]
  }
  expect(encodingsFor('Ada Lovelace of London, and of many other places')).toEqual(
    encodingsFor('字'.repeat(80)),
  )
})

describe('the headers by which a reader leaves', () => {
  const headersOf = async (unsubscribeUrl: string | undefined) => {
    const pages = unsubscribeUrl === undefined ? undefined : { unsubscribeUrl, preferencesUrl: 'https://x/' }
    const raw = await mimeOf(writeMessage(mail, { address: 'a@x.org', name: '' }, sender, pages, new Date(0)))
    const { headers } = await PostalMime.parse(raw)
    const lines = raw.toString('latin1').split('\r\n')
    const headerOf = (name: string) => headers.find(({ key }) => key === name)?.value
    return {
      unsubscribe: headerOf('list-unsubscribe'),
      post: headerOf('list-unsubscribe-post'),
      longestLine: Math.max(...lines.map(line => line.length)),
    }
  }

  it.each([
    'https://a.org/unsubscribe/x',
    'http://127.0.0.1:4880/unsubscribe/x',
    `https://a.org/${'x'.repeat(880)}`,
  ])('are a page that takes a POST, and a mail: %s', async page => {
    const { longestLine, ...headers } = await headersOf(page)
    expect(headers).toEqual({
      unsubscribe: `<${page}>, <mailto:u@example.org>`,
      post: 'List-Unsubscribe=One-Click',
    })
    expect(longestLine).toBeLessThanOrEqual(998)
  })

  it.each([undefined, 'http://a.org/unsubscribe/x', `https://a.org/${'x'.repeat(2000)}`])(
    'are a mail alone where there is no such page: %s',
    async page => {
      expect(await headersOf(page)).toEqual({
        unsubscribe: '<mailto:u@example.org>',
        post: undefined,
        longestLine: expect.any(Number),
      })
    },
  )
})
