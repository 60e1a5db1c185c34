import { syncBuiltinESMExports } from 'node:module'
import { Socket } from 'node:net'
import promises from 'node:timers/promises'

// Loaded before the program (`node --import`): its days pass in minutes, and it loses patience with a server sooner. The
// program itself knows nothing of it.
const { since, factor, haste } = JSON.parse(process.env.FASTER_TIME ?? '') as {
  /** When all programs began that share this time, in ms since 1970. */
  since: number
  /** How much faster the clock and the waits of a worker go. */
  factor: number
  /** How much sooner a silent server is given up. */
  haste: number
}

const RealDate = Date
const now = () => since + (RealDate.now() - since) * factor

globalThis.Date = class extends RealDate {
  constructor(...parts: [] | [number]) {
    if (parts.length === 0) super(now())
    else super(...parts)
  }

  static override now(): number {
    return now()
  }
} as DateConstructor

const wait = promises.setTimeout
promises.setTimeout = ((ms, value, options) =>
  wait((ms ?? 0) / factor, value, options)) as typeof promises.setTimeout
syncBuiltinESMExports()

const setTimer = globalThis.setTimeout
const sooner = (done: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
  setTimer(done, ms / haste, ...given)
globalThis.setTimeout = Object.assign(sooner, setTimer) as unknown as typeof setTimeout

const setSilence = Socket.prototype.setTimeout
Socket.prototype.setTimeout = function (ms, done) {
  return setSilence.call(this, ms / haste, done)
}
