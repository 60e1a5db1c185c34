import { Resolver } from 'node:dns/promises'
import { codeOf } from '../../errors.ts'
import { CannotRun } from '../check.ts'

/** The TXT records of a name, each as one text; none where there is no such name. Rejects with a CannotRun where nobody answers. */
export type AskText = (name: string) => Promise<string[]>

/** The DNS as this machine is told to ask it. */
export function openDns(timeoutMs = 5000): AskText {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 2 })
  return async name => {
    try {
      return (await resolver.resolveTxt(name)).map(parts => parts.join(''))
    } catch (error) {
      const code = codeOf(error)
      if (code === 'ENOTFOUND' || code === 'ENODATA') return []
      throw new CannotRun(`the DNS cannot be asked for ${name} (${code})`)
    }
  }
}
