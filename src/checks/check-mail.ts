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
    else findings.push(...found)
  }
  return { findings, passed, notRun }
}
