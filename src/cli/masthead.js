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

module.enableCompileCache()
// A checkout runs its source as it is; the published package has only what was built.
const source = new URL('./main.ts', import.meta.url)
const built = new URL('../../dist/cli/main.js', import.meta.url)
const { main } = await import((existsSync(source) ? source : built).href)
process.exitCode = await main(process.argv.slice(2), process)
