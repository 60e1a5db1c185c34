import { type Answers, hour, minute } from '../rule.ts'

/** Aliyun Mail: the mailboxes at aliyun.com, and companies' ones. */
export const aliyun: Answers = {
  of: ['aliyun'],
  signature:
    /\b(?:mail|qiye|help)\.aliyun\.com\b|\breject by (?:behaviou?r|content) spam\b|\bmxhichina\.com\b/i,
  rules: [
    {
      code: '4xx',
      says: /reject by behaviou?r spam/i,
      act: 'slow-provider',
      waitMs: hour,
      why: 'Aliyun finds that this sender writes too much or too fast',
    },
    {
      code: '5xx',
      says: /\btoo frequently|\bunexpected sending/i,
      act: 'slow-provider',
      waitMs: hour,
      why: 'Aliyun limits how often this sender may write, for minutes to a day',
    },
    {
      code: '5xx',
      says: /reject by behaviou?r spam/i,
      act: 'stop-provider',
      why: 'Aliyun takes this sender for one of spam',
    },
    {
      code: '5xx',
      says: /reject by content spam|spamed by/i,
      act: 'stop-provider',
      why: 'Aliyun takes the content of this issue for spam',
    },
    {
      code: '5xx',
      says: /\b(?:number of rcpt attempts|total of rcpts) is achieved/i,
      act: 'slow-provider',
      waitMs: 30 * minute,
      why: 'Aliyun takes no more recipients for now',
    },
    {
      code: 542,
      says: /isn.?t allowed to receive/i,
      act: 'failed',
      why: 'This mailbox at Aliyun may not receive mail',
    },
    {
      code: 553,
      says: /rcpt to\W{0,3} mailbox unavailable/i,
      act: 'failed',
      why: 'Aliyun says that this mailbox is not available',
    },
  ],
}
