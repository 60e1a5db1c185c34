import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkMail } from '../../src/checks/check-mail.ts'
import { mailChecks } from '../../src/checks/mail-checks.ts'
import { receiveMail } from '../../src/checks/received-mail.ts'
import { aHtml, anOrigin, aRawMail } from './a-mail.ts'

const origin = anOrigin('### A\n\n![](a.png) {{ a }}\n', { 'p.md': 'A post about undefined.\n' })
const now = new Date('2026-01-19T00:00:00Z')

async function checked(raw: Buffer) {
  const report = await checkMail({ received: await receiveMail(raw), origin, now }, mailChecks)
  // A check that broke is not run either, and does not count.
  const notRun = report.notRun.filter(({ reason }) => !reason.startsWith('the mail cannot be read'))
  const named = new Set([...[...report.findings, ...notRun].map(({ check }) => check), ...report.passed])
  return { named: named.size, findings: report.findings }
}

const tokens = [
  'a',
  ' ',
  '<',
  '&',
  '{{ a',
  '%%a',
  '*|A',
  '=?UTF-8?Q?a?= ',
  '\u0092',
  '/',
  'https://a.b/c,',
  'a@b.',
  '<div>',
  '<b a=1></p>',
  '<a href="/x">here</a>',
  'hi undefined, ',
]

describe('a hostile mail', () => {
  it.each(tokens)('is read to its end, however often it says %j', async token => {
    const times = (length: number) => token.repeat(Math.ceil(length / Buffer.byteLength(token)))
    const attribute = times(250_000).replaceAll('"', '')
    const content =
      `<a href="${attribute}">${times(250_000)}</a><p style="${attribute}">x</p><img src="${attribute}">` +
      times(1_000_000)
    const long = Buffer.from(times(150_000)).toString('latin1')
    const headers = Object.fromEntries(
      ['From', 'Subject', 'Date', 'Message-ID', 'List-Unsubscribe', 'DKIM-Signature'].map(name => [
        name,
        long,
      ]),
    )
    const { named } = await checked(aRawMail({ html: aHtml(content), text: times(1_000_000), headers }))
    expect(named).toBe(mailChecks.length)
  })

  const piece = fc.oneof(
    fc.constantFrom(
      ...tokens,
      '\r\n',
      '\r',
      '\n\n',
      '--b',
      '--b--',
      '<!--',
      '"',
      "'",
      'From: ',
      '<pre>',
      'Content-Type: ',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  )

  it('is checked by every check, whatever stands where', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(), piece), { maxLength: 30 }), async pieces => {
        const whole = aRawMail({
          html: aHtml('<p><a href="https://a.org/">A</a><img src="cid:a"></p>'),
        }).toString()
        const spoilt = pieces.reduce((text, [at, piece]) => {
          const place = at % (text.length + 1)
          return text.slice(0, place) + piece + text.slice(place)
        }, whole)
        expect((await checked(Buffer.from(spoilt))).named).toBe(mailChecks.length)
      }),
      { numRuns: 200 },
    )
  })

  it('says what it says in one line of a terminal', async () => {
    const { findings } = await checked(
      aRawMail({
        content: `<a href="javascript:\u001b[2J\n${'x'.repeat(500)}">\u202e\u0007a</a>`,
        text: '{{ \u001b[0m a }}',
      }),
    )
    const said = findings.map(({ what, wayOut }) => what + wayOut)
    expect(said.filter(text => /[\p{Cc}\u202e]/u.test(text) || text.length > 400)).toEqual([])
    expect(findings.length).toBeGreaterThan(1)
  })
})
