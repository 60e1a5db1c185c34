import { Hono } from 'hono'
import * as v from 'valibot'
import type { Chaos, ChaosRule, Stage } from '../chaos.ts'
import { readBody } from './request-body.ts'

const errorCode = v.union([v.literal(0), v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599))])
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(100))
const trigger = v.nullish(v.object({ ErrorCode: v.nullish(errorCode), Probability: v.nullish(share) }))
const triggers = v.object({ Sender: trigger, Recipient: trigger, Authentication: trigger })

const stageOf = { Sender: 'from', Recipient: 'rcpt', Authentication: 'auth' } as const
const usualCodes: Partial<Record<Stage, number>> = { from: 451, rcpt: 451, auth: 535 }

/** What goes wrong on purpose, as far as Mailpit has words for it: codes at sender, recipient and authentication. */
export function createChaosRoutes(chaos: Chaos): Hono {
  const routes = new Hono()
  routes.get('/chaos', c => c.json(triggersJson(chaos.rules)))
  routes.put('/chaos', async c => {
    const given = await readBody(c, triggers)
    const names = ['Sender', 'Recipient', 'Authentication'] as const
    const rules = names.flatMap(name => ruleOf(stageOf[name], given[name]))
    const others = chaos.rules.filter(rule => usualCodes[rule.stage] === undefined)
    chaos.rules = [...rules, ...others]
    return c.json(triggersJson(chaos.rules))
  })
  return routes
}

function ruleOf(stage: Stage, given: v.InferOutput<typeof trigger>): ChaosRule[] {
  const probability = (given?.Probability ?? 0) / 100
  const misfortune = given?.ErrorCode || usualCodes[stage] || 451
  return probability > 0 ? [{ stage, misfortune, probability }] : []
}

function triggersJson(rules: readonly ChaosRule[]) {
  const json = (stage: Stage) => {
    const rule = rules.find(rule => rule.stage === stage && typeof rule.misfortune === 'number')
    const ErrorCode = rule?.misfortune ?? usualCodes[stage]
    return { ErrorCode, Probability: Math.round((rule?.probability ?? 0) * 100) }
  }
  return { Sender: json('from'), Recipient: json('rcpt'), Authentication: json('auth') }
}
