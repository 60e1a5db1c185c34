import { type Answers, day, hour, minute } from '../rule.ts'

/** Gmail, and Google Workspace. */
export const gmail: Answers = {
  of: ['gmail'],
  signature: /\bgsmtp\b|\bgcdp\b|\bsupport\.google\.com\b|\bmail\.google\.com\b/i,
  rules: [
    {
      code: '5xx',
      says: /\bgcdp\b/i,
      act: 'failed',
      why: 'The administrator of this domain has a rule against this mail',
    },
    {
      code: '4xx',
      enhanced: '4.2.1',
      act: 'later',
      waitMs: hour,
      why: 'This Gmail mailbox gets too much mail at the moment',
    },
    {
      code: '4xx',
      enhanced: '4.2.2',
      act: 'later',
      waitMs: 8 * hour,
      why: 'This Gmail mailbox is full',
    },
    {
      code: '4xx',
      enhanced: ['4.7.23', '4.7.24', '4.7.25', '4.7.26', '4.7.27', '4.7.29', '4.7.30', '4.7.32', '4.7.40'],
      act: 'slow-provider',
      waitMs: hour,
      why: 'Gmail slows mail down whose SPF, DKIM, DMARC, host name or TLS it cannot check',
    },
    {
      code: [421, 450, 451, 452, 454],
      enhanced: '4.7.',
      act: 'slow-provider',
      waitMs: 15 * minute,
      why: 'Gmail limits how much mail it takes from this sender',
    },
    {
      code: 550,
      enhanced: '5.7.25',
      act: 'stop-provider',
      why: 'Gmail finds no host name for the address of this server (PTR)',
    },
    {
      code: 550,
      enhanced: '5.7.29',
      act: 'stop-provider',
      why: 'Gmail refuses mail that comes without TLS',
    },
    {
      code: 550,
      enhanced: ['5.7.23', '5.7.24', '5.7.26', '5.7.27', '5.7.30', '5.7.32', '5.7.40'],
      act: 'stop-provider',
      why: 'Gmail finds that SPF, DKIM or DMARC of the sender fails',
    },
    {
      code: 550,
      enhanced: '5.7.28',
      act: 'stop-provider',
      why: 'Gmail takes the mail of this sender for unsolicited',
    },
    {
      code: '5xx',
      enhanced: ['5.7.0', '5.7.1'],
      says: /unsolicited|reputation|blocked|spam|potential security|suspicious/i,
      act: 'stop-provider',
      why: 'Gmail refuses this mail for its content or its sender',
    },
    { code: 550, enhanced: '5.1.1', act: 'dead', why: 'Gmail has no such mailbox' },
    {
      code: 550,
      enhanced: '5.2.1',
      act: 'failed',
      why: 'This Gmail mailbox is switched off or gets too much mail',
    },
    { code: '5xx', enhanced: '5.2.2', act: 'later', waitMs: day, why: 'This Gmail mailbox is full' },
    {
      code: 552,
      enhanced: ['5.2.3', '5.3.4'],
      act: 'stop-provider',
      why: 'This issue is larger than Gmail takes',
    },
  ],
}
