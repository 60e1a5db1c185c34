import { describe, expect, it } from 'vitest'
import { ask } from '../../src/subscribers/rules/ask.ts'
import { vouchedName } from '../../src/subscribers/vouched-name.ts'
import { added, aSubscriberStore, left, minute } from '../store/a-subscriber-store.ts'

const advert = { name: 'You won, see https://evil.example' }
const asked = (how: 'form' | 'file') =>
  ask({ at: minute(20), how, place: '/', text: '', details: {}, profile: advert })

describe('vouchedName', () => {
  it.each([
    ['is left out while nobody has confirmed a form', [asked('form')], ''],
    ['is that of a file of the operator', [asked('file')], advert.name],
    [
      'is that of somebody known, whatever a form says now',
      [added({ name: 'Ada' }), left(), asked('form')],
      'Ada',
    ],
  ])('%s', async (_, rules, name) => {
    const { store } = await aSubscriberStore()
    for (const rule of rules) await store.change('ada@example.org', rule)
    expect(vouchedName(await store.of('ada@example.org'))).toBe(name)
  })
})
