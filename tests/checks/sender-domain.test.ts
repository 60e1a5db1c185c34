import { describe, expect, it } from 'vitest'
import { CannotRun } from '../../src/checks/check.ts'
import { checkMail } from '../../src/checks/check-mail.ts'
import { type SenderSettings, senderDomain } from '../../src/checks/online/sender-domain.ts'
import { anHtmlMail } from './an-html-mail.ts'

const good: Record<string, string[]> = {
  'news.example.org': ['google-site-verification=x', 'v=spf1 include:_spf.example.net ~all'],
  's1._domainkey.news.example.org': ['v=DKIM1; k=rsa; p=MIGf'],
  '_dmarc.example.org': ['v=DMARC1; p=none; rua=mailto:a@example.org'],
}

async function faults(
  records: Record<string, string[]>,
  settings: Partial<SenderSettings> = {},
  headers = '',
) {
  const check = senderDomain(async name => records[name] ?? [], {
    bulk: false,
    dkimSelector: 's1',
    ...settings,
  })
  const mail = await anHtmlMail('x', `${headers}From: "A, B" <weekly@News.example.org>\r\n`)
  return (await check.run(mail)).map(({ severity, what }) => `${severity}: ${what}`)
}

describe('the domain of the sender', () => {
  it('is fine with SPF, DKIM and the DMARC of its parent', async () => {
    expect(await faults(good)).toEqual([])
  })

  it.each([
    ['news.example.org', [], 'news.example.org has no SPF record'],
    [
      'news.example.org',
      ['v=spf1 -all', 'v=spf1 a ~all'],
      'news.example.org has 2 SPF records, which counts as none',
    ],
    [
      'news.example.org',
      ['v=spf1 +all'],
      'The SPF record of news.example.org allows everybody: "v=spf1 +all"',
    ],
    ['s1._domainkey.news.example.org', [], 'There is no DKIM key at s1._domainkey.news.example.org'],
    [
      's1._domainkey.news.example.org',
      ['v=DKIM1; p='],
      'The DKIM key at s1._domainkey.news.example.org is empty: it was revoked',
    ],
    ['_dmarc.example.org', [], 'news.example.org has no DMARC record'],
    [
      '_dmarc.example.org',
      ['v=DMARC1; rua=mailto:a@b.c'],
      'The DMARC record at _dmarc.example.org has no policy',
    ],
  ])('is warned of where %s says %j', async (name, records, what) => {
    expect(await faults({ ...good, [name]: records })).toEqual([`warning: ${what}`])
  })

  it('is an error for bulk senders', async () => {
    expect(await faults({}, { bulk: true })).toHaveLength(3)
    expect((await faults({}, { bulk: true })).every(line => line.startsWith('error'))).toBe(true)
  })

  it.each([
    [
      'mail.example.net',
      ['warning: The mail is signed by mail.example.net, and comes from news.example.org'],
    ],
    ['example.org', []],
  ])('is or is not aligned with a signature by %s', async (signer, found) => {
    const signature = `DKIM-Signature: v=1; a=rsa-sha256; d=${signer}; s=x; b=abc\r\n`
    expect(await faults(good, {}, signature)).toEqual(found)
  })

  it('is not looked up where there is no key to look for', async () => {
    const check = senderDomain(async name => good[name.replace('s1.', '')] ?? [], { bulk: false })
    expect(await check.run(await anHtmlMail('x', 'From: weekly@news.example.org\r\n'))).toEqual([])
  })

  it.each([
    [
      'From: newsletter@localhost\r\n',
      'the sender is at "localhost": masthead.yaml has no "from" that others could see',
    ],
    ['', 'the mail has no sender'],
    ['From: a@example.org\r\n', 'the DNS cannot be asked'],
  ])('is not judged with %j', async (headers, reason) => {
    const silent = senderDomain(() => Promise.reject(new CannotRun('the DNS cannot be asked')), {
      bulk: true,
    })
    const { notRun } = await checkMail(await anHtmlMail('x', headers), [silent])
    expect(notRun).toEqual([{ check: 'sender-domain', reason }])
  })
})
