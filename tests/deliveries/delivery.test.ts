import { describe, expect, it } from 'vitest'
import { isHandedOver, planDeliveries } from '../../src/deliveries/delivery.ts'
import { clock, issue, people } from './a-delivery.ts'

describe('planDeliveries', () => {
  it('copes with deliveries to somebody who was forgotten', () => {
    const past = [{ address: `forgotten:${'a1'.repeat(32)}`, status: 'sent' as const, at: clock() }]
    expect(planDeliveries(issue, people('a@example.org'), past, clock())).toEqual({
      issue,
      recipients: [{ address: 'a@example.org', name: '' }],
      leftOut: [],
      uncertain: 0,
      isOut: true,
    })
  })

  it('names who is left out of the list beside who cannot be written to', () => {
    const list = {
      ...people(),
      refused: [{ line: 2, address: 'x', reason: 'not an address' }],
      leftOut: [{ address: 'a@example.org', reason: 'paused until 2026-02-01' }],
    }
    expect(planDeliveries(issue, list, [], clock()).leftOut).toEqual([
      { address: 'x', reason: 'not an address' },
      { address: 'a@example.org', reason: 'paused until 2026-02-01' },
    ])
  })
})

it.each([
  [{ address: 'a', status: 'left', reason: 'unsubscribed' } as const, false],
  [{ address: 'a', status: 'elsewhere' } as const, true],
])('%j was handed over: %s', (outcome, expected) => {
  expect(isHandedOver(outcome)).toBe(expected)
})
