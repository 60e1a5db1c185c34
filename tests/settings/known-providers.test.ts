import { expect, it } from 'vitest'
import { isKnownProvider, providersByDomain } from '../../src/deliveries/providers/mailbox-domains.ts'
import { knownProviders } from '../../src/settings/provider-settings.ts'

it('settings may name every provider that deliveries know, and the rest', () => {
  const known = [...providersByDomain.values(), 'exmail', 'ionos', 'ovh', 'others']
  expect(new Set(knownProviders)).toEqual(new Set(known))
  expect(knownProviders.filter(name => !isKnownProvider(name))).toEqual(['others'])
})
