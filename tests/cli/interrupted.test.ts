import { EventEmitter } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { untilInterrupted } from '../../src/cli/command.ts'
import type { Console } from '../../src/cli/terminal.ts'

it('is not the first to leave when others listen for Ctrl-C, and leaves one that comes a second later to the system', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  const console = new EventEmitter()
  const interrupted = untilInterrupted(console as unknown as Console)
  const heardBy: number[] = []
  const other = () => heardBy.push(console.listenerCount('SIGINT'))
  console.on('SIGINT', other)
  console.emit('SIGINT')
  await interrupted
  await setImmediate()
  console.emit('SIGINT')
  vi.advanceTimersByTime(1000)
  vi.useRealTimers()
  console.emit('SIGINT')
  expect(heardBy).toEqual([2, 2, 1])
})
