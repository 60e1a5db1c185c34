import { describe, expect, it } from 'vitest'
import type { Check } from '../../src/checks/check.ts'
import { checkMail } from '../../src/checks/check-mail.ts'
import { checkNamed, error, warning } from '../../src/checks/found.ts'
import { mailChecks } from '../../src/checks/mail-checks.ts'
import { aMail, anOrigin, findingsOf } from './a-mail.ts'

describe('checkMail', () => {
  it('finds nothing in a mail that is as it must be', async () => {
    const report = await checkMail({ ...(await aMail()), origin: anOrigin('') }, mailChecks)
    expect(report.findings).toEqual([])
    expect(report.passed).toEqual(mailChecks.map(({ name }) => name))
  })

  it('says which checks cannot be made, and why', async () => {
    const { notRun } = await checkMail(await aMail(), mailChecks)
    expect(notRun).toEqual([
      { check: 'postal-address', reason: expect.stringContaining("newsletter's own issues") },
    ])
  })

  it('lets others have their turn between two checks', async () => {
    const received = await aMail()
    let turns = 0
    setImmediate(() => turns++)
    let turnsBefore = 0
    const noting: Check = {
      name: 'noting',
      run: () => {
        turnsBefore = turns
        return []
      },
    }
    await checkMail(received, [noting])
    expect(turnsBefore).toBe(1)
  })

  it('gives each check a name of its own', () => {
    expect(new Set(mailChecks.map(({ name }) => name)).size).toBe(mailChecks.length)
  })

  it('lists twenty findings of a check, errors first, and how many more there are', async () => {
    const many = checkNamed('many', () => [
      ...Array.from({ length: 30 }, () => warning('A warning', '')),
      error('An error', ''),
    ])
    const { findings } = await checkMail(await aMail(), [many])
    expect(findings).toHaveLength(21)
    expect(findings[0]?.what).toBe('An error')
    expect(findings[20]).toMatchObject({ check: 'many', severity: 'warning', what: '11 more such findings' })
  })

  it('says where a thing stands: in the post, else in the issue', async () => {
    const origin = anOrigin('[a](http://one.org/a) [b](http://two.org/b)\n', {
      'p.md': '\n\n[a](http://one.org/a)\n',
    })
    const content = '<a href="http://one.org/a?utm_source=x">a</a> <a href="http://two.org/b">b</a>'
    const findings = await findingsOf('link-trust', { content }, { origin })
    expect(findings.map(({ where }) => where)).toEqual([
      { file: 'content/p.md', line: 3 },
      { file: 'issues/2026-W03/issue.md', line: 12 },
    ])
  })
})
