import type { Check, CheckedMail } from './check.ts'
import type { Finding, NotRun, Report } from './report.ts'

/** Makes every check of a mail. */
export async function checkMail(mail: CheckedMail, checks: readonly Check[]): Promise<Report> {
  const findings: Finding[] = []
  const passed: string[] = []
  const notRun: NotRun[] = []
  for (const check of checks) {
    const reason = check.cannotRun?.(mail)
    if (reason !== undefined) {
      notRun.push({ check: check.name, reason })
      continue
    }
    const found = await check.run(mail)
    if (found.length === 0) passed.push(check.name)
    else findings.push(...listed(found))
  }
  return { findings, passed, notRun }
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
