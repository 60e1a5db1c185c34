import type { Config } from '../config.ts'
import { ConfigError, UsageError } from '../errors.ts'
import { type DkimRecord, dkimRecord } from '../mail/dkim/dkim-record.ts'
import { faultOfPublished } from '../mail/dkim/published-record.ts'
import { type DkimKeySetting, isSelector, newKeySetting } from '../settings/dkim-settings.ts'
import { makeDkimKey, remarksOn } from '../signing.ts'
import { type CommandDefinition, describeCommand } from './command.ts'
import { sayRecord, saySettings } from './dkim-report.ts'
import type { Terminal } from './terminal.ts'

type Flags = { selector?: string; ed25519?: boolean; online?: boolean }

/** `masthead dkim`: makes the keys that mails are signed with, and prints the records that the DNS needs. */
export const dkimCommand = (): CommandDefinition => ({
  command: describeCommand(
    'dkim',
    'Make a key that signs mails, where there is none, and print the DNS record that it needs.',
    'dkim --selector s1',
    'dkim --ed25519',
  )
    .option('--selector <name>', 'the name of the key; without it, those of masthead.yaml, else s1')
    .option('--ed25519', 'a key of the newer kind, for a second signature')
    .option('--online', 'ask the DNS whether the record is there'),
  async run({ terminal, openApp }, flags: Flags) {
    const { config } = await openApp()
    demandDomain(config)
    const shown: ShownKey[] = []
    for (const setting of wantedKeys(config, flags)) shown.push(await showKey(config, setting, terminal))
    if (flags.online) for (const key of shown) key.fault = await askFor(key.record, terminal)
    terminal.data(shown)
    return shown.some(({ fault }) => fault) ? 1 : 0
  },
})

/** A key as `--json` has it: never the key itself. */
interface ShownKey extends Pick<DkimKeySetting, 'kind' | 'selector'> {
  /** Absent where the environment has the key. */
  file?: string
  isNew: boolean
  record: DkimRecord
  remarks: string[]
  /** Why the DNS does not have the record; null where it does, absent where it was not asked. */
  fault?: string | null
}

function demandDomain({ dkim, from }: Config): void {
  if (dkim?.domain !== undefined || from) return
  throw new ConfigError('There is no domain to sign for: masthead.yaml has no "from"', {
    wayOut: 'Add a line such as: from: Weekly <weekly@example.org>',
  })
}

function wantedKeys({ dkim }: Config, { selector, ed25519 }: Flags): DkimKeySetting[] {
  const known = dkim?.keys ?? []
  if (selector === undefined && !ed25519 && known.length > 0) return [...known]
  if (selector !== undefined && !isSelector(selector))
    throw new UsageError(`"${selector}" is no selector`, { wayOut: 'Take letters and digits, such as s1.' })
  const kind = ed25519 ? 'ed25519' : 'rsa'
  const isWanted = (key: DkimKeySetting) =>
    selector === undefined ? key.kind === kind : key.selector === selector
  const found = known.find(isWanted)
  // A selector of the settings may be shown without saying its kind again.
  if (found) return [ed25519 ? { ...found, kind } : found]
  return [newKeySetting(kind, selector ?? (ed25519 ? 'e1' : 's1'))]
}

async function showKey(config: Config, setting: DkimKeySetting, terminal: Terminal): Promise<ShownKey> {
  const { key, isNew } = await makeDkimKey(config, setting)
  const { kind, selector, file, pem, variable } = setting
  const record = dkimRecord(key)
  const remarks = await remarksOn(config, setting, key)
  terminal.fact(isNew ? 'New key' : 'Key', pem === undefined ? file : `of ${variable}`)
  sayRecord(terminal, record)
  for (const remark of remarks) terminal.warn(remark)
  if (!config.dkim?.keys.some(known => known.selector === selector)) saySettings(terminal, config, setting)
  return { kind, selector, ...(pem === undefined && { file }), isNew, record, remarks }
}

async function askFor(record: DkimRecord, terminal: Terminal): Promise<string | null> {
  const { openDns } = await import('../checks/online/dns-connection.ts')
  const fault = await openDns()(record.name).then(
    texts => faultOfPublished(texts, record),
    // Nobody has answered.
    (error: Error) => `Nobody knows whether the record is there: ${error.message}`,
  )
  if (fault === undefined) terminal.fact('Published', record.name)
  else terminal.warn(`${fault}.`)
  return fault ?? null
}
