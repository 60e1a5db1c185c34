import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseReply } from '../../../src/deliveries/replies/parse-reply.ts'

const parse = (text: string) => parseReply(text, 'recipient')

describe('parseReply', () => {
  it.each([
    ['550 Mailbox not found', { code: 550, text: '550 Mailbox not found' }],
    ['550 5.1.1 No such user\r\n', { code: 550, enhanced: '5.1.1', text: '550 5.1.1 No such user' }],
    ['250', { code: 250, text: '250' }],
    ['421 HL:REP 163 smtp1', { code: 421, text: '421 HL:REP 163 smtp1' }],
    [
      '553 not in rcpthosts (#5.7.1)',
      { code: 553, enhanced: '5.7.1', text: '553 not in rcpthosts (#5.7.1)' },
    ],
    ['550 #5.1.0 Address rejected.', { code: 550, enhanced: '5.1.0', text: '550 #5.1.0 Address rejected.' }],
    ['550 5.7.515 Access denied', { code: 550, enhanced: '5.7.515', text: '550 5.7.515 Access denied' }],
    ['550 5.9.1.2 is blocked', { code: 550, text: '550 5.9.1.2 is blocked' }],
    ['454 4.7.0', { code: 454, enhanced: '4.7.0', text: '454 4.7.0' }],
  ])('reads %j', (text, reply) => {
    expect(parse(text)).toEqual({ stage: 'recipient', ...reply })
  })

  it('reads a reply of several lines', () => {
    expect(parse('550-5.1.1 The account does\r\n550-5.1.1 not exist.\r\n550 5.1.1 x - gsmtp')).toEqual({
      stage: 'recipient',
      code: 550,
      enhanced: '5.1.1',
      text: '550-5.1.1 The account does\n550-5.1.1 not exist.\n550 5.1.1 x - gsmtp',
    })
  })

  it('keeps lines that a server wrote without a code', () => {
    expect(parse('550-No\nreally\n550 no')?.text).toBe('550-No\nreally\n550 no')
  })

  it.each([
    '',
    'hello',
    '99 no',
    '650 no',
    '5500 no',
    '550no',
    'HTTP/1.1 400 Bad Request',
    'no\n550 no',
    '250-ok\r\n550 no',
    '\0\0',
  ])('takes %j for no reply', text => {
    expect(parse(text)).toBeUndefined()
  })

  it('takes out what a terminal or a log would act on', () => {
    expect(parse('550 \u001b[2Jno\u0000 \u202esuch\u2028user\u0085\ud800')?.text).toBe(
      '550  [2Jno   such user',
    )
  })

  it('keeps the beginning of a long one, and tells how much more there was', () => {
    const { text } = parse(`550 5.7.1 ${'x'.repeat(1_000_000)}`) ?? { text: '' }
    expect(text.length).toBeLessThan(4100)
    expect(text).toMatch(/^550 5\.7\.1 x+\n\(996010 more characters\)$/)
  })

  it('never throws, and gives one code, short text and no control characters', () => {
    const line = fc
      .tuple(fc.constantFrom('550 ', '550-', '421 ', ''), fc.string({ unit: 'binary' }))
      .map(parts => parts.join(''))
    fc.assert(
      fc.property(
        fc.array(line).map(lines => lines.join('\r\n')),
        text => {
          const reply = parse(text)
          if (!reply) return
          expect(reply.text).toMatch(/^[2-5]\d\d/)
          expect(reply.text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|\p{Cs}/u)
          expect(parse(reply.text)).toEqual(reply)
        },
      ),
    )
  })
})
