import { createConnection } from 'node:net'
import { codeOf } from '../../errors.ts'
import { CannotRun } from '../check.ts'

/** What a SpamAssassin daemon says of a mail. */
export interface SpamReport {
  score: number
  /** The rules that it goes by, the heaviest first. */
  rules: readonly { name: string; score: number }[]
}

/** Asks a daemon for its report on a raw mail; rejects with a CannotRun where it does not answer. */
export type AskSpamd = (raw: Buffer) => Promise<SpamReport>

const longestAnswer = 1_000_000

/** The daemon at `host:port`, which speaks SPAMC. */
export function openSpamd(address: string, timeoutMs = 30_000): AskSpamd {
  const colon = address.lastIndexOf(':')
  const host = address.slice(0, colon).replace(/^\[|\]$/g, '')
  const port = Number(address.slice(colon + 1))
  return async raw => {
    const answer = await exchange({ host, port, timeoutMs }, raw).catch((error: unknown) => {
      throw new CannotRun(`the spam daemon at ${address} does not answer (${codeOf(error)})`)
    })
    const report = readReport(answer)
    if (report) return report
    throw new CannotRun(`the spam daemon at ${address} answers "${answer.slice(0, 60).split(/\r?\n/, 1)[0]}"`)
  }
}

interface Line {
  host: string
  port: number
  timeoutMs: number
}

function exchange({ host, port, timeoutMs }: Line, raw: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port, signal: AbortSignal.timeout(timeoutMs) })
    let answer = ''
    socket.setEncoding('utf8')
    socket.once('connect', () => {
      socket.write(`REPORT SPAMC/1.5\r\nContent-length: ${raw.length}\r\n\r\n`)
      socket.end(raw)
    })
    socket.on('data', (part: string) => {
      answer += part
      if (answer.length > longestAnswer) socket.destroy(new Error('its answer is too long'))
    })
    socket.once('end', () => resolve(answer))
    socket.once('error', reject)
  })
}

/** Reads the answer to `REPORT`; nothing for what is none. */
export function readReport(answer: string): SpamReport | undefined {
  if (!/^SPAMD\/[\d.]+ 0 /.test(answer)) return undefined
  const [, score] = /^Spam:\s*\w+\s*;\s*(-?\d+(?:\.\d+)?)\s*\//m.exec(answer.slice(0, 4000)) ?? []
  if (score === undefined) return undefined
  const rules = [...answer.matchAll(/^\*? {0,3}(-?\d{1,4}(?:\.\d{1,4})?) ([A-Z][A-Z0-9_]+)\b/gm)]
    .map(([, points, name = '']) => ({ name, score: Number(points) }))
    .toSorted((a, b) => b.score - a.score)
  return { score: Number(score), rules }
}
