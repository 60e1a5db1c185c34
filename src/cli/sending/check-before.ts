import type { App } from '../../app.ts'
import { sayReport } from '../check-report.ts'
import type { Context } from '../command.ts'
import type { Outgoing } from '../outgoing.ts'

/** Whether an issue may go out: shows what the checks found, and stops at an error, but for a rehearsal. */
export async function sayChecks(
  { terminal }: Context,
  app: App,
  issue: string,
  { isRehearsal, isDry = false }: Pick<Outgoing, 'isRehearsal'> & { isDry?: boolean },
): Promise<boolean> {
  const { report } = await app.check(issue)
  const errors = report.findings.filter(({ severity }) => severity === 'error')
  const warnings = report.findings.filter(({ severity }) => severity === 'warning').length
  if (errors.length === 0) {
    terminal.fact(
      'Checks',
      warnings === 0 ? 'passed' : `no error, ${warnings} to look at: "masthead check ${issue}"`,
    )
    return true
  }
  sayReport(terminal, { ...report, findings: errors })
  if (isRehearsal) terminal.warn('With an SMTP server, these errors would keep it from being sent.')
  else terminal.warn(`Nothing was sent: mend ${errors.length === 1 ? 'this' : 'these'} first.`)
  if (!isRehearsal && !isDry) terminal.data({ issue, status: 'stopped', findings: errors })
  return isRehearsal
}
