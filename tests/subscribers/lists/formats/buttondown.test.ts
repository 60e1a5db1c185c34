import { describe, expect, it } from 'vitest'
import { aFixture, arrivalsOf } from './a-fixture.ts'

const ofType = (type: string) =>
  arrivalsOf(`email,subscriber_type,creation_date,metadata\na@example.org,${type},,\n`)

describe('Buttondown', () => {
  it('tells each type of subscriber', () => {
    const states = arrivalsOf(aFixture('buttondown')).map(({ address, status }) => [address, status])
    expect(Object.fromEntries(states)).toEqual({
      'ada@example.org': 'active',
      'wang@example.org': 'active',
      'new@example.org': 'pending',
      'left@example.org': 'unsubscribed',
      'bot@example.org': 'unsubscribed',
      'gone@example.org': 'bounced',
      'angry@example.org': 'complained',
    })
  })

  it('tells tags, metadata as JSON or as Python prints it, and times', () => {
    const [ada, wang, , left] = arrivalsOf(aFixture('buttondown'))
    expect(ada).toMatchObject({
      profile: { tags: ['early reader', 'vip'], attributes: { city: 'London' } },
      since: new Date('2023-01-02T03:05:00Z'),
      details: { ip_address: '192.0.2.4', utm_source: 'friend' },
    })
    expect(wang?.profile.attributes).toEqual({
      city: '北京',
      vip: true,
      age: null,
      note: "it's",
      notes: 'Writes in',
    })
    expect(left?.leftAt).toEqual(new Date('2024-01-05T03:04:05Z'))
  })

  it('is read under the names of its newer interface', () => {
    expect(arrivalsOf(aFixture('buttondown-newer'))).toMatchObject([
      { status: 'active', profile: { tags: ['vip'] } },
      { status: 'bounced', leftAt: new Date('2025-02-03T03:04:05Z') },
    ])
  })

  it.each(['premium', 'churning', 'past_due', 'PAUSED'])('sends to those who are %s', type => {
    expect(ofType(type)[0]?.status).toBe('active')
  })

  it.each(['', 'upcoming', 'constructor'])('guesses nothing of the type "%s"', type => {
    expect(() => ofType(type)).toThrow(`an unknown status: found "${type}", expected regular, premium`)
  })
})
