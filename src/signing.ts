import { resolve } from 'node:path'
import { domainToASCII } from 'node:url'
import { senderOf } from './addresses.ts'
import type { Config } from './config.ts'
import { ConfigError } from './errors.ts'
import { isReadableByOthers, makeKeyFile, readKeyText } from './mail/dkim/dkim-key-file.ts'
import { type DkimKey, type DkimSigner, dkimSigner } from './mail/dkim/dkim-signer.ts'
import { readPrivateKey, weaknessOf } from './mail/dkim/private-key.ts'
import { domainOf } from './mail/message.ts'

type DkimKeySetting = NonNullable<Config['dkim']>['keys'][number]

/** What signs the mails of a workspace; nothing where the settings name no key. Throws a ConfigError for a key that cannot be used. */
export async function openSigner(config: Config): Promise<DkimSigner | undefined> {
  if (!config.dkim) return undefined
  const keys = await Promise.all(config.dkim.keys.map(setting => openKey(config, setting)))
  return dkimSigner(keys)
}

async function openKey(config: Config, setting: DkimKeySetting): Promise<DkimKey> {
  const key = await readDkimKey(config, setting)
  if (key) return key
  throw new ConfigError(`There is no DKIM key in "${setting.file}"`, {
    wayOut: `Make one with "masthead dkim", or put it into ${setting.variable}.`,
  })
}

async function readDkimKey(config: Config, setting: DkimKeySetting): Promise<DkimKey | undefined> {
  const { selector, file, kind, variable } = setting
  const pem = setting.pem ?? (await readKeyText(dkimKeyPath(config, setting)))
  if (pem === undefined) return undefined
  const place = setting.pem === undefined ? `The DKIM key in "${file}"` : variable
  return { domain: signingDomainOf(config), selector, privateKey: readPrivateKey(pem, kind, place) }
}

/** One of the keys, made where there is none, and whether it was. */
export async function makeDkimKey(
  config: Config,
  setting: DkimKeySetting,
): Promise<{ key: DkimKey; isNew: boolean }> {
  const standing = await readDkimKey(config, setting)
  if (standing) return { key: standing, isNew: false }
  const isNew = await makeKeyFile(dkimKeyPath(config, setting), setting.kind)
  return { key: await openKey(config, setting), isNew }
}

// As an absolute path.
const dkimKeyPath = ({ directory }: Config, { file }: DkimKeySetting): string => resolve(directory, file)

// In ASCII.
const signingDomainOf = (config: Config): string =>
  config.dkim?.domain ?? domainToASCII(domainOf(senderOf(config)))

/** What should be better of a key that can be used all the same. */
export async function remarksOn(config: Config, setting: DkimKeySetting, key: DkimKey): Promise<string[]> {
  const isOpen = setting.pem === undefined && (await isReadableByOthers(dkimKeyPath(config, setting)))
  return [
    weaknessOf(key.privateKey) ?? [],
    isOpen ? `Others on this machine can read ${setting.file}: chmod 600 ${setting.file}` : [],
    alignmentRemark(config) ?? [],
  ].flat()
}

function alignmentRemark(config: Config): string | undefined {
  const [sender, signer] = [domainToASCII(domainOf(senderOf(config))), signingDomainOf(config)]
  const isAligned = sender === signer || sender.endsWith(`.${signer}`) || signer.endsWith(`.${sender}`)
  if (!config.from || isAligned) return undefined
  return `Mails come from ${sender}, and a signature of ${signer} does not count for DMARC.`
}
