import type { Config } from '../../config.ts'
import { providerOfDomain } from '../../deliveries/providers/provider-of.ts'
import { ConfigError } from '../../errors.ts'
import { demandSecrets } from '../../settings/smtp-accounts.ts'
import { isOnThisMachine } from '../../settings/this-machine.ts'
import type { Terminal } from '../terminal.ts'

/**
 * Looks at what mail is to go out through, before any does: throws a ConfigError where an account has no password or token,
 * unless nothing is to go out (`isDry`), or where a provider is named by one of its domains; warns where secrets leave this
 * machine without TLS.
 */
export function checkServers(
  terminal: Terminal,
  { accounts, providers }: Config,
  { isDry = false }: { isDry?: boolean | undefined } = {},
): void {
  if (!isDry) demandSecrets(accounts)
  for (const name of providers.keys()) demandProvider(name)
  const open = accounts.filter(({ isTlsRequired, url }) => !isTlsRequired && !isOnThisMachine(url))
  if (open.length > 0)
    terminal.warn(
      `sending.tls is optional: mail and the password of ${open.map(({ name }) => `"${name}"`).join(', ')} go out without TLS where the server offers none, and whoever stands between can read them.`,
    )
}

// Half of a provider would be paced apart from the rest, and its replies would be read as those of a stranger.
function demandProvider(name: string): void {
  const provider = providerOfDomain(name)
  if (provider === undefined || provider === name) return
  throw new ConfigError(
    `masthead.yaml: "sending.providers.${name}" is a domain of the provider ${provider}`,
    {
      wayOut: `Write "${provider}" in its place: that holds for all whose mailboxes it runs.`,
    },
  )
}
