import { describe, expect, it } from 'vitest'
import { subject as subjectCheck } from '../../src/checks/inbox-row/subject.ts'
import { aHtml, found } from './a-mail.ts'
import { aMailOf, anOrigin } from './an-origin.ts'

describe('subject', () => {
  it.each(['', '   '])('is missing: "%s"', async subject => {
    expect(await found('subject', { subject })).toEqual(['error: The mail has no subject'])
  })

  it('is longer than a desktop shows, a Chinese character counting two', async () => {
    expect(await found('subject', { subject: '云'.repeat(36) })).toEqual([
      expect.stringMatching(
        /^warning: The subject takes 72 columns and is cut at about 70; a phone shows "云{18,19}…"$/,
      ),
    ])
  })

  it.each(['云'.repeat(35), 'a'.repeat(70), 'Short'])('fits: %s', async subject => {
    expect(await found('subject', { subject })).toEqual([])
  })
})

describe('subject by name', () => {
  it.each([
    [`{name}: ${'a'.repeat(58)}`, []],
    [
      `{name}: ${'a'.repeat(68)}`,
      [expect.stringMatching(/^The subject by name takes 79 columns .*"Alexandra: a+…"$/)],
    ],
  ])('is measured with a name: %s', async (subjectByName, whats) => {
    const origin = anOrigin('Text.')
    const issue = { ...origin.issue, head: { ...origin.issue.head, subjectByName } }
    const mail = await aMailOf({ ...origin, issue })
    const findings = await subjectCheck.run({ ...mail, received: { ...mail.received, subject: 'Weekly' } })
    expect(findings.map(({ what }) => what)).toEqual(whats)
  })
})

describe('preheader', () => {
  const subject = 'Go 1.27 is here, and what it brings'

  it.each([
    ['', 'The mail has no preheader: behind the subject, the inbox shows "View in browser"'],
    ['&#847;&zwnj;&nbsp;', 'The mail has no preheader'],
    [subject, 'The preheader repeats the subject'],
    [`${subject}!`, 'The preheader repeats the subject'],
    [`${subject} · 5 stories`, 'The preheader begins as the subject does'],
    ['Go 1.27 is here, and more', 'The preheader begins as the subject does'],
  ])('is wrong: "%s"', async (opening, what) => {
    const html = aHtml('<p>View in browser</p>', opening)
    expect(await found('preheader', { subject, html })).toEqual([expect.stringContaining(`warning: ${what}`)])
  })

  it.each(['Five stories about Go', 'Go is not what it was', 'V'])('is right: "%s"', async opening => {
    expect(await found('preheader', { subject, html: aHtml('<p>View in browser</p>', opening) })).toEqual([])
  })
})
