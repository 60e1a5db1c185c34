import { noMailAtAll, noSuchMailbox } from '../no-such-mailbox.ts'
import { day, hour, minute, type Rule } from '../rule.ts'

const perConnection =
  /\b(?:messages|mails|e-?mails|transactions|recipients)\b.{0,40}\b(?:per|in this|on this|this|one) (?:connection|session)\b|\bmax(?:imum)? messages? per connection/i
const tooLarge =
  /\b(?:message|mail|size|body|data)\b.{0,30}\btoo (?:large|big|long)|\bexceed.{0,40}\b(?:size|length)\b|\b(?:size|length)\b.{0,30}\bexceed|\bsize limit|邮件(?:大小)?(?:过大|太大|超)/i
const tooOften =
  /\brate[- ]?limit|\b(?:sending|message|connection|mail) (?:rate|frequency)|\bfrequency limit|\btoo (?:many|much) (?:\w{1,20} ){0,2}(?:messages|mails?|e-?mails?|connections?|concurrent|sessions|recipients|requests)|\btoo (?:fast|quickly|frequent)|\bthrottl|\bslow down|\bexceed.{0,30}\brate\b|频率|过于频繁/i
const mailboxFull =
  /\b(?:mailbox|inbox|user|account|recipient|recipient.?s inbox)\b.{0,40}\b(?:full|over ?quota|over its quota|exceeded.{0,20}quota|out of storage|storage)|\bover ?quota\b|\bmailbox size limit|\bquota exceeded \(mailbox|邮箱(?:已)?满|空间(?:不足|已满)/i
const senderQuota =
  /\b(?:sending|send|message|messages|mail|relay|submission|outbound) (?:limit|quota|allowance)\b|\bsender.{0,40}\bquota\b/i
// Of the mailbox, or of the account: nobody else should wait for it.
const someQuota = /\bquota (?:is |was )?(?:reached|exceeded)|\bexceed.{0,30}\bquota/i
const putOff = /\bgr[ea]y-?list|\btry (?:again )?later|\btemporar(?:y|ily)\b|稍后/i
const unproven =
  /\b(?:dmarc|spf|dkim)\b.{0,60}\b(?:fail|invalid|not pass|did not|policy|unaligned|none|required)|\b(?:fail|reject|violat|due to)\w{0,6} .{0,40}\b(?:dmarc|spf|dkim)\b|\bunauthenticated (?:e-?mail|mail|sender)/i
const listed =
  /\b(?:rbl|dnsbl|spamhaus|spamcop|barracudacentral|sorbs)\b|\b(?:black ?list|block ?list|blocked using|deny ?list)|\bpoor reputation|\bbad reputation|\blow reputation|\bip\b.{0,60}\b(?:blocked|banned|rejected|refused)/i
const unwanted =
  /\bspam\b|\bspammy\b|\bunsolicited\b|\bbulk mail\b|\bcontent (?:rejected|denied|refused|not allowed|blocked|filter)|\bvirus\b|\bphish|\bmalware\b|垃圾|内容/i

const temporary: readonly Rule[] = [
  {
    code: '4xx',
    says: perConnection,
    act: 'reconnect',
    why: 'The server takes no more messages over this connection',
  },
  { code: '4xx', enhanced: '4.2.2', act: 'later', waitMs: 8 * hour, why: 'This mailbox is full' },
  { code: '4xx', says: mailboxFull, act: 'later', waitMs: 8 * hour, why: 'This mailbox is full' },
  {
    code: '4xx',
    says: senderQuota,
    act: 'slow-account',
    waitMs: hour,
    why: 'This account has sent all that it may for now',
  },
  {
    code: '4xx',
    says: /\bgr[ea]y-?list/i,
    act: 'later',
    waitMs: 10 * minute,
    why: 'The server asks everybody new to try again (greylisting)',
  },
  {
    code: '4xx',
    says: tooOften,
    act: 'slow-provider',
    waitMs: 10 * minute,
    why: 'The server limits how much mail it takes',
  },
  {
    code: 421,
    act: 'slow-account',
    waitMs: 2 * minute,
    why: 'The server ends the connection, and takes no mail at the moment',
  },
  {
    code: '4xx',
    enhanced: ['4.3.1', '4.3.2'],
    act: 'slow-account',
    waitMs: 5 * minute,
    why: 'The server has no room, or takes no mail at the moment',
  },
  { code: '4xx', act: 'later', why: 'The server asks to try again later' },
]

const permanent: readonly Rule[] = [
  {
    // What a server says of its own limit holds for every copy of the issue; 5.2.3 is the limit of one mailbox.
    code: '5xx',
    enhanced: '5.3.4',
    at: ['sender', 'data', 'message'],
    act: 'stop-account',
    why: 'This issue is larger than the server takes',
  },
  {
    code: 552,
    enhanced: 'none',
    says: tooLarge,
    unless: mailboxFull,
    at: ['sender', 'data', 'message'],
    act: 'stop-account',
    why: 'This issue is larger than the server takes',
  },
  {
    code: '5xx',
    enhanced: ['5.2.3', '5.3.4'],
    act: 'failed',
    why: 'This issue is larger than the mailbox takes',
  },
  { code: '5xx', enhanced: '5.2.2', act: 'later', waitMs: day, why: 'This mailbox is full' },
  { code: '5xx', says: mailboxFull, act: 'later', waitMs: day, why: 'This mailbox is full' },
  {
    code: '5xx',
    says: senderQuota,
    act: 'slow-account',
    waitMs: hour,
    why: 'This account has sent all that it may for now',
  },
  {
    code: '5xx',
    says: tooOften,
    act: 'slow-provider',
    waitMs: 15 * minute,
    why: 'The server limits how much mail it takes',
  },
  {
    code: '5xx',
    at: ['sender'],
    act: 'stop-account',
    why: 'The server refuses the address of the newsletter as a sender',
  },
  {
    code: 556,
    enhanced: '5.1.10',
    act: 'dead',
    why: 'The domain takes no mail at all',
  },
  { code: '5xx', says: noMailAtAll, act: 'dead', why: 'The domain takes no mail at all' },
  { code: '5xx', enhanced: '5.1.1', act: 'dead', why: 'There is no such mailbox' },
  { code: '5xx', says: noSuchMailbox, act: 'dead', why: 'There is no such mailbox' },
  {
    code: '5xx',
    enhanced: ['5.7.20', '5.7.21', '5.7.22', '5.7.23', '5.7.24', '5.7.25', '5.7.26', '5.7.27', '5.7.29'],
    act: 'stop-provider',
    why: 'The server finds that SPF, DKIM, DMARC, the host name or TLS of the sender fails',
  },
  {
    code: '5xx',
    says: unproven,
    act: 'stop-provider',
    why: 'The server finds that SPF, DKIM or DMARC of the sender fails',
  },
  {
    code: '5xx',
    says: listed,
    act: 'stop-provider',
    why: 'The server refuses this sender for its reputation',
  },
  {
    code: '5xx',
    says: unwanted,
    act: 'stop-provider',
    why: 'The server takes this issue, or its sender, for spam',
  },
  {
    code: '5xx',
    says: someQuota,
    act: 'later',
    waitMs: 8 * hour,
    why: 'A quota, of this mailbox or of the account, is used up',
  },
  { code: '5xx', says: putOff, act: 'later', waitMs: hour, why: 'The server asks to try again later' },
  {
    code: '5xx',
    enhanced: '5.2.1',
    act: 'failed',
    why: 'This mailbox is switched off',
  },
  {
    code: '5xx',
    enhanced: ['5.1.2', '5.4.4'],
    act: 'failed',
    why: 'The domain of this address cannot be found',
  },
  {
    code: '5xx',
    enhanced: '5.1.3',
    act: 'failed',
    why: 'The server does not take this address for one',
  },
  {
    code: '5xx',
    enhanced: ['5.6.7', '5.7.7'],
    act: 'failed',
    why: 'The server does not take addresses with letters of other scripts',
  },
  { code: '5xx', act: 'failed', why: 'The server refuses this message' },
]

/** What replies mean by RFC 5321 and 3463, and by words that servers have in common. */
export const everywhere: readonly Rule[] = [...temporary, ...permanent]
