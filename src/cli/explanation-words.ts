import type { Config } from '../config.ts'
import type { ExplainedPost } from '../posts/explanation.ts'
import type { Terminal } from './terminal.ts'
import { writtenWindow } from './words.ts'

/** Where each field of a post came from, what was odd, and why it is in or out. */
export function sayExplanation(terminal: Terminal, explained: ExplainedPost, config: Config): void {
  const { path, fields, warnings, translations, window, status, reason } = explained
  terminal.say(terminal.style('bold', path))
  for (const { field, value, from } of fields) {
    const shown = field === 'title' ? terminal.fitTitle(value, 12) : terminal.fit(value || '-', 12)
    terminal.say(`${terminal.style('dim', field.padEnd(12))}${shown}`)
    if (from)
      terminal.say(
        terminal.style('dim', `${' '.repeat(12)}${terminal.fit(value ? `from ${from}` : from, 12)}`),
      )
  }
  for (const other of translations) terminal.fact('also in', `  ${other}`)
  for (const warning of warnings) terminal.warn(warning)
  terminal.say(`${terminal.style('dim', 'window'.padEnd(12))}${writtenWindow({ window }, config)}`)
  const verdict = status === 'selected' ? terminal.style('green', 'taken') : `left out: ${reason}`
  terminal.say(`${terminal.style('dim', 'status'.padEnd(12))}${verdict}`)
}
