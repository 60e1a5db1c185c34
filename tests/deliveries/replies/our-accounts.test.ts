import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readReply } from '../../../src/deliveries/replies/read-reply.ts'
import type { Act, Stage } from '../../../src/deliveries/replies/reply.ts'
import { day, hour, minute, verdictOf } from './a-reply.ts'

type Row = [stage: Stage, text: string, act: Act, waitMs?: number]

const rows: Row[] = [
  ['connect', '421 Service not available', 'slow-account', 2 * minute],
  ['connect', '421 Too many connections', 'slow-account', 10 * minute],
  ['connect', '421 HL:REP 163 smtp14', 'slow-account', hour],
  ['connect', '554 No SMTP service here', 'stop-account'],
  ['login', '535 5.7.8 Username and Password not accepted', 'stop-account'],
  [
    'login',
    '535 Login Fail. Please enter your authorization code to login. http://service.mail.qq.com/x',
    'stop-account',
  ],
  ['login', '525 5.7.1 Unauthorized IP address', 'stop-account'],
  ['login', '454 4.7.0 Temporary authentication failure', 'slow-account', 5 * minute],
  ['login', '454 4.7.0 Too many login attempts, please try again later', 'slow-account', 30 * minute],
  ['login', '451 Authentication failed: Maximum credits exceeded', 'stop-account'],
  ['sender', '550 not allowed', 'stop-account'],
  ['sender', '553 Mail from must equal authorized user', 'stop-account'],
  ['sender', '501 mail from address must be same as authorization user', 'stop-account'],
  ['sender', '530 5.7.0 Authentication required', 'stop-account'],
  ['sender', '451 try later', 'slow-account'],
  ['sender', '450 MI:DMC', 'reconnect'],
  ['sender', '550 Too many messages', 'slow-account', 15 * minute],
  ['sender', '552 5.3.4 Message size exceeds fixed limit', 'stop-account'],
  ['message', '552 5.3.4 Message size exceeds fixed limit', 'stop-account'],
  ['message', '552 Message exceeds maximum fixed size', 'stop-account'],
  ['message', '552 5.2.3 Message too large for this mailbox', 'failed'],
  ['recipient', '552 5.3.4 Message too large', 'failed'],
  ['recipient', '421 4.3.2 Service shutting down', 'slow-account', 2 * minute],
  [
    'recipient',
    '450 4.7.1 Sender address rejected: Too many messages from sender',
    'slow-account',
    10 * minute,
  ],
  ['recipient', '550 You have exceeded your daily sending limit', 'slow-account', day],
  ['recipient', '450 You may send 100 messages per hour', 'slow-account', hour],
  ['recipient', '550 5.4.5 Daily user sending limit exceeded. - gsmtp', 'slow-account', day],
  [
    'recipient',
    '550-5.7.1 Daily SMTP relay sending limit exceeded for customer. - gsmtp',
    'slow-account',
    day,
  ],
  [
    'recipient',
    "550 5.1.90 Your message can't be sent because you've reached your daily limit",
    'slow-account',
    day,
  ],
  ['message', '432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded', 'slow-account', minute],
  ['message', '550 5.7.60 SMTP; Client does not have permissions to send as this sender', 'stop-account'],
  ['message', '454 Throttling failure: Maximum sending rate exceeded.', 'slow-account', 5000],
  ['message', '454 Throttling failure: Daily message quota exceeded.', 'slow-account', 2 * hour],
  ['message', '554 Message rejected: Email address is not verified.', 'stop-account'],
  ['message', '554 Message rejected: Sending paused for this account.', 'stop-account'],
  ['message', '550 The from address does not match a verified Sender Identity.', 'stop-account'],
  [
    'recipient',
    '421 Domain mg.example.org is not allowed to send: recipient limit exceeded.',
    'slow-account',
    hour,
  ],
  [
    'recipient',
    '550 User has exceeded its 24-hour sending limit. Messages to 25 recipients out of 25',
    'slow-account',
    day,
  ],
  ['message', '552 Message would take you over your relay quota of 500', 'slow-account', hour],
  [
    'recipient',
    '550-Requested action not taken: mailbox unavailable\n550 Failure sending mail. Try again later.',
    'slow-account',
    30 * minute,
  ],
  ['recipient', '550 发信数超过当日上限，当日发信受限', 'slow-account', day],
  ['recipient', '550 5.7.1 Sender address rejected: 500 messages per day exceeded', 'slow-account', day],
  ['sender', '502 5.7.0 Your SMTP account is not yet activated.', 'stop-account'],
]

describe('readReply', () => {
  it.each(rows)('takes, at %s, "%s" as %s', (stage, text, act, waitMs) => {
    for (const provider of ['netease', 'others']) {
      const { why, ...verdict } = verdictOf(text, provider, stage)
      expect(verdict).toEqual({ act, ...(waitMs !== undefined && { waitMs }) })
      expect(why).not.toMatch(/mailbox is|no such/)
    }
  })

  it.each<[string, Act, number?]>([
    ['450 4.7.1 Recipient address rejected: Greylisted', 'later', 10 * minute],
    ['451 4.3.0 internal error', 'later'],
    ['452 4.2.2 Mailbox full', 'later', 8 * hour],
    ['552 5.2.2 Mailbox full', 'later', day],
    ['550 mailbox over quota, try again in 24 hours', 'later', day],
    ['554 5.7.1 <ada@example.com>: Recipient address rejected: Quota exceeded', 'later', 8 * hour],
    ['451 too many messages, slow down', 'slow-provider', 10 * minute],
    ['452 too many messages in this session', 'reconnect'],
    ['452 4.3.1 Insufficient system storage', 'slow-account', 5 * minute],
    ['554 5.7.1 rejected by the DMARC policy of example.org', 'stop-provider'],
    ['554 5.7.1 Client host blocked using zen.spamhaus.org', 'stop-provider'],
    ['554 5.7.1 Message refused as spam', 'stop-provider'],
    ['550 5.7.1 mail from no-spam.example.org refused', 'failed'],
  ])('takes "%s" of a domain as %s', (text, act, waitMs) => {
    const { why: _, ...verdict } = verdictOf(text, 'example.com')
    expect(verdict).toEqual({ act, ...(waitMs !== undefined && { waitMs }) })
  })

  it.each<[string, Act]>([
    ['450 4.2.1 This mailbox has exceeded its daily limit of mail received', 'later'],
    ['450 Greylisted, come back this hour', 'later'],
  ])('slows no account for what a mailbox has had: "%s"', (text, act) => {
    expect(verdictOf(text, 'others').act).toBe(act)
  })

  it('stops where the server takes a domain of others for its own, and calls nobody there dead', () => {
    const text = '550 5.1.1 <lin@qq.com>: Recipient address rejected: User unknown in local recipient table'
    expect(verdictOf(text, 'qq').act).toBe('stop-account')
    expect(verdictOf(text, 'example.com').act).toBe('dead')
  })

  it('stops no account for what another server said to ours', () => {
    const said = 'host mx.example.com[192.0.2.1] said: 554 5.7.1 Relay access denied (in reply to RCPT TO)'
    expect(verdictOf(`550 5.4.1 undeliverable address: ${said}`, 'others').act).toBe('failed')
  })

  it('never sends again what was no refusal', () => {
    expect(verdictOf('250 2.0.0 Ok', 'qq', 'message').act).toBe('failed')
  })

  it('is about the account alone before a recipient is named', () => {
    const stage = fc.constantFrom<Stage>('connect', 'login', 'sender')
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), fc.string(), stage, (code, text, at) => {
        const { act } = readReply({ stage: at, code, text: `${code} ${text}` }, 'qq')
        expect(['slow-account', 'stop-account', 'reconnect']).toContain(act)
      }),
    )
  })

  it('never throws, and gives a reason, whatever the text', () => {
    const words = fc.constantFrom(
      'user',
      'unknown',
      '550',
      '5.1.1',
      '\n',
      'sender',
      'limit',
      '<a@b>',
      'http://',
      '频率',
    )
    const text = fc.array(fc.oneof(words, fc.string({ unit: 'binary' }))).map(parts => parts.join(' '))
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 999 }), text, (code, said) => {
        expect(readReply({ stage: 'recipient', code, text: said }, 'qq').why).not.toBe('')
      }),
    )
  })

  it.each(['x', '@', '<', ' ', '.', 'a.', 'user ', 'exceed ', 'daily ', 'http://', '5', '限'])(
    'reads a megabyte of "%s" in no time',
    letters => {
      const text = `550 ${letters.repeat(1_000_000 / letters.length)}`
      expect(readReply({ stage: 'recipient', code: 550, text }, 'qq').act).not.toBe('dead')
      expect(verdictOf(text, 'others').act).not.toBe('dead')
    },
  )
})

describe('a message that a server does not take for well-formed', () => {
  it.each([
    [
      'gmail',
      "550-5.7.1 This message is not RFC 5322 compliant: 'From' header is missing\r\n550 5.7.1 - gsmtp",
    ],
    ['gmail', '550 5.7.1 Messages missing a valid messageId header are not accepted. - gsmtp'],
    ['microsoft', '550 5.6.0 Lines too long'],
    ['yahoo', '554 Bare LF is not allowed'],
    ['qq', '550 Malformed MIME message'],
  ])('stops the issue, for all get it: %s, %s', (provider, text) => {
    expect(verdictOf(text, provider, 'message').act).toBe('stop')
  })

  it('says so of one mailbox, where a small server finds it, or one behind a relay', () => {
    expect(verdictOf('550 5.6.0 malformed', 'others', 'message').act).toBe('failed')
    expect(verdictOf('550 5.6.0 malformed', 'qq', 'recipient').act).toBe('failed')
    expect(verdictOf('553 5.6.7 SMTPUTF8 is not supported', 'qq', 'message').act).toBe('failed')
  })
})
