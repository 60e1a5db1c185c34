import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openLane } from '../../../src/deliveries/smtp/smtp-lane.ts'
import { joinedBytes } from '../../../src/mail/encoded/body-part.ts'
import { aStrictServer, type Manner, type Mood, type StrictServer } from './a-strict-server.ts'
import { anAccount, anEncodedMessage, sendAll } from './an-account.ts'

const manner = fc.constantFrom<Manner>('line', 'lines', 'bytes')
const whims = (...moods: Mood[]) =>
  fc.array(
    fc.record({
      mood: fc.oneof({ weight: 5, arbitrary: fc.constant<Mood>('yes') }, fc.constantFrom(...moods)),
      manner,
    }),
    { minLength: 1, maxLength: 60 },
  )
const ways = {
  'one by one': [],
  'by DATA': ['PIPELINING'],
  'by BDAT': ['PIPELINING', 'CHUNKING', 'SIZE 9999999'],
}
const hasty = { connectionMs: 5_000, silenceMs: 150 }
const patient = { connectionMs: 5_000, silenceMs: 20_000 }
// Some larger than what goes to the system at once.
const lengths = fc.array(fc.oneof({ weight: 9, arbitrary: fc.nat(20) }, fc.constant(40_000)), {
  minLength: 1,
  maxLength: 9,
})

async function carry(server: StrictServer, lines: readonly number[], timeouts = patient) {
  const lane = openLane(anAccount(server.url), { timeouts, window: 4 })
  const messages = lines.map((length, at) => anEncodedMessage(`${at}@example.org`, length))
  const handovers = await sendAll(lane, messages)
  return messages.map(({ to, parts }, at) => {
    const copies = server.accepted.filter(({ to: all }) => all.includes(to))
    const isItself = copies.every(copy => copy.to.length === 1 && copy.body === joinedBytes(parts).toString())
    return { outcome: handovers[at]?.outcome, copies: copies.length, isItself }
  })
}

describe.each(Object.entries(ways))('a lane that carries messages %s', (_way, extensions) => {
  it('tells truly what became of each message, whatever a server does', async () => {
    const server = await aStrictServer()
    await fc.assert(
      fc.asyncProperty(
        whims('450', '550', '421', 'go on', 'drop', 'half', 'close', 'silence'),
        lengths,
        fc.boolean(),
        async (whims, lines, asksAnyway) => {
          server.play({ whims, extensions, asksAnyway })
          for (const { outcome, copies, isItself } of await carry(server, lines, hasty)) {
            expect(isItself).toBe(true)
            if (outcome === 'uncertain') expect(copies).toBeLessThan(2)
            else expect(copies).toBe(outcome === 'taken' ? 1 : 0)
          }
        },
      ),
      { numRuns: 100 },
    )
  }, 120_000)

  it('is never uncertain of a server that says everything', async () => {
    const server = await aStrictServer()
    await fc.assert(
      fc.asyncProperty(
        whims('450', '550', '421', 'go on'),
        lengths,
        fc.boolean(),
        async (whims, lines, asksAnyway) => {
          server.play({ whims, extensions, asksAnyway })
          for (const { outcome, copies } of await carry(server, lines)) {
            expect(outcome).toMatch(/^(taken|refused|returned)$/)
            expect(copies).toBe(outcome === 'taken' ? 1 : 0)
          }
        },
      ),
      { numRuns: 100 },
    )
  }, 120_000)
})
