import { day, hour, minute, type Rule } from '../rule.ts'

const relayDenied =
  /\brelay(?:ing)? (?:access )?(?:is )?(?:denied|not (?:permitted|allowed)|prohibited)|\b(?:not (?:permitted|allowed)|unable) to relay|\bnot (?:permit|allow)? ?relay|\brcpthosts\b|\bcredentials for relay\b/i
const loginWanted =
  /\bauthentication (?:is )?required\b|\bneeds? (?:ehlo and )?auth\b|\bnot authenticated to send\b|\bunauthenticated senders not allowed/i
const foreignSender =
  /\bnot owned by\b|\bsend ?as ?denied|\bpermissions? to send as\b|\bmail ?from (?:address )?must (?:be (?:the )?same|equal)|\bmail from account doesn.?t conform|\bnon-local account\b/i
const senderRefused =
  /\bsender(?: address)?(?: is)? (?:rejected|denied|refused)|\bsender verif|\baccount isn.?t allowed to send\b/i
const limit = '(?:limit|quota|allowance|maximum|exceed\\w*|may send|too many)'
const limitOf = (time: string): RegExp =>
  new RegExp(`\\b${limit}\\b.{0,60}(?:${time})|(?:${time}).{0,60}\\b${limit}\\b`, 'i')
const daily = limitOf('\\bdaily\\b|\\bper day\\b|\\b(?:a|one|this) day\\b|\\btoday\\b|\\b24[- ]?hours?\\b')
const hourly = limitOf('\\bhourly\\b|\\b(?:per|an|one|this|last) hour\\b')
const chineseDaily = /(?:当日|当天|每日|每天|今日).{0,20}(?:限|上限|超)/
const ofRecipient = /\b(?:mailbox|inbox|storage|over quota|receiv(?:e|es|ed|ing))\b|邮箱|空间|收件/i

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
    code: ['4xx', '5xx'],
    says: new RegExp(`${daily.source}|${chineseDaily.source}`, 'i'),
    unless: ofRecipient,
    act: 'slow-account',
    waitMs: day,
    why: 'This account has sent all that it may in a day',
  },
  {
    code: ['4xx', '5xx'],
    says: hourly,
    unless: ofRecipient,
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
  {
    code: '5xx',
    says: senderRefused,
    act: 'stop-account',
    why: 'The server refuses the address of the newsletter as a sender',
  },
]

/**
 * Words of Postfix, for recipients whose own providers never say so: a server that takes their domain for one of its own
 * would have every one of them taken for dead.
 */
export const takenForItsOwn: Rule = {
  code: '5xx',
  says: /\bunknown in (?:local|virtual|relay)\b/i,
  act: 'stop-account',
  why: 'The server takes the domain of this recipient for one of its own',
}
