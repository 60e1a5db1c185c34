import { createTransport } from 'nodemailer'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { readMail } from '../../src/mime/read-mail.ts'

const megabyte = 1024 * 1024
const read = (raw: string | Buffer) => readMail(Buffer.from(raw))

async function compose(mail: object): Promise<Buffer> {
  const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail(mail)
  return message as Buffer
}

describe('readMail', () => {
  it.each([
    ['plain text', { text: 'Hello\n\n你好 = 1\n' }],
    ['HTML beside text', { text: '你好', html: '<p>你好 &amp; é</p>' }],
    ['base64', { text: '你好\n', html: '<p>é</p>', textEncoding: 'base64' }],
    [
      'pictures and files',
      {
        html: '<img src="cid:a">',
        attachments: [
          { cid: 'a', filename: 'a.png', content: 'x' },
          { filename: 'b.txt', content: '你好' },
        ],
      },
    ],
    ['a calendar', { text: 'Come', icalEvent: { content: 'BEGIN:VCALENDAR\nEND:VCALENDAR' } }],
    ['long lines', { text: 'word '.repeat(500) }],
  ])('reads %s as postal-mime does', async (_name, mail) => {
    const raw = await compose({ from: 'a@b.c', to: 'd@e.f', subject: '周报', ...mail })
    const [{ email, files }, theirs] = [await read(raw), await PostalMime.parse(raw)]
    expect(email).toMatchObject({
      subject: theirs.subject,
      from: theirs.from,
      to: theirs.to,
      headers: theirs.headers,
    })
    expect([email.text, email.html]).toEqual([theirs.text, theirs.html])
    expect(files.map(({ name, type, content }) => [name, type, Buffer.from(content)])).toEqual(
      theirs.attachments.map(file => [
        file.filename ?? '',
        file.mimeType,
        Buffer.from(file.content as ArrayBuffer),
      ]),
    )
  })

  it('names the place and the role of each file', async () => {
    const raw = await compose({
      html: '<img src="cid:a">',
      attachments: [
        { cid: 'a', content: 'x' },
        { filename: 'b.txt', content: 'y' },
      ],
    })
    expect((await read(raw)).files).toMatchObject([
      { partId: '1.2', contentId: 'a', isInline: true },
      { partId: '2', contentId: '', isInline: false, isAttachment: true },
    ])
  })

  it.each([
    ['a multipart without a boundary', 'Content-Type: multipart/mixed\n\nwords', 'words\n'],
    ['a multipart without parts', 'Content-Type: multipart/mixed; boundary=b\n\nwords', 'words\n'],
    ['a part without an end', 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nwords', 'words\n'],
    ['a part that begins with a space', ' folded\nSubject: x\n\nwords', 'words\n'],
    ['a charset that nobody has', 'Content-Type: text/plain; charset=klingon\n\nwords', 'words\n'],
    ['broken base64', 'Content-Transfer-Encoding: base64\n\n*d29y=ZHM=', 'words'],
    ['broken quoted-printable', 'Content-Transfer-Encoding: quoted-printable\n\n=77or=\nd=ZZ=', 'word=ZZ'],
    [
      'a mail in a mail',
      'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nwords\n--b\nContent-Type: message/rfc822\n\nSubject: in\n\nit\n--b--',
      'words\n',
    ],
  ])('shows what it can of %s', async (_name, raw, text) => {
    expect((await read(raw)).email).toMatchObject({ text })
  })

  it('keeps nested parts in their places', async () => {
    const inner =
      '--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\nplain\n--c\nContent-Type: text/html\n\nrich\n--c--\n'
    const raw = `Content-Type: multipart/mixed; boundary=b\n\n${inner}--b\nContent-Type: image/png\n\nx\n--b--\nepilogue`
    const { email, files } = await read(raw)
    expect(email).toMatchObject({ text: 'plain\n', html: 'rich\n' })
    expect(files).toMatchObject([{ partId: '2' }])
  })

  it.each([
    ['empty lines', '\n'.repeat(10 * megabyte)],
    ['lines', `Subject: x\n\n${'a line of words\n'.repeat(megabyte)}`],
    ['one line', `\n${'a'.repeat(10 * megabyte)}`],
    ['zero bytes', Buffer.concat([Buffer.from('\n'), Buffer.alloc(5 * megabyte)])],
    ['headers', `${'X-A: b\n'.repeat(100_000)}\nbody`],
    ['a folded header', `Subject: a${'\n b'.repeat(400_000)}\n\n`],
    ['parts', `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(megabyte)}`],
    [
      'parts in parts',
      Array.from(
        { length: 10_000 },
        (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
      ).join(''),
    ],
    [
      'lines that look like the end of a part',
      `Content-Type: multipart/mixed; boundary=b\n\n${'--bb\n'.repeat(2 * megabyte)}`,
    ],
    [
      'lines that begin as a boundary of 60,000 letters does',
      `Content-Type: multipart/mixed; boundary="${'a'.repeat(60_000)}"\n\n${`--${'a'.repeat(59_990)}\n`.repeat(100)}`,
    ],
    ['groups of addresses', `To: ${'g:'.repeat(megabyte * 0.9)}\n\n`],
    ['lines that flow', `Content-Type: text/plain; format=flowed\n\n${'a \n'.repeat(3 * megabyte)}`],
    ['equals signs', `Content-Transfer-Encoding: quoted-printable\n\n${'= '.repeat(2 * megabyte)}`],
    ['padding', `Content-Transfer-Encoding: base64\n\n${'YQ=='.repeat(2 * megabyte)}`],
    ['mails in mails', 'Content-Type: message/rfc822\n\n'.repeat(megabyte / 10)],
    ['parameters', `Content-Type: text/plain; ${'boundary="'.repeat(200_000)}\n\nx`],
  ])('takes megabytes of %s apart', async (_name, raw) => {
    await read(raw)
  })

  it('refuses headers of more than two megabytes', async () => {
    await expect(read(`Subject: ${'x'.repeat(3 * megabyte)}`)).rejects.toThrow('header size')
  })
})
