import type { EntryCost, Finding, NotRun, Report, Severity } from '../checks/report.ts'
import type { Terminal } from './terminal.ts'
import { wrapped } from './wrapped.ts'

const marks = { error: ['red', '✗'], warning: ['yellow', '!'] } as const

/** What the checks found, errors first, then what passed, and what was not run and why. */
export function sayReport(terminal: Terminal, { findings, passed, notRun }: Report): void {
  for (const severity of ['error', 'warning'] as const) {
    const some = findings.filter(finding => finding.severity === severity)
    if (some.length > 0) sayFindings(terminal, severity, some)
  }
  terminal.say()
  sayFact(terminal, 'Passed', passed.length === 0 ? 'nothing' : `${passed.length}: ${passed.join(', ')}`)
  for (const [at, reason] of [...new Set(notRun.map(({ reason }) => reason))].entries())
    sayFact(terminal, at === 0 ? 'Not run' : '', `${namesFor(reason, notRun)}: ${reason}`)
}

const namesFor = (reason: string, notRun: readonly NotRun[]): string =>
  notRun
    .filter(check => check.reason === reason)
    .map(({ check }) => check)
    .join(', ')

function sayFindings(terminal: Terminal, severity: Severity, findings: readonly Finding[]): void {
  const [colour, mark] = marks[severity]
  terminal.say()
  terminal.tell(terminal.style(colour, counted(findings.length, severity)))
  for (const { check, what, where, wayOut } of findings) {
    sayLines(terminal, `${what}.`, `  ${terminal.style(colour, mark)} `)
    const place = where && `${where.file}${where.line === undefined ? '' : `:${where.line}`}`
    terminal.tell(`    ${terminal.style('dim', place ? `${place} · ${check}` : check)}`)
    sayLines(terminal, wayOut, '    ')
  }
}

/** What the entries of an issue take of its mail, the largest first, and which of them to shorten. */
export function sayCosts(
  terminal: Terminal,
  { entries = [], toShorten }: Report,
  { isWhole }: { isWhole: boolean },
): void {
  if (toShorten) {
    terminal.say()
    sayFact(terminal, 'Shorten', shortening(toShorten))
  }
  if (!isWhole || entries.length === 0) return
  terminal.say()
  terminal.say(terminal.style('bold', 'Bytes of the HTML'))
  for (const { title, bytes } of entries)
    terminal.say(`  ${bytes.toLocaleString('en').padStart(8)}  ${terminal.fitTitle(title, 12)}`)
}

const shortening = (entries: readonly EntryCost[]): string =>
  entries.length === 0
    ? 'cutting every entry to its title would not do: send fewer entries'
    : `cut to their titles, these make the mail small enough: ${entries
        .map(({ title, bytes }) => `"${title}" (${Math.ceil(bytes / 1024)} KB)`)
        .join(', ')}`

const counted = (count: number, severity: Severity): string => `${count} ${severity}${count === 1 ? '' : 's'}`

function sayFact(terminal: Terminal, label: string, text: string): void {
  const [first = '', ...rest] = linesOf(terminal, text, 10)
  terminal.fact(label, first)
  for (const line of rest) terminal.fact('', line)
}

function sayLines(terminal: Terminal, text: string, before: string): void {
  const [first = '', ...rest] = linesOf(terminal, text, 4)
  terminal.tell(before + first)
  for (const line of rest) terminal.tell(`    ${line}`)
}

// In a file or a pipe, each finding is easier to search for when it is not cut.
const linesOf = (terminal: Terminal, text: string, before: number): string[] => {
  const width = terminal.width
  return width === undefined ? [text] : wrapped(text, Math.max(30, width - before))
}
