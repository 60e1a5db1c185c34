import fc from 'fast-check'
import { createTransport } from 'nodemailer'
import { describe, expect, it } from 'vitest'
import { contentOf, textOf } from '../../../src/inbox/pages/mime-content.ts'
import { decodedHeader, parameterOf, readHeaders } from '../../../src/inbox/pages/mime-headers.ts'
import { allParts, readMimeTree } from '../../../src/inbox/pages/mime-tree.ts'

const lines = (...all: string[]) => Buffer.from(all.join('\r\n'))

describe('readMimeTree', () => {
  it('finds every part of a mail that nodemailer built', async () => {
    const transport = createTransport({ streamTransport: true, buffer: true })
    const { message } = await transport.sendMail({
      text: '你好',
      html: '<p>你好</p>',
      attachments: [
        { filename: '报告.pdf', content: 'pdf' },
        { filename: 'a.png', cid: 'a@b', content: 'png' },
      ],
    })
    const parts = allParts(readMimeTree(message as Buffer))
    expect(parts.map(({ path, type }) => `${path} ${type}`)).toEqual([
      ' multipart/mixed',
      '1 multipart/alternative',
      '1.1 text/plain',
      '1.2 multipart/related',
      '1.2.1 text/html',
      '1.2.2 image/png',
      '2 application/pdf',
    ])
    expect(parts.at(-1)).toMatchObject({
      fileName: '报告.pdf',
      disposition: 'attachment',
      encoding: 'base64',
    })
    expect(parts.at(-2)).toMatchObject({ contentId: 'a@b' })
    expect(parts.map(part => (part.parts.length > 0 ? '' : textOf(part)))).toEqual([
      '',
      '',
      '你好',
      '',
      '<p>你好</p>',
      'png',
      'pdf',
    ])
  })

  it('looks into a mail that travels in a mail', () => {
    const raw = lines('Content-Type: message/rfc822', '', 'Subject: inner', '', 'Hello')
    expect(allParts(readMimeTree(raw)).map(({ path, type }) => [path, type])).toEqual([
      ['', 'message/rfc822'],
      ['1', 'text/plain'],
    ])
  })

  it('tells a boundary from one that begins with it, and lives without the last', () => {
    const raw = lines(
      'Content-Type: multipart/mixed; boundary=b',
      '',
      'x',
      '--b',
      '',
      'one',
      '--bc',
      '--b',
      '',
      'two',
    )
    expect(readMimeTree(raw).parts.map(part => String(contentOf(part)))).toEqual(['one\r\n--bc', 'two'])
  })

  it('reads text in its charset', () => {
    const raw = Buffer.concat([
      lines('Content-Type: text/plain; charset=gbk', 'Content-Transfer-Encoding: 8bit', '', ''),
      Buffer.from([0xc4, 0xe3, 0xba, 0xc3]),
    ])
    expect(textOf(readMimeTree(raw))).toBe('你好')
  })

  it.each([
    ['quoted-printable', 'a=E4=BD=A0=\r\nb=zz', 'a你b=zz'],
    ['base64', '5L2g\r\n5aW9', '你好'],
    ['BASE64', '!!', ''],
    ['unheard-of', 'as it is', 'as it is'],
  ])('undoes %s', (encoding, body, expected) => {
    expect(textOf(readMimeTree(lines(`Content-Transfer-Encoding: ${encoding}`, '', body)))).toBe(expected)
  })

  it('never fails, whatever it reads', () => {
    const line = fc.constantFrom(
      'Content-Type: multipart/mixed; boundary=b',
      '--b',
      '--b--',
      '',
      ' x',
      'Content-Type: message/rfc822',
      ':',
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), all => {
        for (const part of allParts(readMimeTree(lines(...all)))) contentOf(part)
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    '--b\n\n',
    '\n--b',
    '--b',
    'Content-Type: message/rfc822\n\n',
    'Content-Type: multipart/mixed; boundary=b\n\n--b\n',
  ])(
    'is quick with a megabyte of %j',
    piece => {
      const head = 'Content-Type: multipart/mixed; boundary=b\n\n'
      const parts = allParts(readMimeTree(Buffer.from(head + piece.repeat((1024 * 1024) / piece.length))))
      expect(parts.length).toBeLessThanOrEqual(1001)
    },
    10_000,
  )
})

describe('headers', () => {
  it('are read with their folds, and decoded', () => {
    const { headers, bodyAt } = readHeaders(
      lines('Subject: =?utf-8?B?5L2g?=', ' =?utf-8?B?5aW9?=', 'X: 1', '', 'body'),
    )
    expect(headers.map(({ name, raw }) => [name, raw])).toEqual([
      ['Subject', 'Subject: =?utf-8?B?5L2g?=\n =?utf-8?B?5aW9?='],
      ['X', 'X: 1'],
    ])
    expect(headers.map(decodedHeader)).toEqual(['你好', '1'])
    expect(bodyAt).toBe(lines('Subject: =?utf-8?B?5L2g?=', ' =?utf-8?B?5aW9?=', 'X: 1', '', '').length)
  })

  it.each([
    ['text/html; charset=utf-8', 'charset', 'utf-8'],
    ['a; name="x \\"y\\" ;z"', 'name', 'x "y" ;z'],
    ["a; filename*=utf-8''%E4%BD%A0.pdf", 'filename', '你.pdf'],
    ["a; filename*0*=utf-8''%E4%BD%A0; filename*1=b.pdf", 'filename', '你b.pdf'],
    ['a; name="never closed', 'name', ''],
    ['a', 'name', ''],
  ])('of %s say of %s: %s', (value, name, expected) => {
    expect(parameterOf(value, name)).toBe(expected)
  })
})
