import type { App } from '../../app.ts'
import { sayReport } from '../check-report.ts'
import type { Context } from '../command.ts'
import type { Outgoing } from '../outgoing.ts'

/** Whether an issue may go out: shows what the checks found, and stops at an error, but for a rehearsal. */
export async function sayChecks(
  { terminal }: Context,
  app: App,
  issue: string,
  { isRehearsal }: Pick<Outgoing, 'isRehearsal'>,
): Promise<boolean> {
  const { report } = await app.check(issue)
  const count = (wanted: string) => report.findings.filter(({ severity }) => severity === wanted).length
  const [errors, warnings] = [count('error'), count('warning')]
  if (errors > 0)
    sayReport(terminal, {
      ...report,
      findings: report.findings.filter(({ severity }) => severity === 'error'),
    })
  if (errors === 0)
    terminal.fact(
      'Checks',
      warnings === 0 ? 'passed' : `no error, ${warnings} to look at: "masthead check ${issue}"`,
    )
  else if (isRehearsal) terminal.warn('With an SMTP server, these errors would keep it from being sent.')
  else terminal.warn(`Nothing was sent: mend ${errors === 1 ? 'this' : 'these'} first.`)
  return errors === 0 || isRehearsal
}
