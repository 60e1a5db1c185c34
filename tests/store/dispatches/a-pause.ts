import { prefer } from '../../../src/subscribers/rules/prefer.ts'
import { minute } from '../a-subscriber-store.ts'

/** That somebody pauses until a time. */
export const pausing = (pausedUntil: Date, at = minute(5)) =>
  prefer({ at, how: 'page', place: '/', details: {}, profile: {}, pausedUntil })
