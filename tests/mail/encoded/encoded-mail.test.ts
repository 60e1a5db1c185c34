import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { joinedBytes } from '../../../src/mail/encoded/body-part.ts'
import { encodeMail } from '../../../src/mail/encoded/encoded-mail.ts'
import type { Mail } from '../../../src/mail/mail.ts'
import { writeMessage } from '../../../src/mail/message.ts'
import { mimeOf } from '../../../src/mail/mime.ts'
import type { ReaderPages } from '../../../src/mail/reader-pages.ts'
import { readValue } from '../../../src/mime/header-field.ts'
import {
  allParts,
  charsetOf,
  contentIdOf,
  contentOf,
  dispositionOf,
  fileNameOf,
  isMultipart,
} from '../../../src/mime/mime-part.ts'
import { readMimeTree } from '../../../src/mime/mime-tree.ts'
import type { Recipient } from '../../../src/subscribers/subscriber.ts'
import { date, mails, names, pages, picture, rawOf, sender, written } from './a-written-mail.ts'

// What a part says of itself is compared with it.
const ofParts = /^content-/i

async function partsAndHead(raw: Buffer) {
  const root = readMimeTree(raw)
  const { from, to, replyTo, subject } = await PostalMime.parse(raw)
  const head = root.fields.filter(({ name }) => !ofParts.test(name) && !/^(from|to|reply-to)$/i.test(name))
  return {
    people: { from, to, replyTo, subject },
    head: Object.fromEntries(
      head.map(({ name, value }) => [name.toLowerCase(), readValue(value).replaceAll('"', '').trim()]),
    ),
    parts: allParts(root).map(part => ({
      id: part.id,
      type: part.type,
      isClosed: part.isClosed,
      encoding: isMultipart(part) ? '' : part.encoding,
      charset: charsetOf(part),
      contentId: contentIdOf(part),
      disposition: dispositionOf(part),
      file: fileNameOf(part),
      bytes: isMultipart(part) ? '' : contentOf(part).toString('hex'),
    })),
  }
}

/** Both ways to the same message. */
async function bothOf(mail: Mail, reader: Recipient, own?: ReaderPages, from = sender) {
  const ours = rawOf(encodeMail(mail, from).write(reader, own, date))
  const nodemailers = await mimeOf(writeMessage(mail, reader, from, own, date))
  return [await partsAndHead(ours), await partsAndHead(nodemailers)]
}

const readers = [
  ...names.map(name => ({ name, address: 'ada@example.org' })),
  ...['Ada+x.y@EXAMPLE.org', 'ada@bücher.example', '用户@例子.测试', "o'neil@a-b.example"].map(address => ({
    name: 'Ada',
    address,
  })),
]
const cases = Object.entries(mails).flatMap(([kind, mail]) => [
  [kind, mail, pages] as const,
  [`${kind}, without pages`, mail, undefined] as const,
  [`${kind}, with a picture`, { ...mail, embedded: [picture, { ...picture, cid: 'b' }] }, pages] as const,
  [`${kind}, with a subject by name`, { ...mail, subjectByName: '{name}，周报 {name}' }, pages] as const,
])

describe('an encoded mail', () => {
  it.each(cases)('is the message that nodemailer makes for every reader: %s', async (_, mail, own) => {
    for (const reader of readers) {
      const [ours, nodemailers] = await bothOf(mail, reader, own)
      expect(ours, JSON.stringify(reader)).toEqual(nodemailers)
    }
  })

  it.each([
    { name: '', address: 'weekly@例子.测试' },
    {
      name: 'A, "B" & C',
      address: 'weekly@example.org',
      replyTo: { name: '编辑', address: 'e@example.org' },
    },
    { name: '很长的名字'.repeat(200), address: '周报@例子.测试' },
  ])('is the same for every sender: %o', async from => {
    const everybodys = { ...mails.en, unsubscribeUrl: 'https://例子.测试/退订' }
    const [ours, nodemailers] = await bothOf(everybodys, { name: 'Ada', address: 'a@b.org' }, pages, from)
    expect(ours).toEqual(nodemailers)
  })

  it('has both encodings, of each part the shorter one', () => {
    const encodingsOf = (mail: Mail) =>
      allParts(readMimeTree(rawOf(written(mail)))).flatMap(part => (isMultipart(part) ? [] : part.encoding))
    expect(encodingsOf(mails['zh-CN'])).toEqual(['base64', 'base64'])
    expect(encodingsOf(mails.en)).toEqual(['quoted-printable', 'quoted-printable'])
    expect(encodingsOf(mails.mixed)).toEqual(['quoted-printable', 'base64'])
  })

  it('has a name that looks like an encoded word as it is', async () => {
    const name = '=?utf-8?Q?evil?='
    const { to } = await PostalMime.parse(rawOf(written(mails.en, { name, address: 'a@b.org' })))
    expect(to).toEqual([{ name, address: 'a@b.org' }])
  })

  it('has each field once, and none that it is not to have', () => {
    const fields = written(mails.en).header.match(/^[\w-]+(?=:)/gm)
    expect(fields).toEqual([
      'From',
      'To',
      'Subject',
      'Message-ID',
      'Date',
      'List-ID',
      'List-Unsubscribe',
      'List-Unsubscribe-Post',
      'Feedback-ID',
      'MIME-Version',
      'Content-Type',
    ])
  })

  it('is cut by marks that are the same for all readers, and of which none begins with another', () => {
    const related = { ...mails.en, embedded: [picture] }
    const marksOf = (name: string) => {
      const root = readMimeTree(rawOf(written(related, { name, address: 'a@b.org' })))
      return allParts(root).flatMap(({ boundary }) => boundary ?? [])
    }
    const [outer = '', inner = ''] = marksOf('Ada')
    expect(marksOf('Bo')).toEqual([outer, inner])
    expect(outer.startsWith(inner) || inner.startsWith(outer)).toBe(false)
    expect(outer).toMatch(/^=_[0-9a-f]{32}$/)
  })

  it('shares the bytes that all readers get', () => {
    const encoded = encodeMail({ ...mails.en, embedded: [picture] }, sender)
    const bodyFor = (name: string) => encoded.write({ name, address: 'a@b.org' }, pages, date).body
    const other = bodyFor('Bo')
    const own = bodyFor('Ada').filter(bytes => !other.includes(bytes))
    expect(own.every(bytes => bytes.length < 400)).toBe(true)
    expect(own.length).toBeLessThan(other.length)
  })
})

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        '.',
        ' ',
        '\t',
        '--=_',
        '"',
        '=?',
        '?=',
        '<',
        '\uFDD0name\uFDD1',
        ':',
      ),
      fc.constantFrom('Bcc: x@y', '字', '😀', '\uD800', '\u2028', '\u0000', '=0D=0A', '--', '\\'),
      fc.string({ unit: 'binary', maxLength: 40 }),
    ),
    { maxLength: 30 },
  )
  .map(pieces => pieces.join(''))

describe('whatever the words of a reader are', () => {
  it.each(Object.entries(mails))('they end no part, no header and no line: %s', async (_, mail) => {
    const plain = readMimeTree(rawOf(written({ ...mail, embedded: [picture] })))
    const shapeOf = (raw: Buffer) =>
      allParts(readMimeTree(raw)).map(({ id, type, isClosed }) => [id, type, isClosed])
    const fieldsOf = (header: string) => header.split(/\r\n(?![ \t])/).map(field => field.split(':')[0])
    const usual = written({ ...mail, subjectByName: '{name}' })
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, own) => {
        const message = written(
          { ...mail, embedded: [picture], subjectByName: '{name}' },
          { name, address: `${own}@example.org` },
          { unsubscribeUrl: pages.unsubscribeUrl, preferencesUrl: own },
        )
        const raw = rawOf(message)
        expect(shapeOf(raw)).toEqual(allParts(plain).map(({ id, type, isClosed }) => [id, type, isClosed]))
        expect(fieldsOf(message.header)).toEqual(fieldsOf(usual.header))
        const lines = joinedBytes(message.body).toString('latin1').split('\r\n')
        expect(lines.filter(line => line.length > 76 || line.startsWith('.') || /[\r\n]/.test(line))).toEqual(
          [],
        )
        const broken = message.header
          .split('\r\n')
          .slice(0, -1)
          .filter(line => line.trim() === '' || line.startsWith('.') || /[\r\n]/.test(line))
        expect(broken).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('no line of the header is above 998 bytes', () => {
    for (const name of names) {
      const mail = { ...mails.en, subject: name, subjectByName: `{name}${name}` }
      const { header } = encodeMail(mail, { ...sender, name }).write(
        { name, address: 'a@b.org' },
        pages,
        date,
      )
      expect(Math.max(...header.split('\r\n').map(line => Buffer.byteLength(line)))).toBeLessThanOrEqual(998)
    }
  })
})
