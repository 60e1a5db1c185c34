import type { Counts, Diagnosis, Remark } from '../posts/diagnosis.ts'
import type { Terminal } from './terminal.ts'

const most = 10
const column = 12

/** What a repository is made of, and what is odd in it. */
export function sayDiagnosis(terminal: Terminal, diagnosis: Diagnosis): void {
  const { files, read, posts } = diagnosis
  sayLine(
    terminal,
    'files',
    `${files}, of which ${read} are Markdown that could be read, and ${posts} are posts`,
  )
  const counts: [string, Counts][] = [
    ['headers', diagnosis.headers],
    ['titles', diagnosis.titles],
    ['days', diagnosis.days],
    ['languages', diagnosis.languages],
    ['links', diagnosis.links],
    ['hidden', diagnosis.hidden],
    ['not posts', diagnosis.notPosts],
  ]
  for (const [label, numbers] of counts) sayCounts(terminal, label, numbers)
  sayRemarks(terminal, 'broken headers', diagnosis.brokenHeaders)
  sayRemarks(terminal, 'other warnings', diagnosis.otherWarnings)
  sayRemarks(terminal, 'template code left in texts', diagnosis.templateCode)
  sayRemarks(
    terminal,
    'undated',
    diagnosis.undated.map(path => ({ path, remark: '' })),
  )
}

function sayCounts(terminal: Terminal, label: string, counts: Counts): void {
  const lines = Object.entries(counts)
  lines.slice(0, most).forEach(([thing, count], at) => {
    sayLine(terminal, at === 0 ? label : '', `${String(count).padStart(6)}  ${thing}`)
  })
  if (lines.length > most) sayLine(terminal, '', `        and ${lines.length - most} more kinds`)
}

function sayRemarks(terminal: Terminal, label: string, remarks: readonly Remark[]): void {
  if (remarks.length === 0) return
  terminal.say(`\n${terminal.style('bold', label)} (${remarks.length})`)
  for (const { path, remark } of remarks.slice(0, most)) {
    terminal.say(`  ${terminal.fitPath(path, 2)}`)
    if (remark) terminal.say(terminal.style('yellow', `      ${terminal.fit(remark, 6)}`))
  }
  if (remarks.length > most)
    terminal.say(terminal.style('dim', `  and ${remarks.length - most} more (--json lists them)`))
}

const sayLine = (terminal: Terminal, label: string, text: string): void =>
  terminal.say(`${terminal.style('dim', label.padEnd(column))}${terminal.fit(text, column)}`)
