import { type Answers, day, hour, minute } from '../rule.ts'

/** Yahoo and AOL. */
export const yahoo: Answers = {
  of: ['yahoo'],
  signature:
    /\bpostmaster\.(?:yahooinc|yahoo|aol)\.com\b|\bhelp\.yahoo\.com\b|\bmail\.yahoo\.com\b|\[TSS?\d{2}\]/i,
  rules: [
    {
      code: [421, 451],
      says: /max(?:imum)? messages? per connection/i,
      act: 'reconnect',
      why: 'Yahoo takes no more messages over this connection',
    },
    {
      code: '4xx',
      says: /\[TSS?03\]|permanently deferred/i,
      act: 'stop-provider',
      why: 'Yahoo puts off all mail of this server until complaints end',
    },
    {
      code: 421,
      says: /\[TSS?\d\d\]|deferred|user complaints|unexpected volume/i,
      act: 'slow-provider',
      waitMs: hour,
      why: 'Yahoo puts mail off because of its volume, or of complaints',
    },
    {
      code: '4xx',
      says: /receiving (?:e?mail|messages) too/i,
      act: 'later',
      waitMs: hour,
      why: 'This Yahoo mailbox gets too much mail at the moment',
    },
    {
      code: '4xx',
      says: /resources temporarily|too many/i,
      act: 'slow-provider',
      waitMs: 15 * minute,
      why: 'Yahoo is busy, or has too many connections of this server',
    },
    {
      code: '5xx',
      says: /\[BL\d\d\]|connections (?:will )?not (?:be )?accepted/i,
      act: 'stop-provider',
      why: 'Yahoo has blocked this server',
    },
    {
      code: '5xx',
      enhanced: '5.7.9',
      act: 'stop-provider',
      why: 'Yahoo finds that SPF, DKIM or DMARC of the sender fails',
    },
    {
      code: 554,
      says: /policy reasons|not accepted for policy/i,
      act: 'stop-provider',
      why: 'Yahoo refuses this mail for its content or its sender',
    },
    {
      code: '5xx',
      says: /doesn.?t have an? .{0,30}account|mailbox not found/i,
      act: 'dead',
      why: 'Yahoo has no such mailbox',
    },
    {
      code: '5xx',
      says: /mailbox is disabled|disabled or discontinued|message cannot be delivered/i,
      act: 'failed',
      why: 'This Yahoo mailbox is closed',
    },
    {
      code: '5xx',
      says: /over quota|mailbox full/i,
      act: 'later',
      waitMs: day,
      why: 'This Yahoo mailbox is full',
    },
  ],
}
