import * as v from 'valibot'
import { firstClash } from './first-clash.ts'
import { connections, messages, sendingLimits } from './pace-settings.ts'
import { serverAddress } from './sender-settings.ts'
import { described, text, wholeNumber } from './setting.ts'
import { isOnThisMachine } from './this-machine.ts'

/** Logging in with a token in place of a password. */
export const oauth2Group = v.strictObject(
  {
    clientId: described(
      v.pipe(text, v.trim(), v.minLength(1, 'expected the id that the provider gave you')),
      'The id of the client, as the provider gave it',
    ),
    accessUrl: described(
      v.pipe(
        text,
        v.check(
          isTokenAddress,
          'expected an address such as https://oauth2.googleapis.com/token; http: only on this machine',
        ),
      ),
      'Where tokens are given out, such as https://oauth2.googleapis.com/token',
    ),
  },
  'expected a clientId and an accessUrl',
)

/** One account of `sending.accounts`. */
export const accountGroup = v.strictObject(
  {
    smtp: described(
      serverAddress('MASTHEAD_SMTP_PASSWORD_ and the name of the account'),
      'The SMTP server, such as smtp://user@mail.example.org:587',
    ),
    weight: v.exactOptional(
      described(wholeNumber(1, 1000), 'Its part of the mail, relative to the other accounts'),
      1,
    ),
    connections: v.exactOptional(described(connections, 'How many connections are open at once')),
    messages: v.exactOptional(described(messages, 'How many messages go over one connection')),
    limits: v.exactOptional(described(sendingLimits, 'How many messages may go out in a time')),
    oauth2: v.exactOptional(described(oauth2Group, 'Logs in with a token in place of a password')),
  },
  'expected a server: smtp, and more keys with values',
)

const account = v.pipe(
  accountGroup,
  v.forward(
    v.check(
      ({ smtp, oauth2 }) => oauth2 === undefined || hasUser(smtp),
      'expected a user before the server, who logs in with OAuth2',
    ),
    ['smtp'],
  ),
)

const accountName = v.pipe(
  text,
  v.regex(
    /^[A-Za-z][\w.-]{0,39}$/,
    'expected a name of at most 40 letters, digits, dots and dashes, a letter first',
  ),
)

/** `sending.accounts` in `masthead.yaml`. */
export const accounts = v.pipe(
  v.record(accountName, account, 'expected keys with values'),
  v.check(all => Object.keys(all).length > 0, 'expected at least one account'),
  v.rawCheck(({ dataset, addIssue }) => {
    const [one, other] = dataset.typed ? firstClash(Object.keys(dataset.value), variableNameOf) : []
    if (one !== undefined)
      addIssue({
        message: `"${one}" and "${other}" would have their password in the same variable, MASTHEAD_SMTP_PASSWORD_${variableNameOf(one)}`,
      })
  }),
)

/** The name of an account as it stands at the end of the names of its variables. */
export const variableNameOf = (account: string): string => account.toUpperCase().replace(/[^A-Z\d]/g, '_')

/** Whether the address of a server has a user in it. */
export const hasUser = (server: string): boolean => new URL(server).username !== ''

function isTokenAddress(written: string): boolean {
  const url = URL.parse(written)
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isOnThisMachine(written))
}
