import { type Answers, day, hour, minute } from '../rule.ts'

/** NetEase: 163.com, 126.com, yeah.net and the domains that it hosts. */
export const netease: Answers = {
  of: ['netease'],
  signature: /\b(?:HL|MI|DT|RP|WM):[A-Z]{3}\b|\b(?:help|mail|qiye)\.(?:163|126)\.com\b|\bnetease\.com\b/,
  rules: [
    {
      code: 421,
      says: /\bHL:REP\b/,
      act: 'slow-provider',
      waitMs: hour,
      why: 'NetEase has met too many addresses that do not exist from this server',
    },
    {
      code: 421,
      says: /\bHL:ICC\b/,
      act: 'slow-provider',
      waitMs: 10 * minute,
      why: 'NetEase has too many connections of this server at once',
    },
    {
      code: 421,
      says: /\bHL:IFC\b/,
      act: 'slow-provider',
      waitMs: 30 * minute,
      why: 'NetEase limits how much mail it takes from this server',
    },
    {
      code: 421,
      says: /\bHL:MEP\b/,
      act: 'slow-provider',
      waitMs: hour,
      why: 'NetEase finds that this server writes under domains that are not real',
    },
    {
      code: 421,
      act: 'slow-provider',
      waitMs: 15 * minute,
      why: 'NetEase limits the connections of this server',
    },
    {
      code: [450, 451],
      says: /\b(?:MI:DMC|RP:DRC)\b/,
      act: 'reconnect',
      why: 'NetEase takes no more messages over this connection',
    },
    {
      code: [450, 451],
      says: /\b(?:MI|RP):(?:CEL|CCL)\b/,
      act: 'reconnect',
      why: 'NetEase takes no more commands over this connection',
    },
    {
      code: 451,
      says: /\bDT:SPM\b/,
      act: 'later',
      waitMs: 2 * minute,
      why: 'NetEase doubts the content, and asks to try again after two minutes',
    },
    {
      code: 451,
      says: /\bMI:SFQ\b/,
      act: 'slow-provider',
      waitMs: 15 * minute,
      why: 'NetEase limits what this sender may send in 15 minutes',
    },
    {
      code: 451,
      says: /\bRP:QRC\b/,
      act: 'slow-provider',
      waitMs: 15 * minute,
      why: 'NetEase limits how many recipients this sender may have in a short time',
    },
    {
      code: 450,
      says: /\bDT:RBL\b/,
      act: 'slow-provider',
      waitMs: 6 * hour,
      why: 'NetEase finds this server on a block list',
    },
    {
      code: [450, 550],
      says: /\bWM:BL[IU]\b|user in blacklist/i,
      act: 'stop-provider',
      why: 'NetEase does not let this sender or server write to it',
    },
    {
      code: 550,
      says: /\b(?:MI:STC|RP:TRC)\b/,
      act: 'slow-provider',
      waitMs: day,
      why: 'NetEase takes no more from this sender today',
    },
    {
      code: 550,
      says: /\b(?:MI:SPF|MI:DMA)\b/,
      act: 'stop-provider',
      why: 'NetEase finds that SPF or DMARC of the sender fails',
    },
    {
      code: 550,
      says: /\bDT:SPM\b/,
      act: 'stop-provider',
      why: 'NetEase takes the content of this issue for spam',
    },
    {
      code: 550,
      says: /^(?:invalid user|user not found)\b/i,
      act: 'dead',
      why: 'NetEase has no such mailbox',
    },
    {
      code: 550,
      says: /user suspended/i,
      act: 'failed',
      why: 'NetEase has frozen this mailbox',
    },
    {
      code: 554,
      says: /\bMI:STC\b/,
      act: 'stop-provider',
      why: 'NetEase takes no more from this sender today',
    },
    {
      code: 554,
      says: /\b(?:HL:IPB|HL:IHU|MI:SPB)\b|\bIP\b/,
      act: 'stop-provider',
      why: 'NetEase has blocked this sender or server for its reputation',
    },
    {
      // NetEase writes no enhanced codes: a 554 with one is of a relay between.
      code: 554,
      enhanced: 'none',
      act: 'stop-provider',
      why: 'NetEase refuses the content of this issue, or the reputation of its sender',
    },
  ],
}
