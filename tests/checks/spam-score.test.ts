import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { checkMail } from '../../src/checks/check-mail.ts'
import { spamScore } from '../../src/checks/spam/spam-score.ts'
import { anHtmlMail } from './an-html-mail.ts'

/** A SpamAssassin daemon that answers every mail alike, and keeps what it was asked. */
async function aSpamd(answer: string): Promise<{ address: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer({ allowHalfOpen: true }, socket => {
    let text = ''
    socket.on('error', () => {})
    socket.on('data', part => {
      text += part
    })
    socket.on('end', () => {
      asked.push(text)
      socket.end(answer)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

const report = (
  score: number,
) => `SPAMD/1.1 0 EX_OK\r\nContent-length: 300\r\nSpam: True ; ${score} / 5.0\r\n\r
Content analysis details:   (${score} points, 5.0 required)

 pts rule name              description
---- ---------------------- --------------------------------------------------
 0.0 URIBL_BLOCKED          ADMINISTRATOR NOTICE
 1.2 MISSING_HEADERS        Missing To: header
 2.5 SUBJ_ALL_CAPS          Subject is all capitals
-0.1 DKIM_VALID             Message has a valid signature
`

describe('the spam score', () => {
  it.each([
    [5, 'error'],
    [7.1, 'error'],
    [3, 'warning'],
    [4.9, 'warning'],
  ])('of %d is a finding with the heaviest rules', async (score, severity) => {
    const { address, asked } = await aSpamd(report(score))
    const mail = await anHtmlMail('Buy')
    expect(await spamScore(address).run(mail)).toMatchObject([
      { severity, what: `SpamAssassin gives it ${score} points: SUBJ_ALL_CAPS (2.5), MISSING_HEADERS (1.2)` },
    ])
    const { raw } = mail.received
    expect(asked).toEqual([`REPORT SPAMC/1.5\r\nContent-length: ${raw.length}\r\n\r\n${raw}`])
  })

  it.each([2.9, 0, -1.5])('of %d is none', async score => {
    const { address } = await aSpamd(report(score))
    expect(await spamScore(address).run(await anHtmlMail('Hello'))).toEqual([])
  })

  it.each([
    ['no daemon is named', undefined, 'no daemon is named: checks.spamd in masthead.yaml'],
    ['it is away', '127.0.0.1:1', 'the spam daemon at 127.0.0.1:1 does not answer (ECONNREFUSED)'],
  ])('is not run where %s', async (_name, address, reason) => {
    const { notRun } = await checkMail(await anHtmlMail('x'), [spamScore(address)])
    expect(notRun).toEqual([{ check: 'spam-score', reason }])
  })

  it.each(['SPAMD/1.0 76 Bad header line', '', 'HTTP/1.1 400 Bad Request\r\n\r\n'])(
    'is not run where something else answers: %j',
    async answer => {
      const { address } = await aSpamd(answer)
      const { notRun } = await checkMail(await anHtmlMail('x'), [spamScore(address)])
      expect(notRun).toEqual([
        { check: 'spam-score', reason: `the spam daemon at ${address} answers "${answer.split('\r')[0]}"` },
      ])
    },
  )
})
