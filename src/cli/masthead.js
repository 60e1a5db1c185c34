#!/usr/bin/env node
// Plain JavaScript, so that an old Node reads this far and can say what is wrong.
import { existsSync } from 'node:fs'
import module from 'node:module'

const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `Masthead needs Node 24 or newer and found ${process.versions.node}. In its own folder, "npm start" and "npx masthead" bring one; elsewhere, install Node 24.`,
  )
  process.exit(1)
}

// Who sends for hours makes the same garbage all the time. V8 lets its heap grow with that, and the C library keeps some
// for each thread; mails go out no faster for it. Both can be told so only when a program begins: it begins once more.
// Another V8 may not know these flags, and would not begin at all.
const steady = [
  '--memory-saver-mode',
  '--max-semi-space-size=2',
  '--heap-growing-percent=10',
  '--no-maglev',
  '--no-turbo-inlining',
]
const sends = ['resume', 'retry', 'send', 'serve'].some(word => process.argv.includes(word))
const mayBeginAgain = process.platform !== 'win32' && process.versions.v8.startsWith('13.6.')
if (sends && mayBeginAgain && !process.execArgv.includes(steady[0]))
  process.execve(
    process.execPath,
    [process.execPath, ...process.execArgv, ...steady, ...process.argv.slice(1)],
    { ...process.env, MALLOC_ARENA_MAX: '1' },
  )

module.enableCompileCache()
// A checkout runs its source as it is; the published package has what was built from it, in fewer files.
const source = new URL('./main.ts', import.meta.url)
const built = new URL('../../dist/main.js', import.meta.url)
const { main } = await import((existsSync(source) ? source : built).href)
process.exitCode = await main(process.argv.slice(2), process)
