import { describe, expect, it } from 'vitest'
import { concludeAttempt } from '../../src/deliveries/attempt.ts'
import { MassRefusals } from '../../src/deliveries/mass-refusals.ts'

const at = new Date('2026-01-19T08:00:00Z')
const replies = {
  taken: { outcome: 'taken', reply: { stage: 'message', code: 250, text: '250 ok' } },
  dead: {
    outcome: 'refused',
    reply: { stage: 'recipient', code: 550, enhanced: '5.1.1', text: '550 5.1.1 user unknown' },
  },
  failed: { outcome: 'refused', reply: { stage: 'message', code: 554, text: '554 no' } },
  later: { outcome: 'refused', reply: { stage: 'recipient', code: 450, text: '450 later' } },
} as const

function endings(refusals: MassRefusals, ...answers: (keyof typeof replies)[]) {
  return answers.map((answer, id) => {
    const reader = { address: `${id}@gmail.com`, name: '' }
    const delivery = {
      id,
      reader,
      provider: 'gmail',
      attempts: 0,
      account: 'smtp',
      claimed: at,
      firstTry: at,
    }
    return refusals.judge(concludeAttempt({ delivery, handover: replies[answer], at }))
  })
}

const many = <Value>(count: number, value: Value): Value[] => Array.from({ length: count }, () => value)

describe('refusals in great number', () => {
  it.each(['dead', 'failed'] as const)(
    'stop the provider, and leave the delivery in the queue (%s)',
    kind => {
      const last = endings(new MassRefusals(), ...many(9, 'taken' as const), ...many(11, kind)).at(-1)
      expect(last).toMatchObject({ verdict: { act: 'stop-provider' }, conclusion: { status: 'queued' } })
      expect(last?.verdict?.why).toMatch(/^It refuses most mail for good: 11 of its last 20 answers/)
    },
  )

  it('are told of by what most of them say', () => {
    const answers = [...many(9, 'taken' as const), ...many(9, 'failed' as const), ...many(2, 'dead' as const)]
    const last = endings(new MassRefusals(), ...answers).at(-1)
    expect(last?.verdict?.why).toContain(
      '11 of its last 20 answers (most often: The server refuses this message)',
    )
  })

  it('are nothing as long as they are no more than half', () => {
    const half = many(30, ['taken', 'dead'] as const).flat()
    expect(
      endings(new MassRefusals(), ...half).every(({ verdict }) => verdict?.act !== 'stop-provider'),
    ).toBe(true)
  })

  it('are not told from fewer than twenty answers, and deferrals are no answers', () => {
    const all = endings(new MassRefusals(), ...many(19, 'dead' as const), ...many(30, 'later' as const))
    expect(all.every(({ verdict }) => verdict?.act !== 'stop-provider')).toBe(true)
  })

  it('are believed of a provider that the operator lets go on', () => {
    const last = endings(new MassRefusals(new Set(['gmail'])), ...many(40, 'dead' as const)).at(-1)
    expect(last).toMatchObject({ verdict: { act: 'dead' }, conclusion: { status: 'failed' } })
  })
})
