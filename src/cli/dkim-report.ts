import type { Config } from '../config.ts'
import { type DkimRecord, zoneLine } from '../mail/dkim/dkim-record.ts'
import { type DkimKeySetting, type DkimSettings, newKeySetting } from '../settings/dkim-settings.ts'
import type { Terminal } from './terminal.ts'

/** Prints what the DNS needs. */
export function sayRecord(terminal: Terminal, record: DkimRecord): void {
  terminal.insist('Name', record.name)
  terminal.insist('Type', record.type)
  terminal.insist('Value', record.value)
  terminal.say('A zone file has it as:')
  terminal.say(`  ${zoneLine(record)}`)
}

/** Prints what masthead.yaml needs, and when. */
export function saySettings(terminal: Terminal, { dkim }: Config, setting: DkimKeySetting): void {
  const { kind, selector, variable } = setting
  terminal.say('Once the record is published, write into masthead.yaml:')
  for (const line of settingsLines(dkim, setting)) terminal.say(`  ${line}`)
  if (dkim?.keys.some(key => key.kind === kind && key.pem !== undefined))
    terminal.say(`and take ${variable} out of the environment, which goes before the file.`)
  if (!dkim && kind === 'ed25519')
    terminal.say('Few verify such a signature yet: make the RSA key as well, with "masthead dkim".')
  const flags = `${kind === 'ed25519' ? '--ed25519 ' : ''}--selector ${selector}`
  terminal.say(`"masthead dkim ${flags} --online" looks whether the record can be seen.`)
}

/** The settings as they are, with another key in its place. */
function settingsLines(dkim: DkimSettings | undefined, setting: DkimKeySetting): string[] {
  const keyOf = (kind: DkimKeySetting['kind']) =>
    setting.kind === kind ? setting : dkim?.keys.find(key => key.kind === kind)
  const { selector, file } = keyOf('rsa') ?? newKeySetting('rsa', 's1')
  const second = keyOf('ed25519')
  return [
    'dkim:',
    `  selector: ${selector}`,
    `  key: ${file}`,
    dkim?.domain === undefined ? [] : `  domain: ${dkim.domain}`,
    second ? `  ed25519: { selector: ${second.selector}, key: ${second.file} }` : [],
  ].flat()
}
