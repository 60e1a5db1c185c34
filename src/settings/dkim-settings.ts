import { domainToASCII } from 'node:url'
import * as v from 'valibot'
import { described, text } from './setting.ts'

const names = /^[A-Za-z0-9_](?:[\w-]{0,62})(?:\.[A-Za-z0-9_][\w-]{0,62}){0,10}$/

/** What stands before `._domainkey` in the DNS. */
export const selector = v.pipe(
  text,
  v.regex(names, 'expected a selector such as mail or s1, as it stands before ._domainkey'),
)

/** Whether a text can be a selector. */
export const isSelector = (written: string): boolean => names.test(written)

const domain = v.pipe(
  text,
  v.check(
    written => written.length <= 253 && /\../.test(written) && names.test(domainToASCII(written)),
    'expected a domain such as example.org',
  ),
  v.transform(domainToASCII),
)

const keyFile = v.pipe(
  text,
  v.check(
    written => !written.includes('PRIVATE KEY-----'),
    'a key does not belong here: put it into a file of its own, or into .env as MASTHEAD_DKIM_KEY',
  ),
  v.regex(/^[^\p{Cc}]{1,1000}$/u, 'expected the file of a key, such as .masthead/dkim-s1.pem'),
)

const keyEntries = {
  selector: described(selector, 'The name of the key: what stands before ._domainkey in the DNS'),
  key: v.exactOptional(
    described(
      keyFile,
      'The file of the private key; without it, .masthead/dkim-<selector>.pem, which "masthead dkim" makes',
    ),
  ),
}

/** A second key, for verifiers that know Ed25519. */
export const ed25519Group = v.strictObject(keyEntries, 'expected a selector')

/** `dkim:` in `masthead.yaml`: mails are signed. */
export const dkimGroup = v.strictObject(
  {
    ...keyEntries,
    domain: v.exactOptional(described(domain, 'Who signs; without it, the domain of "from"')),
    ed25519: v.exactOptional(described(ed25519Group, 'A second signature with an Ed25519 key')),
  },
  'expected a selector',
)

/** The same, checked as a whole. */
export const dkimSetting = v.pipe(
  dkimGroup,
  v.forward(
    v.check(
      ({ selector, ed25519 }) => selector.toLowerCase() !== ed25519?.selector.toLowerCase(),
      'expected another selector than that of the first key',
    ),
    ['ed25519', 'selector'],
  ),
)

/** With what mails are signed, and who signs. */
export interface DkimSettings {
  /** In ASCII; without it, the domain of the sender. */
  domain: string | undefined
  keys: readonly DkimKeySetting[]
}

/** Where a private key is. */
export interface DkimKeySetting {
  kind: 'rsa' | 'ed25519'
  selector: string
  /** As written, relative to the workspace. */
  file: string
  /** The variable that may have it in place of the file, and what it has. */
  variable: string
  pem: string | undefined
}

// They may have a key in place of its file.
const dkimVariables = { rsa: 'MASTHEAD_DKIM_KEY', ed25519: 'MASTHEAD_DKIM_ED25519_KEY' } as const

// Unless the settings name another file.
const defaultKeyFile = (selector: string): string => `.masthead/dkim-${selector}.pem`

/** A key that no settings name yet. */
export const newKeySetting = (kind: DkimKeySetting['kind'], selector: string): DkimKeySetting => ({
  kind,
  selector,
  file: defaultKeyFile(selector),
  variable: dkimVariables[kind],
  pem: undefined,
})

/** What the settings and the environment say of DKIM. */
export function dkimOf(
  { selector, key, domain, ed25519 }: v.InferOutput<typeof dkimGroup>,
  env: NodeJS.Dict<string>,
): DkimSettings {
  const setting = (
    kind: DkimKeySetting['kind'],
    { selector, key = defaultKeyFile(selector) }: v.InferOutput<typeof ed25519Group>,
  ) => {
    const variable = dkimVariables[kind]
    return { kind, selector, file: key, variable, pem: pemIn(env[variable]) }
  }
  const first = setting('rsa', { selector, ...(key !== undefined && { key }) })
  return { domain, keys: ed25519 ? [first, setting('ed25519', ed25519)] : [first] }
}

// Many places that keep secrets take one line only.
const pemIn = (written = ''): string | undefined => written.trim().replaceAll('\\n', '\n') || undefined
