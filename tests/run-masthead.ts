import { Writable } from 'node:stream'
import { main } from '../src/cli/main.ts'
import type { Console } from '../src/cli/terminal.ts'

export interface Run {
  exitCode: number
  stdout: string
  stderr: string
}

/** Runs the command line in this process, as a script would: no terminal, nobody to ask. */
export async function masthead(...args: string[]): Promise<Run> {
  return mastheadWith({}, ...args)
}

export async function mastheadWith(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Run> {
  return mastheadOn({ env }, ...args)
}

/** The same on a console that is not like the others: one that gives signals, or whose reader has gone. */
export async function mastheadOn(special: Partial<Console>, ...args: string[]): Promise<Run> {
  const stdout = new Recorder()
  const stderr = new Recorder()
  const plain = {
    stdout,
    stderr,
    stdin: {},
    env: {},
    cwd: () => process.cwd(),
    on: () => undefined,
    off: () => undefined,
  }
  const exitCode = await main(args, { ...plain, ...special })
  return { exitCode, stdout: stdout.text, stderr: stderr.text }
}

class Recorder extends Writable {
  text = ''

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}
