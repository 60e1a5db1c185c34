import { existsSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import addressparser from 'nodemailer/lib/addressparser'
import * as v from 'valibot'
import { firstMistake } from './config-mistake.ts'
import { ConfigError, codeOf } from './errors.ts'
import { isShortGlob } from './posts/content/content-folders.ts'
import { isTimezone, timezoneOfMachine } from './posts/days.ts'
import { patternProblem } from './posts/permalinks/plain-permalink.ts'
import type { SettingsFile } from './settings-file.ts'
import { readWorkspaceFile } from './workspace-file.ts'

const configName = 'masthead.yaml'

const text = v.string('expected text')
const mailbox = v.pipe(
  text,
  v.check(
    written => parseMailbox(written) !== undefined,
    'expected one such as "Weekly <weekly@example.org>"',
  ),
)
const timezone = v.pipe(
  text,
  v.check(isTimezone, 'expected a time zone such as Asia/Shanghai or Europe/Berlin'),
)
const smtpUrl = v.pipe(
  text,
  v.regex(/^smtps?:\/\/[^\s/]+\/?$/, 'expected an address such as smtp://user@mail.example.org:587'),
  v.check(
    url => !/^smtps?:\/\/[^@/]*:[^@/]*@/.test(url),
    'a password does not belong here: put it into .env as MASTHEAD_SMTP_PASSWORD',
  ),
  v.check(
    isServerAddress,
    'expected an address such as smtp://user@mail.example.org:587, with % written as %25',
  ),
)
const unsubscribe = v.pipe(
  text,
  v.regex(/^(mailto:|https:\/\/)\S+$/, 'expected an address that starts with mailto: or https://'),
)
const anAddress = 'expected an address such as https://example.org/blog/'
const siteUrl = v.pipe(text, v.url(anAddress), v.regex(/^https?:/i, anAddress))
const permalink = v.pipe(
  text,
  v.rawCheck(({ dataset, addIssue }) => {
    const message = dataset.typed ? patternProblem(dataset.value) : undefined
    if (message !== undefined) addIssue({ message })
  }),
)
const folder = v.pipe(
  text,
  v.trim(),
  v.minLength(1, 'expected a folder, or a glob such as docs/**/*.md'),
  v.check(isShortGlob, 'expected a glob with fewer stars and braces, or several globs in a list'),
)
const port = v.pipe(
  v.number('expected a number'),
  v.integer('expected a whole number'),
  v.minValue(0, 'expected 0 or more'),
  v.maxValue(65535, 'expected no more than 65535'),
)

const described = <S extends v.GenericSchema>(schema: S, description: string) =>
  v.pipe(schema, v.description(description))

const site = v.strictObject(
  {
    url: v.exactOptional(described(siteUrl, 'What relative links and pictures are relative to')),
    permalink: v.exactOptional(
      described(
        permalink,
        'The pattern of the addresses of posts, such as /:year/:month/:title/; without it, that of the Jekyll, Hexo, Hugo, Zola or Docusaurus site that the posts belong to',
      ),
    ),
  },
  'expected keys with values',
)
const inbox = v.strictObject(
  {
    port: v.exactOptional(described(port, 'Where the page of the test inbox is'), 4870),
  },
  'expected keys with values',
)

/** What may stand in `masthead.yaml`. */
export const writtenConfig = v.strictObject({
  name: v.exactOptional(
    described(
      v.pipe(
        text,
        v.trim(),
        v.minLength(1, 'expected a name'),
        v.check(isOneLine, 'expected a name on one line, without control characters'),
      ),
      'The name of the newsletter',
    ),
  ),
  language: v.exactOptional(
    described(
      v.picklist(['zh-CN', 'zh-TW', 'en'], 'expected zh-CN, zh-TW or en'),
      'Of issues and mails; without it, that of most of the posts',
    ),
  ),
  timezone: v.exactOptional(
    described(timezone, 'In which days begin and end; without it, that of the machine'),
  ),
  content: v.exactOptional(
    described(
      v.pipe(
        v.union(
          [folder, v.pipe(v.array(folder), v.minLength(1, 'expected at least one folder'))],
          'expected a folder, or a list of folders',
        ),
        v.check(
          content => [content].flat().some(entry => !entry.startsWith('!')),
          'expected a folder beside what is left out',
        ),
      ),
      'The folder of the posts, or several; globs, and with ! before them what is left out',
    ),
    'content',
  ),
  dates: v.exactOptional(
    described(
      v.literal('git', 'expected "git", or no such key'),
      'git: a post that names no day has that of the commit that added it',
    ),
  ),
  site: v.exactOptional(described(site, 'Where the posts are published')),
  template: v.exactOptional(
    described(
      v.pipe(text, v.regex(/^[\w-]+$/, 'expected the name of a template such as weekly')),
      'The mail template',
    ),
    'weekly',
  ),
  from: v.exactOptional(described(mailbox, 'Who the newsletter comes from; needed to send')),
  replyTo: v.exactOptional(described(mailbox, 'Where answers go')),
  address: v.exactOptional(described(text, 'The postal address in the footer'), ''),
  unsubscribe: v.exactOptional(
    described(unsubscribe, 'Where people unsubscribe; without it, by mail to the sender'),
  ),
  smtp: v.exactOptional(
    described(
      smtpUrl,
      'The SMTP server, such as smtp://user@mail.example.org:587; without it, mail goes to the test inbox',
    ),
  ),
  inbox: v.exactOptional(described(inbox, 'The test inbox'), { port: 4870 }),
})

export type WrittenConfig = v.InferInput<typeof writtenConfig>

/** The settings of a workspace, with every default in its place. */
export interface Config
  extends Omit<
    v.InferOutput<typeof writtenConfig>,
    'name' | 'timezone' | 'content' | 'from' | 'replyTo' | 'smtp'
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
  /** With user and password; absent when mail goes to the test inbox. */
  smtpUrl: string | undefined
}

/** Reads the settings of a workspace; throws a ConfigError that names file, line and key. */
export async function readConfig(directory: string, environment: NodeJS.ProcessEnv): Promise<Config> {
  const root = resolve(directory)
  const written = checkConfig(await readWritten(root))
  const env = { ...readEnvironment(root), ...environment }
  const { name = basename(root), timezone: zone, from, replyTo, smtp, content, ...rest } = written
  return {
    ...rest,
    directory: root,
    name,
    content: [content].flat(),
    timezone: zone ?? timezoneOfMachine(),
    timezoneFrom: zone ? configName : 'this machine',
    from: from === undefined ? undefined : parseMailbox(from),
    replyTo: replyTo === undefined ? undefined : parseMailbox(replyTo),
    smtpUrl: env.MASTHEAD_SMTP_URL || withPassword(smtp, env.MASTHEAD_SMTP_PASSWORD),
  }
}

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
    throw new ConfigError(`There is no folder "${root}"`)
  for (const name of ['masthead.yml', 'masthead.json'])
    if (existsSync(join(root, name)))
      throw new ConfigError(`The settings are in "${name}", which is not read`, {
        wayOut: `Rename it to ${configName}.`,
      })
  const bytes = readWorkspaceFile(root, configName)
  if (bytes === undefined) return { values: {}, lineOf: () => 1 }
  const { readSettings } = await import('./settings-file.ts')
  return readSettings(bytes, configName)
}

function checkConfig({ values, lineOf }: SettingsFile): v.InferOutput<typeof writtenConfig> {
  const parsed = v.safeParse(writtenConfig, values)
  const list = Object.keys(sections).find(key => Array.isArray(Object(values)[key]))
  if (list !== undefined)
    throw new ConfigError(
      `${configName}:${lineOf([list])}: "${list}": expected keys with values, found a list`,
    )
  if (parsed.success) return parsed.output
  const { path, message } = firstMistake(parsed.issues)
  const where = `${configName}:${lineOf(path)}`
  if (message !== undefined) throw new ConfigError(`${where}: "${path.join('.')}": ${message}`)
  throw new ConfigError(`${where}: unknown key "${path.join('.')}"`, {
    wayOut: `The keys here are ${knownKeys(path).join(', ')}.`,
  })
}

const sections: Record<string, { entries: object }> = { site, inbox }

function knownKeys([key, ...inner]: string[]): string[] {
  return Object.keys(((inner.length > 0 && sections[key ?? '']) || writtenConfig).entries)
}

function parseMailbox(text: string): { name: string; address: string } | undefined {
  const [only, ...others] = addressparser(text, { flatten: true })
  if (!only || others.length > 0 || !/^[^\s@<>]+@[^\s@<>]+$/.test(only.address)) return undefined
  return { name: only.name, address: only.address }
}

function isOneLine(text: string): boolean {
  return !/\p{Cc}/u.test(text) && text.isWellFormed()
}

function isServerAddress(text: string): boolean {
  try {
    return decodeURIComponent(new URL(text).username) !== undefined
  } catch {
    return false
  }
}

function withPassword(smtp: string | undefined, password: string | undefined): string | undefined {
  if (smtp === undefined || !password) return smtp
  const url = new URL(smtp)
  url.password = encodeURIComponent(password)
  return url.href
}
