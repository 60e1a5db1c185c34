import { PassThrough } from 'node:stream'
import { mastheadOn, type Run } from './run-masthead.ts'

/** Where the pages are for everybody, and on this machine. */
export interface Opened {
  url: string
  listens: string
}

/** Runs `masthead serve` in a workspace until `use` is done, then ends it as a signal does. */
export async function whileServing(
  directory: string,
  use: (opened: Opened) => Promise<void> = async () => {},
  { signal = 'SIGTERM', flags = [] as string[], env = {} as NodeJS.ProcessEnv } = {},
): Promise<Run> {
  const stdout = new PassThrough()
  const listeners = new Map<string, () => void>()
  const on = (name: string, listener: () => void) => listeners.set(name, listener)
  const running = mastheadOn({ stdout, on, env }, '-C', directory, '--json', 'serve', ...flags)
  const written = new Promise<string>(resolve => stdout.once('data', data => resolve(String(data))))
  try {
    await use(JSON.parse(await Promise.race([written, running.then(({ stderr }) => stderr)])))
  } finally {
    listeners.get(signal)?.()
  }
  return running
}
