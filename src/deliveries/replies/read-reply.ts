import { isKnownProvider } from '../providers/mailbox-domains.ts'
import type { Provider } from '../providers/provider.ts'
import { aliyun } from './answers/aliyun.ts'
import { beforeRecipients } from './answers/before-recipients.ts'
import { everywhere } from './answers/everywhere.ts'
import { gmail } from './answers/gmail.ts'
import { icloud } from './answers/icloud.ts'
import { malformed } from './answers/malformed.ts'
import { microsoft } from './answers/microsoft.ts'
import { netease } from './answers/netease.ts'
import { ourAccount, takenForItsOwn } from './answers/our-account.ts'
import { qq } from './answers/qq.ts'
import { relays } from './answers/relays.ts'
import { yahoo } from './answers/yahoo.ts'
import { speaksOfOtherMatters } from './no-such-mailbox.ts'
import type { Act, Reply, Stage, Verdict } from './reply.ts'
import type { Answers, Code, Rule } from './rule.ts'
import { listen, type Said } from './said.ts'

const mailboxes: readonly Answers[] = [qq, netease, gmail, microsoft, yahoo, icloud, aliyun]

/**
 * What follows from a refusal (4xx or 5xx) of a message to a recipient of `provider`. A mailbox is `dead` only where the
 * reply says that there is none, and speaks of nothing else; what is said before a recipient is named is about the
 * account. `others` are many unrelated servers: what one of them says slows or stops none of the rest.
 */
export function readReply(reply: Reply, provider: Provider): Verdict {
  const said = listen(reply)
  const speaker = mailboxes.find(({ signature }) => signature.test(said.line))
  const rule = rulesFor(reply.stage, provider, speaker).find(each => fits(each, said))
  if (!rule) return { act: 'failed', why: 'The server answered out of turn' }
  const act = changes[whoseOf(said, provider, speaker)][rule.act] ?? rule.act
  return { act, why: rule.why, ...(rule.waitMs !== undefined && { waitMs: rule.waitMs }) }
}

function rulesFor(stage: Stage, provider: Provider, speaker: Answers | undefined): readonly Rule[] {
  // Before a recipient is named, it is the account's server that speaks, whoever is written to.
  const own = isBefore(stage) ? undefined : mailboxes.find(({ of }) => of.includes(provider))
  const theirs = (speaker ?? own)?.rules ?? []
  return [
    ...malformed,
    ...relays,
    ...ourAccount,
    ...(own ? [takenForItsOwn] : []),
    ...theirs,
    ...beforeRecipients,
    ...everywhere,
  ]
}

const isBefore = (stage: Stage): boolean => stage === 'connect' || stage === 'login' || stage === 'sender'

function fits({ code, enhanced, says, unless, at, act }: Rule, { reply, words }: Said): boolean {
  if (!list(code).some(each => isCode(each, reply.code))) return false
  if (enhanced !== undefined && !list(enhanced).some(each => isEnhanced(each, reply.enhanced))) return false
  if (at && !at.includes(reply.stage)) return false
  if (says && !says.test(words)) return false
  if (unless?.test(words)) return false
  return act !== 'dead' || !speaksOfOtherMatters(words)
}

const list = <T>(one: T | readonly T[]): readonly T[] => (Array.isArray(one) ? one : [one as T])

const isCode = (wanted: Code, code: number): boolean =>
  typeof wanted === 'number' ? wanted === code : wanted[0] === String(code)[0]

const isEnhanced = (wanted: string, code = 'none'): boolean =>
  wanted.endsWith('.') ? code.startsWith(wanted) : wanted === code

/** Whose word a reply is: of the connection, of the account's server, of another server behind it, … */
type Whose = 'connection' | 'sender' | 'relay' | 'passed on' | 'others' | 'provider'

function whoseOf({ reply, isPassedOn }: Said, provider: Provider, speaker: Answers | undefined): Whose {
  if (reply.stage === 'connect' || reply.stage === 'login') return 'connection'
  if (reply.stage === 'sender') return 'sender'
  if (isPassedOn) return 'passed on'
  // QQ's words on a recipient at Gmail come from an account at QQ.
  if (speaker && isKnownProvider(provider) && !speaker.of.includes(provider)) return 'relay'
  return provider === 'others' ? 'others' : 'provider'
}

const ofAccount: Partial<Record<Act, Act>> = {
  dead: 'stop-account',
  failed: 'stop-account',
  later: 'slow-account',
  'slow-provider': 'slow-account',
  'stop-provider': 'stop-account',
}

const changes: Record<Whose, Partial<Record<Act, Act>>> = {
  connection: { ...ofAccount, reconnect: 'slow-account' },
  sender: ofAccount,
  relay: { dead: 'failed', 'slow-provider': 'slow-account', 'stop-provider': 'stop-account' },
  'passed on': { 'slow-account': 'later', 'stop-account': 'failed', reconnect: 'later', stop: 'failed' },
  others: { 'slow-provider': 'later', 'stop-provider': 'failed', stop: 'failed' },
  provider: {},
}
