import { existsSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import * as v from 'valibot'
import { ConfigError, codeOf } from './errors.ts'
import { timezoneOfMachine } from './posts/days.ts'
import { type ConfigMistake, firstMistake } from './settings/config-mistake.ts'
import { type DkimSettings, dkimOf } from './settings/dkim-settings.ts'
import { type ProviderSettings, providersOf } from './settings/provider-settings.ts'
import { parseMailbox } from './settings/sender-settings.ts'
import type { SettingsFile } from './settings/settings-file.ts'
import { accountsOf, type ConfiguredAccount, contradictionIn } from './settings/smtp-accounts.ts'
import { isOnThisMachine } from './settings/this-machine.ts'
import { readWorkspaceFile } from './settings/workspace-file.ts'
import { groups, knownKeys, writtenConfig } from './settings/written-config.ts'

const configName = 'masthead.yaml'

/** The settings of a workspace, with every default in its place. */
export interface Config
  extends Omit<
    v.InferOutput<typeof writtenConfig>,
    'name' | 'timezone' | 'content' | 'from' | 'replyTo' | 'smtp' | 'sending' | 'dkim'
  > {
  /** The workspace, as an absolute path. */
  directory: string
  name: string
  timezone: string
  content: readonly string[]
  /** Where the time zone comes from: the machine's is only right by luck. */
  timezoneFrom: 'masthead.yaml' | 'this machine'
  from: { name: string; address: string } | undefined
  replyTo: { name: string; address: string } | undefined
  /** Of the first account, with user and password; absent when mail goes to the test inbox. */
  smtpUrl: string | undefined
  /** What mail goes out through, in the order of the settings; empty when it goes to the test inbox. */
  accounts: readonly ConfiguredAccount[]
  /** What holds for single providers, by their name or their domain in ASCII. */
  providers: ReadonlyMap<string, ProviderSettings>
  /** With what mails are signed; absent where they are not. */
  dkim: DkimSettings | undefined
  /** What the endpoint of the language model wants to see; absent when none is set. */
  modelKey: string | undefined
  /** Who brings it is told what is measured; absent where nobody is. */
  metricsToken: string | undefined
  /** The secrets that sign links, newest first; absent where a file of the workspace has them. */
  keys: readonly string[] | undefined
}

/** Reads the settings of a workspace; throws a ConfigError that names file, line and key. */
export async function readConfig(directory: string, environment: NodeJS.ProcessEnv): Promise<Config> {
  const root = resolve(directory)
  const written = checkConfig(await readWritten(root))
  const env = { ...readEnvironment(root), ...environment }
  const { name = basename(root), timezone: zone, from, replyTo, smtp, content, ...others } = written
  const { sending, dkim, ...rest } = others
  const accounts = accountsOf(smtp, sending, env)
  return {
    ...rest,
    directory: root,
    name,
    content: [content].flat(),
    timezone: zone ?? timezoneOfMachine(),
    timezoneFrom: zone ? configName : 'this machine',
    from: from === undefined ? undefined : parseMailbox(from),
    replyTo: replyTo === undefined ? undefined : parseMailbox(replyTo),
    smtpUrl: accounts[0]?.url,
    accounts,
    providers: providersOf(sending.providers),
    dkim: dkim && dkimOf(dkim, env),
    checks: { ...ownSelector(dkim), ...rest.checks },
    modelKey: env.MASTHEAD_MODEL_KEY?.trim() || keyOfOwnMachine(rest.summary.model),
    metricsToken: env.MASTHEAD_METRICS_TOKEN?.trim() || undefined,
    keys: keysIn(env.MASTHEAD_KEYS),
  }
}

// A key of the sender's own domain is looked up without being named twice.
const ownSelector = (dkim: v.InferOutput<typeof writtenConfig>['dkim']): { dkimSelector?: string } =>
  dkim && dkim.domain === undefined ? { dkimSelector: dkim.selector } : {}

function keysIn(written = ''): string[] | undefined {
  const keys = written
    .split(',')
    .map(key => key.trim())
    .filter(Boolean)
  return keys.length > 0 ? keys : undefined
}

// Servers on a desk want no key, and the client wants one.
const keyOfOwnMachine = (asked: { url: string } | undefined): string | undefined =>
  asked && isOnThisMachine(asked.url) ? 'none' : undefined

function readEnvironment(root: string): NodeJS.Dict<string> {
  try {
    return parseEnv(new TextDecoder().decode(readWorkspaceFile(root, '.env')))
  } catch (error) {
    // A folder of that name is a Python environment.
    if (error instanceof ConfigError && codeOf(error.cause) === 'EISDIR') return {}
    throw error
  }
}

async function readWritten(root: string): Promise<SettingsFile> {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory())
    throw new ConfigError(`There is no folder "${root}"`, {
      wayOut:
        '-C names the folder of the newsletter, from where the command runs; "masthead init" makes a new one.',
    })
  for (const name of ['masthead.yml', 'masthead.json'])
    if (existsSync(join(root, name)))
      throw new ConfigError(`The settings are in "${name}", which is not read`, {
        wayOut: `Rename it to ${configName}.`,
      })
  const bytes = readWorkspaceFile(root, configName)
  if (bytes === undefined) return { values: {}, lineOf: () => 1 }
  const { readSettings } = await import('./settings/settings-file.ts')
  return readSettings(bytes, configName)
}

function checkConfig({ values, lineOf }: SettingsFile): v.InferOutput<typeof writtenConfig> {
  const parsed = v.safeParse(writtenConfig, values)
  const list = Object.keys(groups).find(key => Array.isArray(Object(values)[key]))
  if (list !== undefined)
    throw new ConfigError(
      `${configName}:${lineOf([list])}: "${list}": expected keys with values, found a list`,
    )
  if (!parsed.success) throw mistakeAt(firstMistake(parsed.issues), lineOf)
  const contradiction = contradictionIn(parsed.output.smtp, parsed.output.sending)
  if (contradiction) throw mistakeAt(contradiction, lineOf)
  return parsed.output
}

function mistakeAt({ path, message }: ConfigMistake, lineOf: SettingsFile['lineOf']): ConfigError {
  const where = `${configName}:${lineOf(path)}`
  if (message !== undefined) return new ConfigError(`${where}: "${path.join('.')}": ${message}`)
  return new ConfigError(`${where}: unknown key "${path.join('.')}"`, {
    wayOut: `The keys here are ${knownKeys(path).join(', ')}.`,
  })
}
