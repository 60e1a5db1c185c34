import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

/** A server that takes everything and keeps nothing, in a process of its own. */
export interface Sink {
  port: number
  close(): Promise<void>
}

/** Starts one that waits so many milliseconds before each reply. */
export async function aSink(delay = 0): Promise<Sink> {
  const child = spawn(process.execPath, [resolve('tests/sink-server.ts'), '--delay', String(delay)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const [line] = await once(child.stdout, 'data')
  return {
    port: JSON.parse(String(line)).port,
    async close() {
      child.stdin.end()
      await once(child, 'close')
    },
  }
}
