import { setImmediate } from 'node:timers/promises'
import { CannotRun, type Check, type CheckedMail } from './check.ts'
import type { Finding, NotRun, Report } from './report.ts'

/** Makes every check of a mail; one that breaks on it counts as not run. */
export async function checkMail(mail: CheckedMail, checks: readonly Check[]): Promise<Report> {
  const findings: Finding[] = []
  const passed: string[] = []
  const notRun: NotRun[] = []
  for (const check of checks) {
    // A large mail takes seconds, and others wait: for their pages, and to hand in mail.
    await setImmediate()
    const found = await outcomeOf(check, mail)
    if ('reason' in found) notRun.push({ check: check.name, reason: found.reason })
    else if (found.findings.length === 0) passed.push(check.name)
    else findings.push(...listed(found.findings))
  }
  return { findings, passed, notRun }
}

async function outcomeOf(
  check: Check,
  mail: CheckedMail,
): Promise<{ findings: readonly Finding[] } | { reason: string }> {
  try {
    const reason = check.cannotRun?.(mail)
    return reason === undefined ? { findings: await check.run(mail) } : { reason }
  } catch (error) {
    // Anybody may send a mail to the test inbox: one that breaks a parser is still shown, with what else was found.
    return {
      reason: error instanceof CannotRun ? error.message : `the mail cannot be read that far: ${error}`,
    }
  }
}

// Nobody reads a hundred findings of one kind, and most have one cause.
const mostListed = 20

function listed(found: readonly Finding[]): readonly Finding[] {
  const sorted = found.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'))
  const more = sorted.length - mostListed
  const [next] = sorted.slice(mostListed)
  if (!next) return sorted
  const { check, severity } = next
  const what = `${more.toLocaleString('en')} more such ${more === 1 ? 'finding' : 'findings'}`
  return [
    ...sorted.slice(0, mostListed),
    { check, severity, what, wayOut: 'Mend those above, and check again.' },
  ]
}
