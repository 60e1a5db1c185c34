import type { Config } from '../config.ts'
import { ConfigError, UsageError } from '../errors.ts'
import { type DkimRecord, dkimRecord, zoneLine } from '../mail/dkim/dkim-record.ts'
import {
  type DkimKeySetting,
  type DkimSettings,
  defaultKeyFile,
  dkimVariables,
  isSelector,
} from '../settings/dkim-settings.ts'
import { makeDkimKey, remarksOn } from '../signing.ts'
import { type CommandDefinition, describeCommand } from './command.ts'
import type { Terminal } from './terminal.ts'

type Flags = { selector?: string; ed25519?: boolean }

/** `masthead dkim`: makes the keys that mails are signed with, and prints the records that the DNS needs. */
export const dkimCommand = (): CommandDefinition => ({
  command: describeCommand(
    'dkim',
    'Make a key that signs mails, where there is none, and print the DNS record that it needs.',
    'dkim --selector s1',
    'dkim --ed25519',
  )
    .option('--selector <name>', 'the name of the key; without it, those of masthead.yaml, else s1')
    .option('--ed25519', 'a key of the newer kind, for a second signature'),
  async run({ terminal, openApp }, flags) {
    const { config } = await openApp()
    demandDomain(config)
    const shown: ShownKey[] = []
    for (const setting of wantedKeys(config, flags)) shown.push(await showKey(config, setting, terminal))
    terminal.data(shown)
    return 0
  },
})

/** A key as `--json` has it: never the key itself. */
interface ShownKey extends Pick<DkimKeySetting, 'kind' | 'selector'> {
  /** Absent where the environment has the key. */
  file?: string
  isNew: boolean
  record: DkimRecord
  remarks: string[]
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
  return [newSetting(kind, selector ?? (ed25519 ? 'e1' : 's1'))]
}

const newSetting = (kind: DkimKeySetting['kind'], selector: string): DkimKeySetting => ({
  kind,
  selector,
  file: defaultKeyFile(selector),
  variable: dkimVariables[kind],
  pem: undefined,
})

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

function sayRecord(terminal: Terminal, record: DkimRecord): void {
  terminal.insist('Name', record.name)
  terminal.insist('Type', record.type)
  terminal.insist('Value', record.value)
  terminal.say('A zone file has it as:')
  terminal.say(`  ${zoneLine(record)}`)
}

function saySettings(terminal: Terminal, { dkim }: Config, setting: DkimKeySetting): void {
  const { kind, variable } = setting
  terminal.say('Once the record is published, write into masthead.yaml:')
  for (const line of settingsLines(dkim, setting)) terminal.say(`  ${line}`)
  if (dkim?.keys.some(key => key.kind === kind && key.pem !== undefined))
    terminal.say(`and take ${variable} out of the environment, which goes before the file.`)
  if (!dkim && kind === 'ed25519')
    terminal.say('Few verify such a signature yet: make the RSA key as well, with "masthead dkim".')
  terminal.say('Then "masthead check --online" says whether the record can be seen.')
}

/** The settings as they are, with another key in its place. */
function settingsLines(dkim: DkimSettings | undefined, setting: DkimKeySetting): string[] {
  const keyOf = (kind: DkimKeySetting['kind']) =>
    setting.kind === kind ? setting : dkim?.keys.find(key => key.kind === kind)
  const { selector, file } = keyOf('rsa') ?? newSetting('rsa', 's1')
  const second = keyOf('ed25519')
  return [
    'dkim:',
    `  selector: ${selector}`,
    `  key: ${file}`,
    dkim?.domain === undefined ? [] : `  domain: ${dkim.domain}`,
    second ? `  ed25519: { selector: ${second.selector}, key: ${second.file} }` : [],
  ].flat()
}
