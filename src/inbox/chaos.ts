import { UsageError } from '../errors.ts'

/** Where a conversation over SMTP can go wrong; `message` is after the whole mail, before the reply to it. */
export const stages = ['connect', 'auth', 'from', 'rcpt', 'data', 'message'] as const

export type Stage = (typeof stages)[number]

/** What goes wrong: the reply with a code, a closed connection, or no answer. */
export type Misfortune = number | 'drop' | 'stall'

/** One thing that may go wrong at a stage, and how often, from 0 to 1. */
export interface ChaosRule {
  stage: Stage
  misfortune: Misfortune
  probability: number
}

/** What may go wrong from now on; it can be changed while mail comes in. */
export interface Chaos {
  rules: readonly ChaosRule[]
  /** A number from 0, included, to 1, excluded. */
  chance: () => number
}

/** What goes wrong now; each rule of a stage has its own chance, the first that has bad luck counts. */
export function misfortuneAt(stage: Stage, { rules, chance }: Chaos): Misfortune | undefined {
  return rules.find(rule => rule.stage === stage && chance() < rule.probability)?.misfortune
}

/** Reads rules such as `rcpt=450:0.2,data=drop`; throws a UsageError that names the rule that is none. */
export function readChaos(text: string): ChaosRule[] {
  return text.split(',').map(written => readRule(written.trim()))
}

function readRule(written: string): ChaosRule {
  const [, stageName = '', action = '', share = '1'] = /^([^=:]*)=([^=:]*)(?::([^=:]*))?$/.exec(written) ?? []
  const refuse = (what: string) => new UsageError(`"${written}" in --chaos: ${what}`, { wayOut })
  if (stageName === '') throw refuse('expected stage=action:probability')
  const stage = stages.find(known => known === (stageName === 'mail' ? 'from' : stageName))
  if (!stage) throw refuse(`found the stage "${stageName}", expected ${stages.join(', ')}`)
  const misfortune = readMisfortune(action)
  if (misfortune === undefined)
    throw refuse(`found the action "${action}", expected a reply code from 400 to 599, drop or stall`)
  const probability = /^(?:\d+(?:\.\d*)?|\.\d+)$/.test(share) ? Number(share) : Number.NaN
  if (!(probability <= 1)) throw refuse(`found the probability "${share}", expected a number from 0 to 1`)
  return { stage, misfortune, probability }
}

const wayOut = 'An example: --chaos rcpt=450:0.2,data=drop:0.05'

function readMisfortune(action: string): Misfortune | undefined {
  if (action === 'drop' || action === 'stall') return action
  return /^[45]\d\d$/.test(action) ? Number(action) : undefined
}
