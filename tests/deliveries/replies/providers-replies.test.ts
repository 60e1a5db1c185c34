import { describe, expect, it } from 'vitest'
import type { Act } from '../../../src/deliveries/replies/reply.ts'
import { day, hour, minute, verdictOf } from './a-reply.ts'

type Row = [provider: string, text: string, act: Act, waitMs?: number]

const qqPage = 'http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000725'

const qq: Row[] = [
  ['qq', '550 Domain frequency limited', 'slow-provider', 10 * minute],
  ['qq', '550 Sender frequency limited', 'slow-provider', 10 * minute],
  ['qq', '550 Connection frequency limited', 'slow-provider', 10 * minute],
  ['qq', `550 Ip frequency limited. ${qqPage}`, 'slow-provider', 10 * minute],
  ['exmail', '550 Domain frequency limited', 'slow-provider', 10 * minute],
  ['qq', '550 Mailbox unavailable or access denied', 'later', hour],
  ['qq', '550 Mail content denied', 'stop-provider'],
  ['qq', '550 DMARC check failed', 'stop-provider'],
  ['qq', '550 SPF check failed', 'stop-provider'],
  ['qq', '550 Suspected spam sender', 'stop-provider'],
  ['qq', '550 Mailbox not found', 'dead'],
  ['qq', `550 Mailbox not found. ${qqPage}`, 'dead'],
  ['qq', '550 该用户不存在', 'dead'],
  ['qq', '550 该用户未开通QQ邮箱', 'dead'],
  ['qq', '550 收件人空间不足', 'later', day],
  ['qq', '550 Mail is rejected by recipients', 'failed'],
  [
    'qq',
    '550 The recipient may contain a non-existent account, please check the recipient address',
    'failed',
  ],
]

const netease: Row[] = [
  ['netease', '421 HL:REP 163 smtp14', 'slow-provider', hour],
  ['netease', '421 HL:ICC', 'slow-provider', 10 * minute],
  ['netease', '421 HL:IFC', 'slow-provider', 30 * minute],
  ['netease', '421 HL:MEP', 'slow-provider', hour],
  ['netease', '450 MI:DMC', 'reconnect'],
  ['netease', '451 MI:DMC', 'reconnect'],
  ['netease', '450 RP:DRC', 'reconnect'],
  ['netease', '450 MI:CEL', 'reconnect'],
  ['netease', '451 DT:SPM', 'later', 2 * minute],
  ['netease', '451 DT:SPM 163 mx27, please try again', 'later', 2 * minute],
  ['netease', '451 MI:SFQ', 'slow-provider', 15 * minute],
  ['netease', '451 RP:QRC', 'slow-provider', 15 * minute],
  ['netease', '450 DT:RBL', 'slow-provider', 6 * hour],
  ['netease', '450 WM:BLI', 'stop-provider'],
  ['netease', '554 DT:SPM 163 mx1,x http://mail.163.com/help/help_spam_16.htm?ip=192.0.2.1', 'stop-provider'],
  ['netease', '554 HL:IPB', 'stop-provider'],
  ['netease', '554 IP in blacklist', 'stop-provider'],
  ['netease', '554 5.5.0 DT:SPM', 'stop-provider'],
  ['netease', '554', 'stop-provider'],
  ['netease', '554 5.5.0 MI:STC', 'slow-provider', day],
  ['netease', '550 MI:STC', 'slow-provider', day],
  ['netease', '550 RP:TRC', 'slow-provider', day],
  ['netease', '550 MI:SPF', 'stop-provider'],
  ['netease', '550 MI:DMA', 'stop-provider'],
  ['netease', '550 DT:SPM', 'stop-provider'],
  ['netease', '550 User not found: lin@163.com', 'dead'],
  ['netease', '550 Invalid User', 'dead'],
  ['netease', '550 User suspended', 'failed'],
  ['netease', '550 User in blacklist', 'stop-provider'],
]

const gmail: Row[] = [
  [
    'gmail',
    '421-4.7.28 Gmail has detected an unusual rate\r\n421 4.7.28 of mail. - gsmtp',
    'slow-provider',
    15 * minute,
  ],
  ['gmail', '421 4.7.0 Try again later, closing connection. - gsmtp', 'slow-provider', 15 * minute],
  ['gmail', '450 4.7.1 slow down', 'slow-provider', 15 * minute],
  ['gmail', '421 4.7.26 unauthenticated - gsmtp', 'slow-provider', hour],
  ['gmail', '450 4.2.1 The user you are trying to contact is receiving mail too quickly.', 'later', hour],
  ['gmail', '550-5.7.26 Gmail requires all senders to authenticate\r\n550 5.7.26 - gsmtp', 'stop-provider'],
  ['gmail', '550 5.7.25 The sending IP does not have a PTR record', 'stop-provider'],
  ['gmail', '550 5.7.29 no TLS', 'stop-provider'],
  ['gmail', '550 5.7.1 [192.0.2.1] this message is likely unsolicited mail. - gsmtp', 'stop-provider'],
  ['gmail', '550 5.7.1 This message violates example.com email policy. - gcdp x - gsmtp', 'failed'],
  ['gmail', '550 5.1.1', 'dead'],
  [
    'gmail',
    "550-5.1.1 The email account that you tried to reach does\r\n550-5.1.1 not exist. Please try double-checking the recipient's address.\r\n550 5.1.1 https://support.google.com/mail/?p=NoSuchUser - gsmtp",
    'dead',
  ],
  ['gmail', '552 5.2.2 The email account that you tried to reach is over quota.', 'later', day],
  ['gmail', '452 4.2.2 The recipient’s inbox is out of storage space.', 'later', 8 * hour],
  ['gmail', '550 5.2.1 The email account that you tried to reach is inactive.', 'failed'],
  ['gmail', '552 5.3.4 Your message exceeded Google’s message size limits.', 'stop-provider'],
]

const microsoft: Row[] = [
  [
    'microsoft',
    '550 5.7.515 Access denied, sending domain example.com does not meet the required level',
    'stop-provider',
  ],
  [
    'microsoft',
    '550 5.7.1 Unfortunately, messages from [192.0.2.1] weren’t sent: our block list (S3150)',
    'stop-provider',
  ],
  ['microsoft', '550 5.7.606 Access denied, banned sending IP [192.0.2.1]', 'stop-provider'],
  [
    'microsoft',
    '451 4.7.650 The mail server has been temporarily rate limited',
    'slow-provider',
    30 * minute,
  ],
  ['microsoft', '451 4.7.500 Server busy', 'slow-provider', 15 * minute],
  ['microsoft', '421 RP-001 The mail server exceeded the rate limit allowed', 'slow-provider', 30 * minute],
  [
    'microsoft',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    'dead',
  ],
  ['microsoft', '550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)', 'failed'],
  ['microsoft', '550 5.4.1 Recipient address rejected: Access denied', 'failed'],
  ['microsoft', '554 5.2.2 mailbox full', 'later', day],
]

const others: Row[] = [
  ['yahoo', '421 4.7.0 [TSS04] Messages temporarily deferred due to user complaints', 'slow-provider', hour],
  ['yahoo', '421 4.7.1 [TS03] All messages will be permanently deferred', 'stop-provider'],
  ['yahoo', '421 Max message per connection reached, closing transmission channel', 'reconnect'],
  ['yahoo', '554 5.7.9 Message not accepted for policy reasons', 'stop-provider'],
  ['yahoo', "554 delivery error: dd This user doesn't have a yahoo.com account (x@yahoo.com) [0]", 'dead'],
  ['yahoo', '552 1 Requested mail action aborted, mailbox not found', 'dead'],
  ['yahoo', '554 30 Sorry, your message cannot be delivered. This mailbox is disabled (554.30).', 'failed'],
  ['icloud', '550 5.1.1 <a@icloud.com>: user does not exist', 'dead'],
  ['icloud', '550 5.1.1 <a@icloud.com>: inactive email address', 'failed'],
  ['icloud', '550 5.7.1 [CS01] Message rejected due to local policy.', 'stop-provider'],
  ['icloud', '421 4.7.1 Messages to a@icloud.com deferred due to excessive volume.', 'later', hour],
  ['icloud', '450 4.7.1 Service unavailable', 'slow-provider', 15 * minute],
  ['aliyun', "554 RCPT (lin@aliyun.com) dosn't exist", 'dead'],
  ['aliyun', '454 Transient reject by behaviour spam', 'slow-provider', hour],
  ['aliyun', '554 Reject by content spam', 'stop-provider'],
  ['aliyun', '554 Reject by behaviour spam ANTISPAM_BAT[x]: too frequently sending', 'slow-provider', hour],
  ['aliyun', '554 Reject by behaviour spam', 'stop-provider'],
]

describe('readReply', () => {
  it.each([...qq, ...netease, ...gmail, ...microsoft, ...others])(
    'for %s, takes "%s" as %s',
    (provider, text, act, waitMs) => {
      const { why, ...verdict } = verdictOf(text, provider)
      expect(verdict).toEqual({ act, ...(waitMs !== undefined && { waitMs }) })
      expect(why).toMatch(/^\S[^.]{10,100}$/)
    },
  )

  it.each<[string, Act]>([
    [`550 Domain frequency limited. ${qqPage}`, 'slow-provider'],
    ['550 Mail content denied. https://open.work.weixin.qq.com/help2/pc/20072', 'stop-provider'],
    ['550 5.7.26 unauthenticated - gsmtp', 'stop-provider'],
    ['554 DT:SPM 163 mx1', 'stop-provider'],
    [
      '550 5.4.1 Recipient address rejected: Access denied. [x.eop-nam11.prod.protection.outlook.com]',
      'failed',
    ],
  ])('knows who runs a domain by "%s"', (text, act) => {
    expect(verdictOf(text, 'example.com').act).toBe(act)
  })

  it.each<[string, Act]>([
    [`550 Sender frequency limited. ${qqPage}`, 'slow-account'],
    [`550 Mail content denied. ${qqPage}`, 'stop-account'],
    [`550 Mailbox not found. ${qqPage}`, 'failed'],
    ['451 MI:SFQ 163 smtp1', 'slow-account'],
    ['450 MI:DMC 163 smtp1', 'reconnect'],
  ])(
    'takes what QQ or NetEase says of a reader at Gmail as the word of our own account: "%s"',
    (text, act) => {
      expect(verdictOf(text, 'gmail').act).toBe(act)
    },
  )

  it.each<[string, Act]>([
    [`550 Domain frequency limited. ${qqPage}`, 'later'],
    ['550 5.7.26 unauthenticated - gsmtp', 'failed'],
    ['550 blocked using zen.spamhaus.org', 'failed'],
  ])('lets one of many small domains neither slow nor stop the others: "%s"', (text, act) => {
    expect(verdictOf(text, 'others').act).toBe(act)
  })
})
