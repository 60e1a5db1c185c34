import { type Answers, day, hour, minute } from '../rule.ts'

/** Apple's iCloud Mail. */
export const icloud: Answers = {
  of: ['icloud'],
  signature:
    /\bsupport\.apple\.com\b|\bmail\.(?:icloud|me)\.com\b|\[(?:CS|HME?)\d{1,2}\]|\bipcheck\.proofpoint\.com\b/i,
  rules: [
    {
      code: '4xx',
      says: /excessive volume/i,
      act: 'later',
      waitMs: hour,
      why: 'This iCloud mailbox gets too much mail at the moment',
    },
    {
      code: '4xx',
      enhanced: '4.7.',
      act: 'slow-provider',
      waitMs: 15 * minute,
      why: 'iCloud limits how much mail it takes from this sender',
    },
    {
      code: '5xx',
      says: /\[CS\d\d\]|\[HME?\d{1,2}\]|local policy/i,
      act: 'stop-provider',
      why: 'iCloud refuses this mail for its content or its sender',
    },
    {
      code: '5xx',
      says: /\bdmarc\b|\bspf\b|\bdkim\b/i,
      act: 'stop-provider',
      why: 'iCloud finds that SPF, DKIM or DMARC of the sender fails',
    },
    {
      code: '5xx',
      says: /\bblocked\b/i,
      act: 'stop-provider',
      why: 'iCloud has blocked this server',
    },
    {
      code: '5xx',
      says: /inactive/i,
      act: 'failed',
      why: 'This iCloud mailbox is switched off',
    },
    { code: '5xx', enhanced: '5.2.2', act: 'later', waitMs: day, why: 'This iCloud mailbox is full' },
  ],
}
