import { day, hour, minute, type Rule, second } from '../rule.ts'

/** What services that send for others answer for an account, whoever the recipient is. */
export const relays: readonly Rule[] = [
  // Amazon SES
  {
    code: ['4xx', '5xx'],
    says: /maximum sending rate exceeded/i,
    act: 'slow-account',
    waitMs: 5 * second,
    why: 'Amazon SES takes fewer messages in a second from this account',
  },
  {
    // The quota is of the last 24 hours: it comes back little by little.
    code: ['4xx', '5xx'],
    says: /daily message quota exceeded/i,
    act: 'slow-account',
    waitMs: 2 * hour,
    why: 'This account has sent all that Amazon SES lets it send in 24 hours',
  },
  {
    code: 554,
    says: /email address is not verified/i,
    act: 'stop-account',
    why: 'Amazon SES has not verified the sender, or keeps the account in its sandbox',
  },
  {
    code: 554,
    says: /sending (?:is |has been )?(?:paused|suspended|disabled)|not authorized to perform/i,
    act: 'stop-account',
    why: 'Amazon SES does not let this account send',
  },
  {
    code: 554,
    says: /message rejected: address blacklisted/i,
    act: 'failed',
    why: 'Amazon SES keeps this address on its suppression list',
  },
  // SendGrid
  {
    code: ['4xx', '5xx'],
    says: /maximum credits exceeded/i,
    act: 'stop-account',
    why: 'This account has no SendGrid credits left',
  },
  {
    code: ['4xx', '5xx'],
    says: /does not match a verified sender identity|not authorized to send from that email/i,
    act: 'stop-account',
    why: 'SendGrid has not verified the address of the newsletter',
  },
  // Mailgun
  {
    code: ['4xx', '5xx'],
    says: /is not allowed to send: .{0,40}limit exceeded/i,
    act: 'slow-account',
    waitMs: hour,
    why: 'Mailgun limits what this domain may send in an hour',
  },
  {
    code: ['4xx', '5xx'],
    says: /is not allowed to send\b/i,
    act: 'stop-account',
    why: 'The relay does not let this domain send',
  },
  // Brevo
  {
    code: '5xx',
    says: /smtp account is not (?:yet )?activated/i,
    act: 'stop-account',
    why: 'The relay has not activated this account yet',
  },
  // GMX
  {
    code: 550,
    says: /failure sending mail\. try again later/i,
    act: 'slow-account',
    waitMs: 30 * minute,
    why: 'GMX limits how fast this account may send',
  },
  // Gmail and Google Workspace, as what a newsletter is sent through
  {
    code: 550,
    enhanced: '5.4.5',
    act: 'slow-account',
    waitMs: day,
    why: 'This Google account has sent all that it may in a day',
  },
  {
    code: '4xx',
    says: /peak smtp relay limit exceeded/i,
    act: 'slow-account',
    waitMs: 10 * minute,
    why: 'Google limits how fast this account may send',
  },
  // Exchange Online, as what a newsletter is sent through
  {
    code: 432,
    act: 'slow-account',
    waitMs: minute,
    why: 'Exchange Online limits how fast this account may send',
  },
  {
    code: ['4xx', '5xx'],
    says: /\bsubmissionquotaexceeded|\bdaily limit for message recipients/i,
    act: 'slow-account',
    waitMs: day,
    why: 'This account has sent all that Exchange Online lets it send in a day',
  },
  {
    code: 550,
    enhanced: ['5.1.90', '5.7.232', '5.7.233'],
    act: 'slow-account',
    waitMs: day,
    why: 'This account, or its organisation, has sent all that Exchange Online lets it send in a day',
  },
  {
    code: ['4xx', '5xx'],
    enhanced: ['5.1.8', '5.7.501', '5.7.502', '5.7.503', '5.7.705', '5.7.708'],
    says: /access denied/i,
    act: 'stop-account',
    why: 'Exchange Online has blocked this account, or its organisation, for what it sent',
  },
  {
    code: '5xx',
    enhanced: ['5.7.57', '5.7.60', '5.7.139'],
    act: 'stop-account',
    why: 'Exchange Online does not let this account send under this address',
  },
]
