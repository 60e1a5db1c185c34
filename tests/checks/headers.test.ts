import { describe, expect, it } from 'vitest'
import { checkMail } from '../../src/checks/check-mail.ts'
import { mailChecks } from '../../src/checks/mail-checks.ts'
import { receiveMail } from '../../src/checks/received-mail.ts'
import { aRawMail, found } from './a-mail.ts'

const encoded = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`

async function foundInRaw(name: string, raw: Buffer) {
  const { findings } = await checkMail(
    { received: await receiveMail(raw) },
    mailChecks.filter(check => check.name === name),
  )
  return findings.map(({ severity, what }) => `${severity}: ${what}`)
}

const changed = (from: string, to: string, encoding: 'utf8' | 'latin1' = 'utf8') =>
  Buffer.from(aRawMail().toString('utf8').replace(from, to), encoding)

describe('headers', () => {
  it.each([
    ['from', { From: null }, 'error: The mail has no From header'],
    ['from', { From: 'Weekly' }, 'error: The From header has no address'],
    ['from', { From: 'Weekly <weekly>' }, 'error: The address in From cannot be written to'],
    ['from', { From: 'a@b.org, c@d.org' }, 'error: The From header has 2 addresses'],
    ['from', { From: `Weekly <a@${encoded('例子.cn')}>` }, 'error: The address in From'],
    ['from', { From: 'weekly@a.org' }, 'warning: The sender has no name'],
    ['from', { From: '"help@bank.com" <a@evil.org>' }, 'warning: The name of the sender, "help@bank.com"'],
    [
      'from',
      { From: 'Weekly <newsletter@localhost>' },
      'warning: The mail comes from "newsletter@localhost"',
    ],
    ['date', { Date: null }, 'error: The mail has no Date header'],
    ['date', { Date: '2026-01-19' }, 'error: The Date header is no date: "2026-01-19"'],
    ['date', { Date: 'Tue, 31 Feb 2026 08:00:00 +0800' }, 'error: The Date header is no date'],
    ['date', { Date: 'Mon, 19 Jan 2026 25:00:00 +0800' }, 'error: The Date header is no date'],
    [
      'date',
      { Date: 'Sat, 24 Jan 2026 08:00:00 +0800' },
      'warning: The Date header is more than a day ahead',
    ],
    ['message-id', { 'Message-ID': null }, 'error: The mail has no Message-ID'],
    ['message-id', { 'Message-ID': '1234' }, 'error: The Message-ID is not well-formed: "1234"'],
    ['message-id', { 'Message-ID': '<a b@c.org>' }, 'error: The Message-ID is not well-formed'],
    ['duplicate-headers', { Subject: ['a', 'b'] }, 'error: The header Subject stands 2 times'],
    ['duplicate-headers', { From: ['a@b.org', 'c@d.org'] }, 'error: The header From stands 2 times'],
    [
      'header-encoding',
      { Subject: encoded('a\r\nBcc: b@c.org') },
      'error: The header Subject has a line end',
    ],
    [
      'header-encoding',
      { Subject: 'Café' },
      'error: The header Subject has bytes that are not ASCII: "Café"',
    ],
    ['header-encoding', { 'Not a header': 'a' }, 'error: A line of the header is none'],
    ['recipients', { Bcc: 'a@b.org' }, 'error: The mail has a Bcc header'],
    ['recipients', { To: 'a@b.org, c@d.org' }, 'warning: The mail shows 2 addresses'],
    ['recipients', { Precedence: 'bulk' }, 'warning: The mail has the header Precedence: "bulk"'],
    ['line-length', { 'X-Long': 'a'.repeat(1000) }, 'error: A line of the header has 1,008 bytes'],
    ['mime-structure', { 'MIME-Version': null }, 'error: The mail has no MIME-Version'],
    [
      'mime-structure',
      { 'Content-Type': 'multipart/alternative' },
      'error: A multipart/alternative does not name',
    ],
    [
      'mime-structure',
      { 'Content-Type': 'multipart/mixed; boundary=c' },
      'error: A multipart/mixed has no parts',
    ],
  ])('%s: %j', async (name, headers, what) => {
    const now = new Date('2026-01-19T00:00:00Z')
    expect(await found(name, { headers }, { now })).toEqual([expect.stringContaining(what)])
  })

  it.each([
    ['from', { From: `${encoded('周报')} <weekly@xn--fsqu00a.cn>` }],
    ['from', { From: '"Weekly, the" <a.b+c@d.co.uk>' }],
    ['from', { From: 'weekly@a.org (Weekly)' }],
    ['date', { Date: '19 Jan 2026 08:00 +0000 (UTC)' }],
    ['date', { Date: 'Mon, 19 Jan 2026 23:00:00 GMT' }],
    ['message-id', { 'Message-ID': '<a.b$c+d=e@[192.0.2.1]>' }],
    ['duplicate-headers', { Received: ['from a', 'from b'], 'DKIM-Signature': ['v=1', 'v=1'] }],
    ['header-encoding', { Subject: encoded('周报'), To: '用户 <用户@例子.cn>' }],
    ['recipients', { To: '"Ada, Countess" <a@b.org>' }],
    ['line-length', { 'X-Long': `${'a'.repeat(990)}\r\n ${'b'.repeat(990)}` }],
  ])('%s passes %j', async (name, headers) => {
    expect(await found(name, { headers }, { now: new Date('2026-01-19T00:00:00Z') })).toEqual([])
  })

  it.each([
    ['a boundary that is not closed', 'mime-structure', changed('--b--', ''), 'error: The boundary "b"'],
    [
      'letters of an unknown encoding',
      'mime-structure',
      changed(
        'text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n',
        'text/plain\r\n\r\nCafé\r\n',
      ),
      'warning: A text/plain part does not say',
    ],
    [
      'a long line',
      'line-length',
      changed('--b--', `${'a'.repeat(999)}\r\n--b--`),
      'error: A line of the body has 999 bytes',
    ],
    ['LF alone', 'line-ends', changed('--b--', 'a\nb\r\n--b--'), 'error: The mail has LF without CR once'],
    [
      'CR alone',
      'line-ends',
      changed('--b--', 'a\rb\rc\r\n--b--'),
      'error: The mail has CR without LF 2 times',
    ],
  ])('finds %s', async (_, name, raw, what) => {
    expect(await foundInRaw(name, raw)).toEqual([expect.stringContaining(what)])
  })

  it('tells of a text part that programs show in place of the HTML', async () => {
    const last = 'Content-Type: text/plain; charset=utf-8\r\n\r\nText'
    expect(await found('mime-structure', { text: null, parts: [last] })).toEqual([
      expect.stringContaining('warning: The text part stands behind the HTML'),
    ])
  })

  it('takes a mail in a file of Unix for what it is sent as', async () => {
    const raw = Buffer.from(aRawMail().toString().replaceAll('\r\n', '\n'))
    expect(await foundInRaw('line-ends', raw)).toEqual([])
    expect(await foundInRaw('mime-structure', raw)).toEqual([])
  })
})
