import { day, hour, minute, type Rule } from '../rule.ts'

const relayDenied =
  /\brelay(?:ing)? (?:access )?(?:is )?(?:denied|not (?:permitted|allowed)|prohibited)|\b(?:not (?:permitted|allowed)|unable) to relay|\bnot (?:permit|allow)? ?relay|\brcpthosts\b|\bcredentials for relay\b/i
const loginWanted =
  /\bauthentication (?:is )?required\b|\bneeds? (?:ehlo and )?auth\b|\bnot authenticated to send\b|\bunauthenticated senders not allowed/i
const foreignSender =
  /\bnot owned by\b|\bsend ?as ?denied|\bpermissions? to send as\b|\bmail ?from (?:address )?must (?:be (?:the )?same|equal)|\bmail from account doesn.?t conform|\bnon-local account\b/i
const senderRefused =
  /\bsender(?: address)?(?: is)? (?:rejected|denied|refused)|\bsender verif|\baccount isn.?t allowed to send\b/i
const daily =
  /\bdaily (?:(?:user|sending|message|mail|e-?mail|smtp|relay|recipient|outbound) ){0,4}(?:sending )?(?:limit|quota|allowance)|\b(?:messages?|sending|recipients?|e-?mails) (?:limit|quota)\b.{0,40}(?:per day|in 24 hours|today)|\bper day\b|\bdaily limit\b|(?:当日|当天|每日|每天|今日).{0,20}限/i
const hourly = /\b(?:hourly|per hour|this hour|last hour)\b|每小时/i
const aboutMailbox = /\b(?:mailbox|inbox|storage|over quota)\b|邮箱|空间/i

/** What a server says of the account that it is used with, whoever the recipient is. */
export const ourAccount: readonly Rule[] = [
  {
    code: '5xx',
    says: relayDenied,
    act: 'stop-account',
    why: 'The server does not pass mail on for this account',
  },
  { code: 530, act: 'stop-account', why: 'The server wants a login, or TLS, before it takes mail' },
  {
    code: '5xx',
    says: loginWanted,
    act: 'stop-account',
    why: 'The server wants a login before it takes mail',
  },
  {
    code: ['4xx', '5xx'],
    says: foreignSender,
    act: 'stop-account',
    why: 'This account may not send under the address of the newsletter',
  },
  {
    code: '5xx',
    says: senderRefused,
    act: 'stop-account',
    why: 'The server refuses the address of the newsletter as a sender',
  },
  {
    code: ['4xx', '5xx'],
    says: daily,
    unless: aboutMailbox,
    act: 'slow-account',
    waitMs: day,
    why: 'This account has sent all that it may in a day',
  },
  {
    code: ['4xx', '5xx'],
    says: hourly,
    unless: aboutMailbox,
    act: 'slow-account',
    waitMs: hour,
    why: 'This account has sent all that it may in an hour',
  },
  {
    code: ['4xx', '5xx'],
    says: /\btoo many (?:messages|mails|e-?mails|recipients) (?:from|by) (?:the |this |your )?(?:sender|user|account)\b/i,
    act: 'slow-account',
    waitMs: 10 * minute,
    why: 'The server limits how often this account may send',
  },
]
