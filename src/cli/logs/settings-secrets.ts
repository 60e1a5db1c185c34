import type { Config } from '../../config.ts'

/** Everything of the settings that nobody else may know, in each spelling in which a server might repeat it. */
export function secretsOf({ accounts, keys = [], metricsToken, modelKey, dkim }: Config): string[] {
  const logins = accounts.flatMap(({ url, oauth2 }) => [
    ...passwordsIn(url),
    oauth2?.clientSecret,
    oauth2?.refreshToken,
  ])
  const pems = dkim?.keys.map(({ pem }) => pem) ?? []
  return [...logins, ...keys, metricsToken, modelKey, ...pems].filter(
    secret => secret !== undefined && secret !== '',
  ) as string[]
}

function passwordsIn(url: string): string[] {
  const { username, password } = URL.parse(url) ?? { username: '', password: '' }
  if (password === '') return []
  const [user, pass] = [decoded(username), decoded(password)]
  const plain = `\0${user}\0${pass}`
  return [password, pass, ...[pass, plain].map(text => Buffer.from(text).toString('base64'))]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
