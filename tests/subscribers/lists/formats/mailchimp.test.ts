import { describe, expect, it } from 'vitest'
import { RowError } from '../../../../src/subscribers/lists/list-format.ts'
import { aFixture, arrivalsOf } from './a-fixture.ts'

const read = (file: string) => arrivalsOf(aFixture(`mailchimp-${file}`))

describe('Mailchimp', () => {
  it('tells of a subscriber names, tags, merge fields, notes, and how they came', () => {
    const [ada, wang] = read('subscribed')
    expect(ada).toMatchObject({
      address: 'ada@example.org',
      profile: {
        name: 'Ada Lovelace',
        timezone: 'Europe/London',
        tags: ['early reader', 'vip'],
        attributes: { company: 'Engines, Ltd', notes: 'Met at a fair' },
      },
      status: 'active',
      since: new Date('2023-04-05T06:30:00Z'),
      details: { optin_time: '2023-04-05 06:07:08', optin_ip: '192.0.2.7', confirm_ip: '192.0.2.8' },
    })
    expect(ada?.profile.attributes).not.toHaveProperty('leid')
    expect(wang).toMatchObject({
      profile: { name: '王小明', tags: [], attributes: {} },
      since: new Date('2023-04-06T06:07:08Z'),
    })
  })

  it('tells who unsubscribed, when and why', () => {
    expect(read('unsubscribed')).toMatchObject([
      {
        status: 'unsubscribed',
        leftAt: new Date('2024-02-03T04:05:06Z'),
        details: { unsub_campaign_title: 'Issue 7', unsub_reason_other: 'Too long' },
      },
    ])
  })

  it('tells whose mails came back', () => {
    expect(read('cleaned')).toMatchObject([{ status: 'bounced', leftAt: new Date('2024-03-04T05:06:07Z') }])
  })

  it('finds the addresses, and the names, of a German export', () => {
    expect(read('german')).toMatchObject([
      { address: 'jan@example.org', profile: { name: 'Jan Müller', attributes: {} } },
    ])
  })

  it('believes the name of a file whose columns were cut', () => {
    const text = 'Email Address,MEMBER_RATING,OPTIN_TIME,LEID,EUID\nleft@example.org,2,,1,a\n'
    expect(arrivalsOf(text, 'unsubscribed_members_export_1.csv')).toMatchObject([{ status: 'unsubscribed' }])
    expect(arrivalsOf(text, 'cleaned_members_export_1.csv')).toMatchObject([{ status: 'bounced' }])
    expect(() => arrivalsOf(text, 'nonsubscribed_members_export_1.csv')).toThrow(RowError)
  })

  it.each([
    ['"a b","c"', ['a b', 'c']],
    ['"Berlin, DE"', ['Berlin DE']],
    ['"say ""hi"""', ['say "hi"']],
    ['plain, two', ['plain', 'two']],
    ['', []],
  ])('reads the tags %s', (cell, tags) => {
    const csv = `Email Address,MEMBER_RATING,OPTIN_TIME,LEID,EUID,TAGS\na@example.org,2,,1,a,"${cell.replaceAll('"', '""')}"\n`
    expect(arrivalsOf(csv)[0]?.profile.tags).toEqual(tags)
  })
})
