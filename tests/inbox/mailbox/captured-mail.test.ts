import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMail } from '../../../src/inbox/mailbox/captured-mail.ts'

describe('parseMail', () => {
  it('reads subject, people and date in any script', async () => {
    const raw = [
      'From: =?utf-8?B?5LqR5Y6f55Sf5ZGo5oql?= <weekly@example.org>',
      'To: 李雷 <a@example.com>, Team: b@example.com, c@example.com;',
      'Subject: =?gbk?B?1tyxqA==?= #3',
      'Date: Fri, 16 Jan 2026 16:30:00 +0800',
    ]
    expect(await parseMail(Buffer.from(raw.join('\r\n')))).toMatchObject({
      subject: '周报 #3',
      from: { name: '云原生周报', address: 'weekly@example.org' },
      to: [{ name: '李雷' }, { address: 'b@example.com' }, { address: 'c@example.com' }],
      date: new Date('2026-01-16T08:30:00Z'),
    })
  })

  it('counts attachments by name, type and decoded size', async () => {
    const raw =
      'Content-Type: image/png; name="封面.png"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAECAw==\r\n'
    const { attachments } = await parseMail(Buffer.from(raw))
    expect(attachments).toMatchObject([{ name: '封面.png', type: 'image/png', bytes: 4, partId: '0' }])
  })

  it('takes a mail without headers as text without a subject', async () => {
    expect(await parseMail(Buffer.from('\r\nOnly words'))).toMatchObject({
      subject: '',
      text: 'Only words\n',
      to: [],
    })
  })

  it('says why a mail cannot be taken apart', async () => {
    const raw = Buffer.from(`Subject: ${'x'.repeat(3 * 1024 * 1024)}`)
    expect(await parseMail(raw)).toMatchObject({
      subject: '',
      problem: expect.stringContaining('header size'),
    })
  })

  it('never fails, whatever the bytes are', async () => {
    const pieces = fc.constantFrom(
      'Content-Type: multipart/mixed; boundary=b\n',
      'Content-Type: text/html; charset=utf-16\r\n',
      '\n',
      '\r\n\r\n',
      '--b\n',
      '--b--\r\n',
      '\0',
      ' ',
      '=?gbk?B?1tw?=',
      'Content-Transfer-Encoding: base64\n',
      'To: "\n',
      '\xff',
    )
    const raws = fc
      .array(fc.oneof(pieces, fc.string()), { maxLength: 40 })
      .map(parts => Buffer.from(parts.join(''), 'latin1'))
    await fc.assert(
      fc.asyncProperty(fc.oneof(raws, fc.uint8Array({ maxLength: 2000 })), async raw => {
        const content = await parseMail(raw)
        expect(content.attachments.every(file => file.bytes === file.content.byteLength)).toBe(true)
      }),
    )
  })
})
