import * as v from 'valibot'
import { described, wholeNumber } from './setting.ts'

const most = wholeNumber(1, 1_000_000_000)

/** How many messages may go out in any second, minute, hour and day. */
export const sendingLimits = v.strictObject(
  {
    second: v.exactOptional(described(most, 'In any second')),
    minute: v.exactOptional(described(most, 'In any minute')),
    hour: v.exactOptional(described(most, 'In any hour')),
    day: v.exactOptional(described(most, 'In any 24 hours')),
  },
  'expected keys with values',
)

/** How many connections are open at once. */
export const connections = wholeNumber(1, 100)
/** How many messages go over one connection. */
export const messages = wholeNumber(1, 100_000)
