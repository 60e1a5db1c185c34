import { describe, expect, it } from 'vitest'
import { aFixture, arrivalsOf } from './a-fixture.ts'

describe('Substack', () => {
  it.each(['older', 'newer'])('tells in its %s export who disabled mails', variant => {
    const [ada, left] = arrivalsOf(aFixture(`substack-${variant}`))
    const year = variant === 'older' ? 2021 : 2022
    expect(ada).toMatchObject({ status: 'active', since: new Date(`${year}-07-05T10:11:12.345Z`) })
    expect(ada?.profile.attributes).toEqual({})
    expect(left).toMatchObject({ address: 'left@example.org', status: 'unsubscribed' })
  })

  it('tells names in the export of its dashboard, where whoever cancelled paying still gets mails', () => {
    expect(arrivalsOf(aFixture('substack-dashboard'))).toMatchObject([
      { profile: { name: 'Ada Lovelace' }, status: 'active', since: new Date('2023-07-05T10:11:12.345Z') },
      { profile: { name: '王小明' }, status: 'active' },
    ])
  })

  it('takes nothing but yes or no for an answer', () => {
    expect(() => arrivalsOf('email,email_disabled\na@example.org,maybe\n')).toThrow(
      'neither yes nor no in email_disabled: found "maybe", expected true or false',
    )
  })
})
