import * as v from 'valibot'
import { described, port, text, wholeNumber } from './setting.ts'
import { isOnThisMachine } from './this-machine.ts'

const anAddress = 'expected an address such as https://letters.example.org/'
const isPublicAddress = (url: string): boolean =>
  /^https:\/\/[^\s?#@]+$/.test(url) || (/^http:\/\/[^\s?#@]+$/.test(url) && isOnThisMachine(url))

const tag = v.pipe(
  text,
  v.trim(),
  v.regex(/^[^,;\p{Cc}]{1,60}$/u, 'expected a tag without commas and semicolons'),
)

/** `pages:` in `masthead.yaml`: where people subscribe, leave and read. */
export const pagesGroup = v.strictObject(
  {
    url: v.exactOptional(
      described(
        v.pipe(text, v.url(anAddress), v.check(isPublicAddress, `${anAddress}; http: only on this machine`)),
        'Where the pages are for everybody; links in mails start with it. Without it, people unsubscribe by mail',
      ),
    ),
    host: v.exactOptional(described(text, 'Which address of the machine the server listens on'), '127.0.0.1'),
    port: v.exactOptional(described(port, 'Which port it listens on'), 4880),
    proxies: v.exactOptional(
      described(wholeNumber(0, 10), 'How many proxies stand before it, whose X-Forwarded-For is believed'),
      0,
    ),
    archive: v.exactOptional(
      described(
        v.boolean('expected true or false'),
        'Whether everybody can read the issues that were sent, and their feed',
      ),
      true,
    ),
    tags: v.exactOptional(
      described(
        v.record(tag, v.pipe(text, v.trim(), v.minLength(1, 'expected words for people'))),
        'Tags that people may choose themselves, with what the page says for each',
      ),
      {},
    ),
    consent: v.exactOptional(
      described(
        v.pipe(text, v.trim(), v.minLength(1, 'expected a sentence')),
        'What people agree to with the form; without it, a sentence in their language',
      ),
    ),
  },
  'expected keys with values',
)

/** Of workspaces without such a key. */
export const pagesDefaults = { host: '127.0.0.1', port: 4880, proxies: 0, archive: true, tags: {} }
