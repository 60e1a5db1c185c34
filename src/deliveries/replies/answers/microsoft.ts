import { type Answers, day, hour, minute } from '../rule.ts'

/** Outlook.com, Hotmail, Live, MSN, and domains at Exchange Online. */
export const microsoft: Answers = {
  of: ['microsoft'],
  signature:
    /\bprotection\.outlook\.com\b|\bprod\.outlook\.com\b|\b(?:sender|support)\.office\.com\b|\b(?:mail|postmaster)\.live\.com\b|\bolcsupport\b|\((?:S|AS)\d{4,20}\)/i,
  rules: [
    {
      code: 550,
      enhanced: '5.7.515',
      act: 'stop-provider',
      why: 'Microsoft finds that SPF, DKIM or DMARC of the sender fails',
    },
    {
      code: '5xx',
      enhanced: ['5.7.23', '5.7.25', '5.7.509'],
      act: 'stop-provider',
      why: 'Microsoft finds that SPF, DMARC or the host name of the sender fails',
    },
    {
      code: '5xx',
      says: /banned sending ip|block list|weren.?t sent|\b(?:SC|DY|OU)-00\d\b/i,
      act: 'stop-provider',
      why: 'Microsoft has this server on its block list',
    },
    {
      code: '4xx',
      says: /\bRP-00\d\b|rate limited|temporarily rate/i,
      act: 'slow-provider',
      waitMs: 30 * minute,
      why: 'Microsoft limits how much mail it takes from this server',
    },
    {
      code: '4xx',
      enhanced: '4.7.',
      act: 'slow-provider',
      waitMs: 15 * minute,
      why: 'Microsoft limits how much mail it takes from this sender',
    },
    {
      code: '4xx',
      enhanced: '4.2.2',
      act: 'later',
      waitMs: 8 * hour,
      why: 'This mailbox at Microsoft is full',
    },
    {
      code: '5xx',
      enhanced: '5.2.2',
      act: 'later',
      waitMs: day,
      why: 'This mailbox at Microsoft is full',
    },
    {
      code: '5xx',
      enhanced: '5.1.10',
      says: /recipient ?not ?found|recipient .{0,40}not found/i,
      act: 'dead',
      why: 'Microsoft has no such mailbox',
    },
    {
      code: 550,
      enhanced: '5.4.1',
      act: 'failed',
      why: 'Microsoft does not let this address be written to, or does not know it',
    },
    {
      code: 550,
      says: /mailbox unavailable/i,
      act: 'failed',
      why: 'Microsoft says that this mailbox is not available: closed, or never there',
    },
    {
      code: '5xx',
      enhanced: ['5.7.1', '5.7.124', '5.7.133', '5.7.134', '5.7.136'],
      says: /RESOLVER\.RST|restricted|not allowed to send to/i,
      act: 'failed',
      why: 'This recipient takes mail from some senders only',
    },
  ],
}
