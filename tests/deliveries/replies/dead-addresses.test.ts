import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Act, Stage } from '../../../src/deliveries/replies/reply.ts'
import { verdictOf } from './a-reply.ts'

describe('an address', () => {
  it.each([
    '550 5.1.1',
    '550 5.1.1 <ada@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
    '550 5.1.1 <ada@example.com>: Recipient address rejected: User unknown in relay recipient table',
    '550 5.1.1 <ada@spam-policy.example>: Recipient address rejected',
    '550 5.1.1 spam@example.com... User unknown',
    "550 5.1.1 'no-spam@example.com' User unknown",
    '550 5.1.0 unknown user account',
    '550 5.7.1 No such user!',
    '550 No Such User Here',
    '550 Message was not accepted -- invalid mailbox. Local mailbox is unavailable: user not found',
    '550 5.1.1 Address does not exist',
    '550 sorry, no mailbox here by that name. (#5.1.1)',
    '550-The account you tried to reach does\r\n550 not exist.',
    '550 5.1.1 <a@b.c>: undeliverable: host mx.spam.example[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO)',
    '550 收件人不存在',
    '550 無此用戶',
    '556 5.1.10 Recipient address has null MX',
    '550 5.1.2 Domain does not accept mail',
  ])('is dead after "%s"', text => {
    expect(verdictOf(text, 'others')).toMatchObject({ act: 'dead' })
    expect(verdictOf(text, 'others', 'message')).toMatchObject({ act: 'dead' })
  })

  it.each<[string, Act]>([
    ['550 5.1.1 sender rejected', 'stop-account'],
    [
      '550 5.1.1 <news@example.org>: Sender address rejected: User unknown in local recipient table',
      'stop-account',
    ],
    ['553 5.7.1 <news@example.org>: Sender address rejected: not owned by user news', 'stop-account'],
    [
      '550-Verification failed for <news@example.org>\r\n550-No Such User Here\r\n550 Sender verify failed',
      'stop-account',
    ],
    ['550 5.7.1 relaying denied', 'stop-account'],
    ['554 5.7.1 <ada@example.com>: Relay access denied', 'stop-account'],
    ["553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)", 'stop-account'],
    ['550 5.1.1 Recipient refused by policy', 'failed'],
    ['550 User unknown, or access denied', 'failed'],
    ['550 5.1.1 User unknown: too many invalid recipients', 'slow-provider'],
    ['550 5.1.1 No such user, or our rate limit is exceeded', 'slow-provider'],
    ['550 5.1.1 Message content rejected, no such user', 'stop-provider'],
    ['550 5.1.1 Mailbox temporarily unavailable', 'later'],
    ['550 5.1.1 mailbox suspended', 'failed'],
    ['550 5.1.1 该用户不存在或发信频率超过限制', 'slow-provider'],
    ['550 Requested action not taken: mailbox unavailable', 'failed'],
    ['550 Invalid recipient', 'failed'],
    ['550 5.1.0 Address rejected.', 'failed'],
    ['550 5.1.10 not found', 'failed'],
    ['550 5.1.2 Host unknown', 'failed'],
    ['550 5.2.1 Mailbox disabled', 'failed'],
    ['551 User not local', 'failed'],
    ['554 Transaction failed', 'failed'],
    ['450 4.1.1 User unknown', 'later'],
    ['450 5.1.1 User unknown', 'later'],
  ])('is not dead after "%s": %s', (text, act) => {
    expect(verdictOf(text, 'example.com').act).toBe(act)
  })

  it.each<[Stage]>([['connect'], ['login'], ['sender']])('is never dead by a reply to %s', stage => {
    expect(verdictOf('550 5.1.1 No such user', 'qq', stage).act).toBe('stop-account')
    expect(verdictOf('550 Mailbox not found', 'qq', stage).act).toBe('stop-account')
  })

  it('is not dead for what the subscriber is called', () => {
    expect(verdictOf('550 5.7.1 <no.such.user@example.com> refused', 'example.com').act).toBe('failed')
    expect(verdictOf('550 refused: spam@example.com', 'example.com').act).toBe('failed')
    expect(verdictOf("550 refused: o'spam@qq.com", 'qq').act).toBe('failed')
  })

  it('is not dead by any 5xx whose text says nothing', () => {
    const code = fc.integer({ min: 500, max: 599 }).filter(each => each !== 556)
    const enhanced = fc
      .tuple(fc.nat(9), fc.nat(999))
      .filter(([subject, detail]) => subject !== 1 || detail !== 1)
      .map(([subject, detail]) => `5.${subject}.${detail}`)
    const provider = fc.constantFrom(
      'qq',
      'netease',
      'gmail',
      'microsoft',
      'yahoo',
      'icloud',
      'aliyun',
      'others',
      'example.com',
    )
    fc.assert(
      fc.property(code, enhanced, provider, (number, detail, who) => {
        expect(verdictOf(`${number} ${detail} Refused`, who).act).not.toBe('dead')
        expect(verdictOf(`${number} Refused`, who).act).not.toBe('dead')
      }),
    )
  })
})
