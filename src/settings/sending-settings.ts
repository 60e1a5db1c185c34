import * as v from 'valibot'
import { accounts, oauth2Group } from './account-settings.ts'
import { connections, messages, sendingLimits } from './pace-settings.ts'
import { providers } from './provider-settings.ts'
import { described } from './setting.ts'

/** `sending:` in `masthead.yaml`. */
export const sendingGroup = v.strictObject(
  {
    connections: v.exactOptional(
      described(connections, 'How many connections are open at once, for each account'),
      5,
    ),
    messages: v.exactOptional(described(messages, 'How many messages go over one connection'), 100),
    limits: v.exactOptional(
      described(sendingLimits, 'How many messages may go out in a time, by each account without its own'),
      {},
    ),
    tls: v.exactOptional(
      described(
        v.picklist(['required', 'optional'], 'expected required or optional'),
        'optional: mail and passwords leave this machine without TLS where a server has none that can be trusted',
      ),
      'required',
    ),
    oauth2: v.exactOptional(described(oauth2Group, 'Logs in to the server of "smtp" with a token')),
    accounts: v.exactOptional(described(accounts, 'Several accounts, in place of "smtp"')),
    providers: v.exactOptional(
      described(providers, 'What holds for those whose mailboxes a provider runs, by its name or domain'),
      {},
    ),
  },
  'expected keys with values',
)

/** Of workspaces without such a key. */
export const sendingDefaults = {
  connections: 5,
  messages: 100,
  limits: {},
  tls: 'required' as const,
  providers: {},
}
