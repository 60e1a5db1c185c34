import type { Check } from './check.ts'
import { openDns } from './online/dns-connection.ts'
import { imagesLive } from './online/images-live.ts'
import { linksLive } from './online/links-live.ts'
import { type SenderSettings, senderDomain } from './online/sender-domain.ts'
import { openWeb } from './online/web-connection.ts'

/** The checks that ask others over the network; where that is not wanted, each says so. */
export function onlineChecks(isOnline: boolean, settings: SenderSettings): readonly Check[] {
  const ask = openWeb()
  const checks = [linksLive(ask), imagesLive(ask), senderDomain(openDns(), settings)]
  return isOnline
    ? checks
    : checks.map(check => ({ ...check, cannotRun: () => 'it needs the network: add --online' }))
}
