import { describe, expect, it } from 'vitest'
import { composeAgain, composeNewIssue } from '../../src/issues/compose-issue.ts'
import { parseIssueFile, readIssue } from '../../src/issues/issue-file.ts'
import { renderMail } from '../../src/mail/render-mail.ts'
import { personalMail } from '../../src/mail/slots.ts'
import { readTemplate } from '../../src/mail/template-folder.ts'
import { mailWeigher } from '../../src/mail/weigh-mail.ts'
import { anEntry, settings, window } from '../issues/an-issue.ts'
import { pagesOf, pagesUrl } from './a-reader.ts'
import { settings as anyMail } from './mail-settings.ts'

const mailSettings = { ...anyMail, campaign: { source: 'weekly' } }
const source = { title: 'A [source] & more', url: 'https://a.example.org/1?a=1&b=2' }
const entries = ['a', 'b', 'c', 'd', 'e'].map(name =>
  anEntry(name, { link: `https://b.example.org/${name}`, sources: [source] }, `# <${name}> [x]: y`),
)
const head = { id: '2026-W03', number: 3, window }
const limited = (most: number) => ({ ...settings, limits: { entries: most, bytes: 102_000 } })
const bytesOfMail = async (text: string) => {
  const template = await readTemplate('weekly', ['templates'], '.')
  return Buffer.byteLength(
    (await renderMail(readIssue(parseIssueFile(text, 'issue.md')), template, mailSettings)).html,
  )
}

describe('mailWeigher', () => {
  it('weighs what the mail of a file weighs, of each issue that it is given', async () => {
    const weigh = mailWeigher(await readTemplate('weekly', ['templates'], '.'), mailSettings)
    for (const most of [0, 1, 2, 20, 1]) {
      const composition = composeNewIssue(entries, head, limited(most))
      expect(await weigh(composition)).toBe(await bytesOfMail(composition.text))
    }
  })

  it('weighs what an editor wrote, with definitions that stand elsewhere in the file', async () => {
    const weigh = mailWeigher(await readTemplate('weekly', ['templates'], '.'), mailSettings)
    const edited = composeNewIssue(entries, head, limited(2))
      .text.replace('Summary of e.', 'Summary [here][x], **edited**.')
      .replace('<!-- composed', 'Words below.\n\n[x]: https://x.example.org/a-definition\n\n<!-- composed')
    const composition = composeAgain(parseIssueFile(edited, 'issue.md'), entries, limited(2))
    expect(composition.text).toContain('a-definition')
    expect(await weigh(composition)).toBe(await bytesOfMail(composition.text))
  })

  it('weighs the pages of a reader at their length', async () => {
    const template = await readTemplate('weekly', ['templates'], '.')
    const withPages = { ...mailSettings, pagesUrl }
    const composition = composeNewIssue(entries, head, limited(20))
    const weight = await mailWeigher(template, withPages)(composition)
    const mail = await renderMail(
      readIssue(parseIssueFile(composition.text, 'issue.md')),
      template,
      withPages,
    )
    const { html } = personalMail(mail, { id: 1_000_000, name: '', address: 'a@b.org' }, pagesOf(1_000_000))
    expect(weight).toBeGreaterThanOrEqual(Buffer.byteLength(html))
    expect(weight - Buffer.byteLength(html)).toBeLessThan(30)
  })
})
