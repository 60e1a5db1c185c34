import fc from 'fast-check'
import { createTransport } from 'nodemailer'
import { describe, expect, it } from 'vitest'
import {
  allParts,
  bodyOf,
  contentIdOf,
  contentOf,
  dispositionOf,
  fileNameOf,
  leavesOf,
  type MimePart,
  textOf,
} from '../../src/mime/mime-part.ts'
import { readMimeTree } from '../../src/mime/mime-tree.ts'

const lines = (...all: string[]) => Buffer.from(all.join('\r\n'))
const placesOf = (root: MimePart) => allParts(root).map(({ id, type }) => `${id} ${type}`)
const mixed = 'Content-Type: multipart/mixed; boundary=b'

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
    const root = readMimeTree(message as Buffer)
    expect(placesOf(root)).toEqual([
      '0 multipart/mixed',
      '1 multipart/alternative',
      '1.1 text/plain',
      '1.2 multipart/related',
      '1.2.1 text/html',
      '1.2.2 image/png',
      '2 application/pdf',
    ])
    const [picture, report] = allParts(root).slice(-2)
    expect(report && [fileNameOf(report), dispositionOf(report), report.encoding]).toEqual([
      '报告.pdf',
      'attachment',
      'base64',
    ])
    expect(picture && contentIdOf(picture)).toBe('a@b')
    expect(leavesOf(root).map(textOf)).toEqual(['你好', '<p>你好</p>', 'png', 'pdf'])
  })

  it('looks into a mail that travels in a mail, which is one part of it', () => {
    const root = readMimeTree(
      lines(
        mixed,
        '',
        '--b',
        'Content-Type: message/rfc822',
        '',
        'Content-Type: multipart/mixed; boundary=c',
        '',
        '--c',
        '',
        'inner',
        '--b',
        '',
        'outer',
        '--b--',
      ),
    )
    expect(placesOf(root)).toEqual([
      '0 multipart/mixed',
      '1 message/rfc822',
      '1.1 multipart/mixed',
      '1.1.1 text/plain',
      '2 text/plain',
    ])
    expect(leavesOf(root).map(({ id }) => id)).toEqual(['1', '2'])
    expect(allParts(root).map(({ isClosed }) => isClosed)).toEqual([true, true, false, true, true])
    expect(bodyOf(root, 'text/plain')?.id).toBe('2')
  })

  it('does not look into a mail that is encoded', () => {
    const header = 'Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n'
    expect(placesOf(readMimeTree(Buffer.from(`${header}QQ==`)))).toEqual(['0 message/rfc822'])
  })

  it('tells a boundary from one that begins with it, and lives without the last', () => {
    const root = readMimeTree(lines(mixed, '', 'x', '--b', '', 'one', '--bc', '--b', '', 'two'))
    expect(root.parts.map(part => String(contentOf(part)))).toEqual(['one\r\n--bc', 'two'])
    expect(root.isClosed).toBe(false)
  })

  it('says where header and body of each part lie in the mail', () => {
    const raw = lines(
      'Subject: x',
      mixed,
      '',
      'preamble',
      '--b',
      'A: b',
      '',
      'one',
      '--b',
      '',
      '',
      '--b',
      '--b--',
      'end',
    )
    const root = readMimeTree(raw)
    const places = allParts(root).map(({ headerStart, start, end, body }) => {
      expect(raw.subarray(start, end)).toEqual(body)
      return [raw.toString('latin1', headerStart, start), String(body).length]
    })
    expect(places).toEqual([
      [`Subject: x\r\n${mixed}\r\n\r\n`, raw.length - root.start],
      ['A: b\r\n\r\n', 'one'.length],
      ['\r\n', 0],
      ['', 0],
    ])
    expect(root.end).toBe(raw.length)
  })

  it('ends a multipart that is not closed where the one around it goes on', () => {
    const inner = 'Content-Type: multipart/mixed; boundary=c\n\n--c\n\nx'
    const root = readMimeTree(Buffer.from(`${mixed}\n\n--b\n${inner}\n--b\n\ny\n--b--\nepilogue`))
    expect(root.parts.map(({ body }) => String(body))).toEqual(['--c\n\nx', 'y'])
    expect(allParts(root).map(({ isClosed }) => isClosed)).toEqual([true, false, true, true])
  })

  it.each([
    ['no boundary', 'Content-Type: multipart/mixed'],
    ['an empty boundary', 'Content-Type: multipart/mixed; boundary=""'],
  ])('has no boundary and no parts of a multipart with %s', (_what, header) => {
    const root = readMimeTree(lines(header, '', '--', '', 'x'))
    expect([root.boundary, root.isClosed, root.parts]).toEqual([undefined, false, []])
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
    ['quoted-printable', 'a= \t\r\nb=', 'ab='],
    ['base64', '5L2g\r\n5aW9', '你好'],
    ['base64', 'YQ==\r\nYg==', 'ab'],
    ['BASE64', '!!', ''],
    ['unheard-of', 'as it is', 'as it is'],
  ])('undoes %s', (encoding, body, expected) => {
    expect(textOf(readMimeTree(lines(`Content-Transfer-Encoding: ${encoding}`, '', body)))).toBe(expected)
  })

  it('never fails, whatever it reads, and keeps each part in the one around it', () => {
    const line = fc.constantFrom(
      mixed,
      '--b',
      '--b--',
      '',
      ' x',
      'Content-Type: message/rfc822',
      'Content-Type: multipart/mixed; boundary=c',
      '--c',
      ':',
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), all => {
        for (const part of allParts(readMimeTree(lines(...all)))) {
          contentOf(part)
          expect(part.headerStart <= part.start && part.start <= part.end).toBe(true)
          expect(
            part.parts.every(({ headerStart, end }) => headerStart >= part.start && end <= part.end),
          ).toBe(true)
        }
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
    '\n--c',
    'A: b\n',
    '\n ',
  ])(
    'is quick with a megabyte of %j',
    piece => {
      const head = `${mixed}\n\n--b\n`
      const parts = allParts(readMimeTree(Buffer.from(head + piece.repeat((1024 * 1024) / piece.length))))
      expect(parts.length).toBeLessThanOrEqual(1000)
    },
    10_000,
  )
})
