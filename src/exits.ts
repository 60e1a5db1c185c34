import type { Config } from './config.ts'
import type { AccountDoor } from './deliveries/crew.ts'
import type { SmtpAccount } from './deliveries/smtp/smtp-account.ts'
import { nameOfServer, parseSmtpUrl } from './deliveries/smtp/smtp-address.ts'
import { openLane } from './deliveries/smtp/smtp-lane.ts'

/** Where mail goes in a rehearsal. */
export interface Rehearsal {
  smtpUrl: string
}

/** What issues go out through. */
export interface Exits {
  doors: readonly AccountDoor[]
  /** For people to read. */
  words: string
}

/** The accounts of a workspace, or the test inbox. */
export function exitsOf(config: Config, rehearsal: Rehearsal | undefined): Exits {
  const accounts = rehearsal ? [testInbox(rehearsal)] : config.accounts
  return {
    doors: accounts.map(account => ({ account, openLane: () => openLane(account) })),
    words: rehearsal ? 'the test inbox' : accounts.map(accountWords).join(', '),
  }
}

const accountWords = ({ name, url }: SmtpAccount): string => {
  const server = nameOfServer(parseSmtpUrl(url))
  return name === 'smtp' ? server : `${name} (${server})`
}

const testInbox = ({ smtpUrl }: Rehearsal): SmtpAccount => ({
  name: 'inbox',
  url: smtpUrl,
  isTlsRequired: false,
  weight: 1,
  connections: 1,
  messagesPerConnection: 1000,
  limits: {},
})
