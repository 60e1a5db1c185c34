import type * as v from 'valibot'
import { ConfigError } from '../errors.ts'
import { type accountGroup, hasUser, type oauth2Group, variableNameOf } from './account-settings.ts'
import type { sendingGroup } from './sending-settings.ts'

/** One account at an SMTP server, with its secrets, as what sends takes it. */
export interface ConfiguredAccount {
  name: string
  url: string
  oauth2?: {
    user: string
    accessUrl: string
    clientId: string
    /** These two are empty where the environment has none. */
    clientSecret: string
    refreshToken: string
  }
  isTlsRequired: boolean
  weight: number
  connections: number
  messagesPerConnection: number
  limits: { second?: number; minute?: number; hour?: number; day?: number }
}

type Sending = v.InferOutput<typeof sendingGroup>
type Account = v.InferOutput<typeof accountGroup>
type OAuth2 = v.InferOutput<typeof oauth2Group>
type Env = NodeJS.Dict<string>

/** The accounts that mail goes out through, with what the environment says of them; empty where there is none. */
export function accountsOf(smtp: string | undefined, sending: Sending, env: Env): ConfiguredAccount[] {
  const { MASTHEAD_SMTP_URL: server, MASTHEAD_SMTP_PASSWORD: password = '' } = env
  if (server) return [{ ...commonOf(sending), name: 'smtp', url: withPassword(server, password) }]
  if (smtp !== undefined) {
    const login = loginOf(smtp, sending.oauth2, env, '')
    return [{ ...commonOf(sending), name: 'smtp', ...login }]
  }
  return Object.entries(sending.accounts ?? {}).map(([name, account]) =>
    namedAccount(name, account, sending, env),
  )
}

function namedAccount(name: string, account: Account, sending: Sending, env: Env): ConfiguredAccount {
  const common = commonOf(sending)
  return {
    ...common,
    name,
    weight: account.weight,
    connections: account.connections ?? common.connections,
    messagesPerConnection: account.messages ?? common.messagesPerConnection,
    limits: account.limits ?? common.limits,
    ...loginOf(account.smtp, account.oauth2, env, `_${variableNameOf(name)}`),
  }
}

const commonOf = ({ tls, connections, messages, limits }: Sending) => ({
  isTlsRequired: tls === 'required',
  weight: 1,
  connections,
  messagesPerConnection: messages,
  limits,
})

function loginOf(
  smtp: string,
  oauth2: OAuth2 | undefined,
  env: Env,
  suffix: string,
): Pick<ConfiguredAccount, 'url' | 'oauth2'> {
  const secret = (name: string) => env[`MASTHEAD_SMTP_${name}${suffix}`] ?? ''
  if (!oauth2) return { url: withPassword(smtp, secret('PASSWORD')) }
  const [clientSecret, refreshToken] = [secret('CLIENT_SECRET'), secret('REFRESH_TOKEN')]
  const user = decodeURIComponent(new URL(smtp).username)
  return { url: smtp, oauth2: { ...oauth2, user, clientSecret, refreshToken } }
}

/** Throws a ConfigError where accounts have a user, and the environment has neither a password nor a token for them. */
export function demandSecrets(accounts: readonly ConfiguredAccount[]): void {
  const lacking = accounts.flatMap(account => lackOf(account) ?? [])
  if (lacking.length === 0) return
  throw new ConfigError(lacking.map(({ words }) => words).join('; '), {
    wayOut: `Put ${lacking.length === 1 ? 'it' : 'them'} into .env as ${lacking.map(({ place }) => place).join(', ')}.`,
  })
}

interface Lack {
  words: string
  /** Of what is lacking, in the environment. */
  place: string
}

function lackOf({ name, url, oauth2 }: ConfiguredAccount): Lack | undefined {
  if (oauth2) {
    const words = `The account "${name}" logs in with OAuth2, and there is no refresh token`
    return oauth2.refreshToken === '' ? { words, place: placeOf('REFRESH_TOKEN', name) } : undefined
  }
  // What is no address is told of where it is opened.
  const { username = '', password = '' } = URL.parse(url) ?? {}
  if (username === '' || password !== '') return undefined
  const words = `The account "${name}" has a user, and there is no password for it`
  return { words, place: placeOf('PASSWORD', name) }
}

// An account of sending.accounts may have the name smtp as well.
const placeOf = (secret: string, account: string): string =>
  account === 'smtp'
    ? `MASTHEAD_SMTP_${secret}, or MASTHEAD_SMTP_${secret}_SMTP where "smtp" stands under sending.accounts`
    : `MASTHEAD_SMTP_${secret}_${variableNameOf(account)}`

/** The address of a server with the password of its user, where it has a user and no password yet. */
function withPassword(server: string, password: string): string {
  const url = URL.parse(server)
  if (!url?.username || url.password !== '' || password === '') return server
  url.password = encodeURIComponent(password)
  return url.href
}

/** What of the settings contradicts itself: where, and what is wrong. */
export function contradictionIn(
  smtp: string | undefined,
  { accounts, oauth2 }: Sending,
): { path: string[]; message: string } | undefined {
  if (accounts && smtp !== undefined)
    return {
      path: ['sending', 'accounts'],
      message: 'there is "smtp" as well: make it one of the accounts, or leave out the accounts',
    }
  if (!oauth2) return undefined
  const path = ['sending', 'oauth2']
  if (accounts) return { path, message: 'it belongs to "smtp": write it into the account that it is for' }
  if (smtp === undefined) return { path, message: 'it belongs to "smtp", which is not there' }
  return hasUser(smtp) ? undefined : { path, message: '"smtp" has no user who could log in' }
}
