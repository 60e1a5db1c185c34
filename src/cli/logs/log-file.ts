import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { codeOf, UsageError } from '../../errors.ts'
import type { Context } from '../command.ts'
import { type EventLog, noLog } from './event-log.ts'

export const logOption = [
  '--log <file>',
  'write what happens to a file, a line of JSON each, addresses shortened; - is standard error',
] as const

/** Does some work with the log that `--log` asks for; throws a UsageError for a file that cannot be written. */
export async function withLog<Result>(
  context: Context,
  file: unknown,
  work: (log: EventLog) => Promise<Result>,
): Promise<Result> {
  const log = typeof file === 'string' ? await openLog(context, file) : noLog
  try {
    return await work(log)
  } finally {
    await log.end()
  }
}

async function openLog({ directory, console, terminal }: Context, file: string): Promise<EventLog> {
  if (file === '-') return logInto(console.stderr, async () => {})
  const stream = createWriteStream(resolve(directory, file), { flags: 'a', mode: 0o600 })
  try {
    await once(stream, 'open')
  } catch (cause) {
    throw new UsageError(`--log: "${file}" cannot be written: ${codeOf(cause)}`, {
      wayOut: 'Name a file in a folder that is there and may be written to, or - for standard error.',
      cause,
    })
  }
  stream.on('error', error => terminal.warn(`The log "${file}" cannot be written any more: ${codeOf(error)}`))
  return logInto(stream, async () => {
    stream.end()
    await finished(stream).catch(() => {})
  })
}

async function logInto(stream: Writable, end: () => Promise<void>): Promise<EventLog> {
  const { pino } = await import('pino')
  const options = {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
  }
  const logger = pino(options, { write: line => void (stream.writable && stream.write(line)) })
  return { isKept: true, write: (event, level = 'info') => logger[level](event), end }
}
