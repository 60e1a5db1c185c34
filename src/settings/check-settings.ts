import * as v from 'valibot'
import { selector } from './dkim-settings.ts'
import { described, text } from './setting.ts'

/** Mail programs whose support of HTML and CSS is known, by the names of caniemail.com: families, with their platforms. */
export const knownClients: Readonly<Record<string, readonly string[]>> = {
  'apple-mail': ['macos', 'ios'],
  gmail: ['desktop-webmail', 'ios', 'android', 'mobile-webmail'],
  outlook: ['windows', 'windows-mail', 'macos', 'outlook-com', 'ios', 'android'],
  yahoo: ['desktop-webmail', 'ios', 'android'],
  aol: ['desktop-webmail', 'ios', 'android'],
  'samsung-email': ['android'],
  thunderbird: ['macos', 'windows'],
  protonmail: ['desktop-webmail', 'ios', 'android'],
  hey: ['desktop-webmail'],
  fastmail: ['desktop-webmail'],
  'mail-ru': ['desktop-webmail'],
  gmx: ['desktop-webmail', 'ios', 'android'],
  'web-de': ['desktop-webmail', 'ios', 'android'],
  'ionos-1and1': ['desktop-webmail', 'android'],
  'free-fr': ['desktop-webmail'],
  laposte: ['desktop-webmail', 'ios', 'android'],
  orange: ['desktop-webmail', 'ios', 'android'],
  rainloop: ['desktop-webmail'],
  sfr: ['desktop-webmail', 'ios', 'android'],
  't-online-de': ['desktop-webmail'],
  'wp-pl': ['desktop-webmail'],
}

const names = Object.entries(knownClients).flatMap(([family, platforms]) => [
  family,
  ...platforms.map(platform => `${family}.${platform}`),
])
const families = Object.keys(knownClients).join(', ')
const client = v.picklist(names, `expected a mail program such as gmail or outlook.windows, of ${families}`)

/** `checks:` in `masthead.yaml`: what "masthead check" looks at. */
export const checksSetting = v.strictObject(
  {
    clients: v.exactOptional(
      described(
        v.pipe(
          v.array(client, 'expected a list of mail programs, such as [gmail, outlook.windows]'),
          v.minLength(1, 'expected at least one mail program'),
        ),
        'The mail programs in which what a mail uses has to work, by the names of caniemail.com',
      ),
      ['gmail', 'outlook', 'apple-mail'],
    ),
    dkimSelector: v.exactOptional(
      described(
        selector,
        'The selector of the key that mails are signed with, so that its DNS entry can be looked up; without it, dkim.selector',
      ),
    ),
    bulk: v.exactOptional(
      described(
        v.boolean('expected true or false'),
        'true: 5,000 mails a day or more, which providers refuse without SPF, DKIM and DMARC',
      ),
      false,
    ),
    spamd: v.exactOptional(
      described(
        v.pipe(
          text,
          v.regex(/^(?:[\w.-]+|\[[\da-f:.]+\]):\d{1,5}$/i, 'expected host:port, such as localhost:783'),
          v.check(
            written => Number(written.slice(written.lastIndexOf(':') + 1)) <= 65535,
            'expected a port of no more than 65535',
          ),
        ),
        'A SpamAssassin daemon that is asked for a score, such as localhost:783',
      ),
    ),
  },
  'expected keys with values',
)
