import { type Answers, day, hour, minute } from '../rule.ts'

/** QQ Mail and Tencent Exmail. A 550 of theirs is seldom about the recipient. */
export const qq: Answers = {
  of: ['qq', 'exmail'],
  signature: /\b(?:service|open|help)\.(?:exmail|mail)\.qq\.com\b|\b(?:open|work)\.weixin\.qq\.com\b/i,
  rules: [
    {
      code: 550,
      says: /domain frequency limited/i,
      act: 'slow-provider',
      waitMs: 10 * minute,
      why: 'QQ limits how often this domain may write, for minutes to a day',
    },
    {
      code: 550,
      says: /sender frequency limited/i,
      act: 'slow-provider',
      waitMs: 10 * minute,
      why: 'QQ limits how often this sender may write, for minutes to a day',
    },
    {
      code: 550,
      says: /\b(?:connection|ip) frequency limited/i,
      act: 'slow-provider',
      waitMs: 10 * minute,
      why: 'QQ limits how often this server may write, for minutes to a day',
    },
    {
      code: '5xx',
      says: /frequency limited/i,
      act: 'slow-provider',
      waitMs: 10 * minute,
      why: 'QQ limits how often mail may be sent to it, for minutes to a day',
    },
    {
      code: 550,
      says: /mailbox unavailable or access denied/i,
      act: 'later',
      waitMs: hour,
      why: 'This QQ mailbox gets too much mail at the moment',
    },
    {
      code: '5xx',
      says: /content (?:denied|rejected)|inappropriate (?:words|content)/i,
      act: 'stop-provider',
      why: 'QQ refuses the content of this issue',
    },
    {
      code: '5xx',
      says: /\b(?:dmarc|spf|dkim) check failed/i,
      act: 'stop-provider',
      why: 'QQ finds that SPF, DKIM or DMARC of the sender fails',
    },
    {
      code: '5xx',
      says: /suspected (?:spam|bounce)|connection denied|ip (?:is )?(?:denied|rejected|blocked)/i,
      act: 'stop-provider',
      why: 'QQ takes this sender for one of spam',
    },
    {
      code: '5xx',
      says: /rejected by (?:the )?recipients?/i,
      act: 'failed',
      why: 'The reader of this QQ mailbox blocks the sender',
    },
    { code: 550, says: /mailbox not found/i, act: 'dead', why: 'QQ has no such mailbox' },
    {
      code: '5xx',
      says: /may contain a non-existent account/i,
      act: 'failed',
      why: 'QQ may have no such mailbox, and is not certain',
    },
    {
      code: '4xx',
      says: /frequen|limited|too many/i,
      act: 'slow-provider',
      waitMs: 10 * minute,
      why: 'QQ asks to slow down',
    },
    {
      code: '5xx',
      says: /收件人空间不足|space is not enough/i,
      act: 'later',
      waitMs: day,
      why: 'This QQ mailbox is full',
    },
  ],
}
