import type { Chances } from './chances.ts'

/** What may happen to a connection: where, and what. `taken` and `lost` are of a whole message without a reply. */
export const faults = [
  '421 at greeting',
  'drop at greeting',
  'stall at greeting',
  'refused TLS',
  'drop in TLS',
  '421 at MAIL',
  '421 after RCPT',
  '421 after message',
  'drop at MAIL',
  'drop after RCPT',
  'drop before data',
  'drop in data',
  'drop, taken',
  'drop, lost',
  'stall at MAIL',
  'stall, taken',
  'stall, lost',
] as const

export type Fault = (typeof faults)[number]

/** What one connection is like. */
export interface Course {
  fault: Fault | undefined
  /** With which message it happens, from 1. */
  faultAt: number
  /** How it ends: in order, without the end of TLS, or reset where nobody is left in doubt of what came before. */
  leaving: 'end' | 'bare end' | 'reset'
  isPipelining: boolean
  isChunking: boolean
  isTls: boolean
  /** Replies come in pieces of a few bytes. */
  isCut: boolean
  /** How long it thinks before it answers, at most, in ms. */
  slownessMs: number
}

// Long silences, and what slows an account down, are rarer.
const isRare = (fault: Fault): boolean => /stall|421|TLS|greeting/.test(fault)
const rare = faults.filter(isRare)
const common = faults.filter(fault => !isRare(fault))

/** The course of a new connection; without faults where the server is kind. */
export function courseOf(chances: Chances, isKind: boolean): Course {
  const kinds = chances.happens(0.4) ? rare : common
  const fault = isKind || chances.happens(0.2) ? undefined : chances.oneOf(kinds)
  return {
    fault,
    faultAt: 1 + chances.below(40),
    leaving: chances.oneOf(['end', 'bare end', 'reset']),
    isPipelining: chances.happens(0.75),
    isChunking: chances.happens(0.6),
    isTls: chances.happens(0.4) || fault?.includes('TLS') === true,
    isCut: chances.happens(0.3),
    slownessMs: chances.oneOf([0, 0, 2, 15]),
  }
}

/** How a recipient's own server answers, each time or this time. */
export type Answer = 'yes' | 'dead' | 'refused' | 'refused after message' | 'later' | 'later after message'

/** What becomes of a message to somebody; who is dead or refused stays so. */
export function answerTo(recipient: string, chances: Chances, isKind: boolean): Answer {
  const hash = [...recipient].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7)
  if (hash % 100 === 0) return 'dead'
  if (hash % 100 === 1) return 'refused'
  if (hash % 100 === 2) return 'refused after message'
  if (isKind || !chances.happens(0.04)) return 'yes'
  return chances.oneOf(['later', 'later after message'])
}
