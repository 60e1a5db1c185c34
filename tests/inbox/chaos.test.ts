import { describe, expect, it } from 'vitest'
import { UsageError } from '../../src/errors.ts'
import { type ChaosRule, misfortuneAt, readChaos } from '../../src/inbox/chaos.ts'

describe('readChaos', () => {
  it('reads stages, actions and probabilities', () => {
    expect(readChaos('rcpt=450:0.2, data=drop:.05,mail=stall')).toEqual([
      { stage: 'rcpt', misfortune: 450, probability: 0.2 },
      { stage: 'data', misfortune: 'drop', probability: 0.05 },
      { stage: 'from', misfortune: 'stall', probability: 1 },
    ])
  })

  it.each([
    ['', 'expected stage=action:probability'],
    ['rcpt', 'expected stage=action:probability'],
    ['rcpt=450,', '"" in --chaos'],
    ['helo=450', 'found the stage "helo", expected connect, auth, from, rcpt, data, message'],
    ['rcpt=250', 'found the action "250", expected a reply code from 400 to 599, drop or stall'],
    ['rcpt=450:20', 'found the probability "20", expected a number from 0 to 1'],
    ['rcpt=450:-1', 'found the probability "-1"'],
    ['rcpt=450:', 'found the probability ""'],
    ['rcpt=450:0.2:3', 'expected stage=action:probability'],
  ])('names the mistake in "%s"', (written, message) => {
    expect(() => readChaos(written)).toThrow(message)
    expect(() => readChaos(written)).toThrow(UsageError)
  })
})

describe('misfortuneAt', () => {
  const rules: ChaosRule[] = readChaos('rcpt=450:0.2,rcpt=drop:0.5,data=stall:0')

  it.each([
    [0.1, 450],
    [0.2, 'drop'],
    [0.5, undefined],
  ])('takes the first rule that chance %s falls under', (chance, misfortune) => {
    expect(misfortuneAt('rcpt', { rules, chance: () => chance })).toBe(misfortune)
  })

  it('spares what has no rule, or no probability', () => {
    const chaos = { rules, chance: () => 0 }
    expect([misfortuneAt('auth', chaos), misfortuneAt('data', chaos)]).toEqual([undefined, undefined])
  })
})
