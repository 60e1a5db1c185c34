import type { CheckedIssue } from '../checking.ts'
import { sayCosts, sayReport } from './check-report.ts'
import { type CommandDefinition, describeCommand } from './command.ts'
import type { Terminal } from './terminal.ts'

interface CheckFlags {
  online?: boolean
  costs?: boolean
}

/** In bytes: Gmail shows the first 104,448 of a mail's HTML. */
const large = 90 * 1024

/** `masthead check`: an issue as the message that would go out, looked at before it does. */
export const checkCommand = (): CommandDefinition => ({
  command: describeCommand(
    'check [issue]',
    'Check the message that an issue would go out as; exit 1 on an error.',
    'check 2026-W03',
    'check --online --json',
  )
    .argument('[issue]', 'the id of an issue; else the one whose days are the latest')
    .option('--online', 'also ask the network: links, pictures, the domain of the sender')
    .option('--costs', 'show how many bytes each entry takes'),
  async run({ terminal, openApp }, flags, [issue]) {
    const { online: isOnline = false, costs = false }: CheckFlags = flags
    const app = await openApp()
    const checked = await app.check(issue, { isOnline })
    const { report, mail } = checked
    const bytes = sayMail(terminal, checked)
    sayReport(terminal, report)
    sayCosts(terminal, report, { isWhole: costs || bytes.html >= large })
    terminal.data({ id: mail.issue, bytes, ...report })
    return report.findings.some(({ severity }) => severity === 'error') ? 1 : 0
  },
})

function sayMail(
  terminal: Terminal,
  { mail, raw }: CheckedIssue,
): { html: number; text: number; raw: number } {
  const bytes = { html: Buffer.byteLength(mail.html), text: Buffer.byteLength(mail.text), raw: raw.length }
  terminal.fact('Issue', mail.issue)
  terminal.fact('Subject', terminal.fitTitle(mail.subject, 10))
  terminal.fact(
    'Mail',
    `${kilobytes(bytes.html)} of HTML, ${kilobytes(bytes.text)} of text, ${kilobytes(bytes.raw)} as it goes out`,
  )
  return bytes
}

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1024)} KB`
