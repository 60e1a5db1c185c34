import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** What a program cost, from its start to its end. */
export interface Cost {
  wallSeconds: number
  cpuSeconds: number
  /** Peak of its memory. */
  megabytes: number
}

const tellCost = `data:text/javascript,process.on('exit',()=>{const{userCPUTime:u,systemCPUTime:s,maxRSS}=process.resourceUsage();process.stderr.write('cost='+(u+s)+','+maxRSS+';')})`

/** Runs a program of Node: its output, and what it cost. */
export async function measuredRun(
  args: readonly string[],
  directory: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<Cost & { output: string }> {
  const started = performance.now()
  const child = spawn(process.execPath, [`--import=${tellCost}`, ...args], {
    cwd: directory,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const told = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', chunk => {
      told[stream] += chunk
    })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${told.stderr}`)
  const [, microseconds, kilobytes] = /cost=(\d+),(\d+);/.exec(told.stderr) ?? []
  return {
    output: told.stdout,
    wallSeconds: (performance.now() - started) / 1000,
    cpuSeconds: Number(microseconds) / 1e6,
    megabytes: Number(kilobytes) / 1024,
  }
}
