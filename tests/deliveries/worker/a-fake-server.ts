import type { AccountDoor } from '../../../src/deliveries/crew.ts'
import { parseReply } from '../../../src/deliveries/replies/parse-reply.ts'
import type { Reply, Stage } from '../../../src/deliveries/replies/reply.ts'
import type { EncodedMessage, Handover, Lane } from '../../../src/deliveries/smtp/lane.ts'
import type { SmtpAccount } from '../../../src/deliveries/smtp/smtp-account.ts'
import type { UnreachableServerError } from '../../../src/deliveries/transport.ts'
import { anAccount } from '../smtp/an-account.ts'
import type { FakeTime } from './fake-time.ts'

/** That a message was handed over. */
export interface Given {
  at: number
  to: string
  account: string
  connection: number
}

export interface FakeServer {
  door: AccountDoor
  log: Given[]
  /** How many connections stand, and how many at most stood. */
  standing: { now: number; most: number }
}

/** A reply of a server to a message. */
export function aReply(text: string, stage: Stage = 'recipient'): Reply {
  const reply = parseReply(text, stage)
  if (!reply) throw new Error(`no reply: ${text}`)
  return reply
}

export const refused = (text: string, stage?: Stage): Handover => ({
  outcome: 'refused',
  reply: aReply(text, stage),
})
export const taken: Handover = { outcome: 'taken', reply: aReply('250 2.0.0 ok') }

interface FakeServerOptions {
  answers?: (to: string, at: Date) => Handover
  /** Why it cannot be reached now. */
  away?: (at: Date) => UnreachableServerError | undefined
  latencyMs?: number
  window?: number
}

/** A server in memory, which takes everything and remembers when. */
export function aFakeServer(
  time: FakeTime,
  account: Partial<SmtpAccount> = {},
  { answers = () => taken, away = () => undefined, latencyMs = 100, window = 4 }: FakeServerOptions = {},
): FakeServer {
  const whole = anAccount('smtp://mail.example.org', account)
  const log: Given[] = []
  const standing = { now: 0, most: 0 }
  let connections = 0
  const openLane = (): Lane => {
    let connection = 0
    let left = 0
    let isOpen = false
    const end = () => {
      if (isOpen) standing.now -= 1
      isOpen = false
    }
    return {
      server: whole.url,
      window,
      get left() {
        return left
      },
      get isOpen() {
        return isOpen
      },
      async open() {
        await time.wait(latencyMs)
        const reason = away(time.clock())
        if (reason) throw reason
        connections += 1
        connection = connections
        left = whole.messagesPerConnection
        isOpen = true
        standing.now += 1
        standing.most = Math.max(standing.most, standing.now)
      },
      async send({ to }: EncodedMessage) {
        left -= 1
        log.push({ at: time.clock().getTime(), to, account: whole.name, connection })
        await time.wait(latencyMs)
        if (!away(time.clock())) return answers(to, time.clock())
        end()
        return { outcome: 'uncertain', why: 'broke' }
      },
      async close() {
        end()
      },
    }
  }
  return { door: { account: whole, openLane }, log, standing }
}
