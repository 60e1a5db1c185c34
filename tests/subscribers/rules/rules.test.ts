import { describe, expect, it } from 'vitest'
import type { Consent } from '../../../src/subscribers/consent.ts'
import { add, mergedProfile } from '../../../src/subscribers/rules/add.ts'
import { ask } from '../../../src/subscribers/rules/ask.ts'
import { confirm } from '../../../src/subscribers/rules/confirm.ts'
import { leave } from '../../../src/subscribers/rules/leave.ts'
import { prefer } from '../../../src/subscribers/rules/prefer.ts'
import { type Status, type Subscriber, statuses } from '../../../src/subscribers/subscriber.ts'
import type { Known } from '../../../src/subscribers/subscriber-store.ts'
import { isSuppressed } from '../../../src/subscribers/suppression.ts'

const hour = (n: number) => new Date(Date.UTC(2026, 0, 19, n))
const somebody: Subscriber = {
  id: 1,
  address: 'ada@example.org',
  name: 'Ada',
  tags: ['beta'],
  attributes: { plan: 3 },
  status: 'active',
  since: hour(0),
}
const nobody: Known = { subscriber: undefined, suppression: undefined, consents: [] }
const knownAs = (status: Status, more: Partial<Known> = {}): Known => ({
  subscriber: { ...somebody, status },
  suppression: isSuppressed(status) ? { reason: status, at: hour(5), place: '/' } : undefined,
  consents: [],
  ...more,
})
const words = { place: '/', text: 'Yes', details: {} }
const asking = (at: Date) => ask({ ...words, at, how: 'form', profile: { name: 'Eve' } })
const asked = (n: number): Consent => ({ ...words, at: hour(n), act: 'asked', how: 'form' })

describe('who asks', () => {
  it.each([
    ['nobody knows', nobody, { status: 'pending', letter: 'confirm', profile: { name: 'Eve' } }],
    ['is pending', knownAs('pending'), { status: 'pending', letter: 'confirm' }],
    ['is active', knownAs('active'), { status: 'active', letter: 'known' }],
    ['has left', knownAs('unsubscribed'), { status: 'unsubscribed', letter: 'confirm' }],
    ['complained', knownAs('complained'), { status: 'complained', letter: 'confirm' }],
  ])('and %s gets a letter, and nothing else changes', (_, known, change) => {
    expect(asking(hour(9))(known)).toMatchObject(change)
  })

  it('is not what a stranger says they are, once they are known', () => {
    expect(asking(hour(9))(knownAs('active'))).not.toHaveProperty('profile')
    expect(asking(hour(9))(knownAs('unsubscribed'))).not.toHaveProperty('profile')
  })

  it('gets three letters a day and no fourth', () => {
    const known = { ...knownAs('pending'), consents: [asked(1), asked(2), asked(3)] }
    expect(asking(hour(9))(known)).toBeUndefined()
    expect(asking(hour(25))(known)).toMatchObject({ letter: 'confirm' })
  })
})

describe('who confirms', () => {
  const confirming = (askedAt: Date) => confirm({ place: '/', details: {}, at: hour(9), askedAt })

  it.each([
    ['pending', knownAs('pending'), true],
    ['left before the letter', knownAs('unsubscribed'), true],
    ['active already', knownAs('active'), false],
    ['not known', nobody, false],
  ])('and is %s: %s', (_, known, becomesActive) => {
    expect(confirming(hour(6))(known)?.status === 'active').toBe(becomesActive)
  })

  it('by a letter from before they left stays as they are', () => {
    expect(confirming(hour(5))(knownAs('unsubscribed'))).toBeUndefined()
    expect(confirming(hour(4))(knownAs('bounced'))).toBeUndefined()
  })

  it('agrees to the words that stood on the page', () => {
    const known = knownAs('pending', { consents: [asked(1), { ...asked(2), text: 'The newer words' }] })
    expect(confirming(hour(6))(known)?.consent.text).toBe('The newer words')
  })
})

describe('who leaves', () => {
  const leaving = (status: 'unsubscribed' | 'bounced' | 'complained') =>
    leave({ ...words, at: hour(9), how: 'page', status })

  it('is suppressed for the first reason, but for a complaint', () => {
    const outcome = (from: Status, to: 'unsubscribed' | 'bounced' | 'complained') =>
      leaving(to)(knownAs(from))?.status ?? from
    const all = statuses.map(from => [
      outcome(from, 'unsubscribed'),
      outcome(from, 'bounced'),
      outcome(from, 'complained'),
    ])
    expect(all).toEqual([
      ['unsubscribed', 'bounced', 'complained'],
      ['unsubscribed', 'bounced', 'complained'],
      ['unsubscribed', 'unsubscribed', 'complained'],
      ['bounced', 'bounced', 'complained'],
      ['complained', 'complained', 'complained'],
    ])
    expect(leaving('unsubscribed')(nobody)).toBeUndefined()
  })
})

describe('who prefers', () => {
  const preferring = (more: Partial<Parameters<typeof prefer>[0]>) =>
    prefer({ at: hour(9), how: 'page', place: '/', details: {}, profile: {}, ...more })

  it('changes only what differs, and has it on record', () => {
    expect(preferring({ profile: { name: 'Ada' } })(knownAs('active'))).toBeUndefined()
    expect(preferring({ profile: { language: 'en' } })(knownAs('active'))).toMatchObject({
      consent: { act: 'changed' },
    })
    expect(preferring({ pausedUntil: hour(99) })(knownAs('active'))).toMatchObject({
      consent: { act: 'paused' },
    })
  })

  it('has nothing to prefer after leaving', () => {
    for (const status of statuses.filter(isSuppressed))
      expect(preferring({ profile: { name: 'X' } })(knownAs(status))).toBeUndefined()
  })
})

describe('who is added', () => {
  const adding = (reason: string) => add({ at: hour(9), place: 'add', profile: { name: '' }, reason })

  it('is active, unless suppressed and without a reason', () => {
    expect(adding('')(nobody)).toMatchObject({ status: 'active', consent: { act: 'added' } })
    expect(adding('')(knownAs('pending'))).toMatchObject({ status: 'active' })
    expect(adding('')(knownAs('active'))).toBeUndefined()
    for (const status of statuses.filter(isSuppressed)) {
      expect(() => adding('')(knownAs(status))).toThrow('get nothing since')
      expect(adding('wrote')(knownAs(status))).toMatchObject({ consent: { act: 'brought-back' } })
    }
  })

  it('keeps what is known where nothing new is said', () => {
    expect(mergedProfile(somebody, { name: '', tags: ['a'], attributes: { x: 1 } })).toEqual({
      name: 'Ada',
      language: undefined,
      timezone: undefined,
      tags: ['a', 'beta'],
      attributes: { plan: 3, x: 1 },
    })
  })
})
