import { expect, it } from 'vitest'
import { whyItBroke } from '../../../src/deliveries/smtp/why-it-broke.ts'

it.each(['write EPIPE', 'read ECONNRESET', 'Connection closed unexpectedly', 'Connection closed'])(
  'a server that closes a connection is told of in the same words: %s',
  message => {
    expect(whyItBroke(new Error(message))).toBe('the server closed the connection')
  },
)

it('says of anything else what was said of it', () => {
  expect(whyItBroke(new Error('Timeout'))).toBe('Timeout')
})
