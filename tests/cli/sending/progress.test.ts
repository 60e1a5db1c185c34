import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { Progress } from '../../../src/cli/sending/progress.ts'
import { type Console, Terminal } from '../../../src/cli/terminal.ts'

const none = { sent: 0, failed: 0, uncertain: 0, deferred: 0, claimed: 0, cancelled: 0 }

it.each([
  [60_000, true],
  [500, false],
])('a bar tells when it goes on after a wait of %i ms: %s', (waitMs, isTold) => {
  let written = ''
  const stderr: Console['stderr'] = new Writable({
    write(chunk, _encoding, done) {
      written += chunk
      done()
    },
  })
  stderr.isTTY = true
  const console = { stdout: stderr, stderr, stdin: {}, env: {}, cwd: () => '/', on: () => {}, off: () => {} }
  const progress = new Progress(new Terminal(console, { json: false, quiet: false }), 'UTC')
  progress.begin({ ...none, queued: 2 })
  const nextAt = new Date(Date.now() + waitMs)
  progress.step({ endings: [], claimed: 0, inFlight: 0, cancelled: 0, nextAt, waitsFor: 'account smtp' })
  expect(written).toContain('0 of 2')
  expect(/goes on at .*\d\d:\d\d \(account smtp\)/.test(written)).toBe(isTold)
})
