import { describe, expect, it } from 'vitest'
import { CannotRun, type Check } from '../../src/checks/check.ts'
import { checkMail } from '../../src/checks/check-mail.ts'
import type { Finding } from '../../src/checks/report.ts'
import { anHtmlMail } from './an-html-mail.ts'

const finding: Finding = { check: 'b', severity: 'error', what: 'It is wrong', wayOut: 'Mend it.' }
const failing = (name: string, error: Error): Check => ({ name, run: () => Promise.reject(error) })

describe('checkMail', () => {
  it('counts each check once: found, passed or not run', async () => {
    const checks: Check[] = [
      { name: 'a', run: () => [] },
      { name: 'b', run: async () => [finding, finding] },
      { name: 'c', cannotRun: () => 'not here', run: () => [finding] },
      failing('d', new CannotRun('nobody answers')),
      failing('e', new RangeError('too deep')),
    ]
    expect(await checkMail(await anHtmlMail('x'), checks)).toEqual({
      findings: [finding, finding],
      passed: ['a'],
      notRun: [
        { check: 'c', reason: 'not here' },
        { check: 'd', reason: 'nobody answers' },
        { check: 'e', reason: 'the mail cannot be read that far: RangeError: too deep' },
      ],
    })
  })
})
