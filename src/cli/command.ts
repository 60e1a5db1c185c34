import { Command } from 'commander'
import type { App } from '../app.ts'
import { type Console, stopSignals, type Terminal } from './terminal.ts'

/** What a command works with. */
export interface Context {
  terminal: Terminal
  console: Console
  /** The workspace of `-C`, else the current folder. */
  directory: string
  openApp(): Promise<App>
}

/** Exit code 0: done; 1: it could not be done, or a check failed. */
export type ExitCode = 0 | 1

/** One command of the command line: its flags, and what it does. */
export interface CommandDefinition {
  command: Command
  run(context: Context, flags: Record<string, unknown>, args: readonly string[]): Promise<ExitCode>
}

/** Commands of two words, by the first. */
export interface CommandGroup {
  name: string
  /** What the help says of them. */
  description: string
  commands: readonly (() => CommandDefinition)[]
}

/**
 * A command with its description and, under `--help`, an example. The usage is its name with its arguments, such as
 * `send [issue]`; of a group, such as `subscribers`, the command is the second word of its examples.
 */
export function describeCommand(usage: string, description: string, ...examples: string[]): Command {
  const lines = examples.map(example => `  $ masthead ${example}`)
  return new Command(usage.split(' ')[0])
    .usage(`[options] ${usage.split(' ').slice(1).join(' ')}`.trim())
    .description(description)
    .addHelpText('after', `\n${examples.length > 1 ? 'Examples' : 'Example'}:\n${lines.join('\n')}`)
}

/** What comes so soon after the first signal is the same wish: npx hands each on, and keys repeat. */
const sameWishMs = 1000

/** Resolves when the person or the system ends the program; whoever does so again, a second later, ends it at once. */
export function untilInterrupted(console: Console): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      // What removes the rests of a file that is being written ends the program where it alone hears the signal, too.
      const forget = () => {
        for (const signal of stopSignals) console.off(signal, end)
      }
      setTimeout(forget, sameWishMs).unref()
      resolve()
    }
    for (const signal of stopSignals) console.on(signal, end)
  })
}
