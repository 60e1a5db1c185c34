import { EventEmitter } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { untilInterrupted } from '../../src/cli/command.ts'
import type { Console } from '../../src/cli/terminal.ts'

it('is not the first to leave when others listen for Ctrl-C, and leaves the second one to the system', async () => {
  const console = new EventEmitter()
  const interrupted = untilInterrupted(console as unknown as Console)
  const heardBy: number[] = []
  const other = () => heardBy.push(console.listenerCount('SIGINT'))
  console.on('SIGINT', other)
  console.emit('SIGINT')
  await interrupted
  await setImmediate()
  console.emit('SIGINT')
  expect(heardBy).toEqual([2, 1])
})
