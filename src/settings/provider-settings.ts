import { domainToASCII } from 'node:url'
import * as v from 'valibot'
import { firstClash } from './first-clash.ts'
import { connections, messages, sendingLimits } from './pace-settings.ts'
import { described, text } from './setting.ts'

/** How mail goes out to those whose mailboxes one provider runs. */
export const providerGroup = v.strictObject(
  {
    limits: v.exactOptional(described(sendingLimits, 'How many messages may go there in a time')),
    connections: v.exactOptional(described(connections, 'How many connections carry its mail at once')),
    messages: v.exactOptional(described(messages, 'How many of its messages go over one connection')),
  },
  'expected keys with values',
)

/** What the settings say of one provider. */
export type ProviderSettings = v.InferOutput<typeof providerGroup>

/** Providers that settings may name, as `deliveries/providers` knows them, and the rest; any other is named by its domain. */
export const knownProviders: readonly string[] = [
  'gmail',
  'microsoft',
  'yahoo',
  'yahoo-japan',
  'icloud',
  'qq',
  'exmail',
  'netease',
  'sina',
  'sohu',
  '139',
  '189',
  'aliyun',
  '21cn',
  'tom',
  'gmx',
  't-online',
  'freenet',
  'orange',
  'laposte',
  'libero',
  'seznam',
  'wp',
  'onet',
  'mail.ru',
  'yandex',
  'rambler',
  'proton',
  'fastmail',
  'zoho',
  'naver',
  'kakao',
  'comcast',
  'tuta',
  'ionos',
  'ovh',
  'others',
]

const providerName = v.pipe(
  text,
  v.check(
    isProvider,
    'expected a provider such as gmail, microsoft, qq or others, or a domain such as example.org',
  ),
)

/** `sending.providers` in `masthead.yaml`. */
export const providers = v.pipe(
  v.record(providerName, providerGroup, 'expected keys with values'),
  v.rawCheck(({ dataset, addIssue }) => {
    const [one, other] = dataset.typed ? firstClash(Object.keys(dataset.value), normalProvider) : []
    if (one !== undefined) addIssue({ message: `"${one}" and "${other}" are the same domain` })
  }),
)

// Yahoo ends a connection after some twenty messages.
const strictProviders: readonly [string, ProviderSettings][] = [['yahoo', { messages: 20 }]]

/** What holds for each provider, by its name or its domain in ASCII. */
export function providersOf(
  written: Record<string, ProviderSettings>,
): ReadonlyMap<string, ProviderSettings> {
  const all = new Map(strictProviders)
  for (const [name, settings] of Object.entries(written)) {
    const key = normalProvider(name)
    all.set(key, { ...all.get(key), ...settings })
  }
  return all
}

const normalProvider = (name: string): string => (name.includes('.') ? domainToASCII(name) : name)

function isProvider(name: string): boolean {
  if (!name.includes('.')) return knownProviders.includes(name)
  return name.length <= 253 && /^[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63})+$/.test(domainToASCII(name))
}
