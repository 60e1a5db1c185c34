import { describe, expect, it } from 'vitest'
import { readJsonLine } from '../../../src/subscribers/lists/formats/json-lines.ts'
import { RowError } from '../../../src/subscribers/lists/list-format.ts'
import { arrivalsOf } from './formats/a-fixture.ts'

const long = 'x'.repeat(201)

describe('a row of somebody who left', () => {
  it.each([
    ['a name too long', `email,name,status\na@example.org,${long},unsubscribed\n`],
    ['a line break in a name', 'email,name,unsubscribed\na@example.org,"A\nB",2024-01-01\n'],
    ['a tag too long', `email,tags,status\na@example.org,${long},unsubscribed\n`],
    ['bad metadata', 'email,subscriber_type,metadata\na@example.org,unsubscribed,{\n'],
    ['a note too long', `email,note,status\na@example.org,${'x'.repeat(17_000)},unsubscribed\n`],
  ])('is taken with %s, since that must not keep them on the list', (_name, text) => {
    expect(arrivalsOf(text)).toMatchObject([
      { status: 'unsubscribed', profile: { name: '', tags: [], attributes: {} } },
    ])
    const active = text.replace('2024-01-01', '').replace(',unsubscribed,{', ',regular,{')
    expect(() => arrivalsOf(active.replace(/,unsubscribed\n$/, ',active\n'))).toThrow(RowError)
  })

  it('is taken so from JSON too', () => {
    const line = (status: string) => JSON.stringify({ email: 'a@example.org', name: long, status })
    expect(readJsonLine(line('complained'))).toMatchObject({ status: 'complained', profile: { name: '' } })
    expect(() => readJsonLine(line('active'))).toThrow(RowError)
  })

  it('is known by the type alone in a Buttondown file that was cut', () => {
    const text = 'email,subscriber_type,tags\na@example.org,complained,\nb@example.org,regular,vip\n'
    expect(arrivalsOf(text).map(({ status }) => status)).toEqual(['complained', 'active'])
  })

  it.each([
    ['unsubscribed_at', '2024-01-01T00:00:00Z', 'unsubscribed'],
    ['opt_in', false, 'unsubscribed'],
    ['bounced', true, 'bounced'],
    ['city', 'Berlin', 'active'],
  ])('is known by fields of other programs too: %s', (field, value, status) => {
    expect(readJsonLine(JSON.stringify({ email: 'a@example.org', [field]: value }))).toMatchObject({ status })
  })

  it('is not guessed by fields that are not understood, unless they are said to say something else', () => {
    const line = JSON.stringify({ email: 'a@example.org', 'payment status': 'open' })
    expect(() => readJsonLine(line)).toThrow('add --ignore "payment status"')
    expect(readJsonLine(line, ['payment status'])).toMatchObject({ status: 'active' })
  })
})
