import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import addressparser from 'nodemailer/lib/addressparser'
import { isMap, isNode, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml'
import { z } from 'zod'
import { ConfigError, codeOf } from './errors.ts'
import { isTimezone } from './posts/days.ts'
import { patternProblem } from './posts/permalinks/plain-permalink.ts'

const configName = 'masthead.yaml'

const mailbox = z
  .string()
  .refine(text => parseMailbox(text) !== undefined, 'expected one such as "Weekly <weekly@example.org>"')
const timezone = z.string().refine(isTimezone, 'expected a time zone such as Asia/Shanghai or Europe/Berlin')
const smtpUrl = z
  .string()
  .regex(/^smtps?:\/\/[^\s/]+\/?$/, 'expected an address such as smtp://user@mail.example.org:587')
  .refine(
    text => !/^smtps?:\/\/[^@/]*:[^@/]*@/.test(text),
    'a password does not belong here: put it into .env as MASTHEAD_SMTP_PASSWORD',
  )
  .refine(
    isServerAddress,
    'expected an address such as smtp://user@mail.example.org:587, with % written as %25',
  )
const unsubscribe = z
  .string()
  .regex(/^(mailto:|https:\/\/)\S+$/, 'expected an address that starts with mailto: or https://')
const permalink = z.string().superRefine((text, context) => {
  const problem = patternProblem(text)
  if (problem) context.addIssue({ code: 'custom', message: problem, input: text })
})
const folder = z.string().trim().min(1, 'expected a folder, or a glob such as docs/**/*.md')

/** What may stand in `masthead.yaml`. */
export const writtenConfig = z.strictObject({
  name: z.string().trim().min(1, 'expected a name').optional().describe('The name of the newsletter'),
  language: z
    .enum(['zh-CN', 'zh-TW', 'en'])
    .optional()
    .describe('Of issues and mails; without it, that of most of the posts'),
  timezone: timezone.optional().describe('In which days begin and end; without it, that of the machine'),
  content: z
    .union([folder, z.array(folder).min(1, 'expected at least one folder')])
    .default('content')
    .describe('The folder of the posts, or several; globs, and with ! before them what is left out'),
  dates: z
    .literal('git', 'expected "git", or no such key')
    .optional()
    .describe('git: a post that names no day has that of the commit that added it'),
  site: z
    .strictObject({
      url: z
        .url({ protocol: /^https?$/ })
        .exactOptional()
        .describe('What relative links and pictures are relative to'),
      permalink: permalink
        .exactOptional()
        .describe(
          'The pattern of the addresses of posts, such as /:year/:month/:title/; without it, that of the Jekyll, Hexo, Hugo, Zola or Docusaurus site that the posts belong to',
        ),
    })
    .optional()
    .describe('Where the posts are published'),
  template: z
    .string()
    .regex(/^[\w-]+$/, 'expected the name of a template such as weekly')
    .default('weekly')
    .describe('The mail template'),
  from: mailbox.optional().describe('Who the newsletter comes from; needed to send'),
  replyTo: mailbox.optional().describe('Where answers go'),
  address: z.string().default('').describe('The postal address in the footer'),
  unsubscribe: unsubscribe.optional().describe('Where people unsubscribe; without it, by mail to the sender'),
  smtp: smtpUrl
    .optional()
    .describe(
      'The SMTP server, such as smtp://user@mail.example.org:587; without it, mail goes to the test inbox',
    ),
  inbox: z
    .strictObject({
      port: z.int().min(0).max(65535).default(4870).describe('Where the page of the test inbox is'),
    })
    .default({ port: 4870 })
    .describe('The test inbox'),
})

export type WrittenConfig = z.input<typeof writtenConfig>

/** The settings of a workspace, with every default in its place. */
export interface Config
  extends Omit<
    z.output<typeof writtenConfig>,
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
  const written = checkConfig(await load(root), root)
  const env = { ...(await loadEnvironment(root)), ...environment }
  const { name = basename(root), timezone: zone, from, replyTo, smtp, content, ...rest } = written
  return {
    ...rest,
    directory: root,
    name,
    content: [content].flat(),
    timezone: zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    timezoneFrom: zone ? configName : 'this machine',
    from: from === undefined ? undefined : parseMailbox(from),
    replyTo: replyTo === undefined ? undefined : parseMailbox(replyTo),
    smtpUrl: env.MASTHEAD_SMTP_URL || withPassword(smtp, env.MASTHEAD_SMTP_PASSWORD),
  }
}

async function loadEnvironment(root: string): Promise<NodeJS.ProcessEnv> {
  if (!existsSync(join(root, '.env'))) return {}
  const { loadDotenv } = await import('c12')
  return loadDotenv({ cwd: root, env: {} })
}

async function load(root: string): Promise<unknown> {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory())
    throw new ConfigError(`There is no folder "${root}"`)
  for (const name of ['masthead.yml', 'masthead.json'])
    if (existsSync(join(root, name)))
      throw new ConfigError(`The settings are in "${name}", which is not read`, {
        wayOut: `Rename it to ${configName}.`,
      })
  // c12 would take the file of the current folder instead of one that is not there, and fails on an empty one.
  const found = statSync(join(root, configName), { throwIfNoEntry: false })
  if (found && !found.isFile() && !found.isDirectory()) throw new ConfigError(`${configName} is no file`)
  if (!found || !checkYaml(readText(root))) return {}
  const options = { rcFile: false, packageJson: false, extend: false, giget: false, envName: false } as const
  const { loadConfig } = await import('c12')
  return (await loadConfig({ cwd: root, configFile: configName, ...options }).catch(refuseYaml)).config
}

// What checkYaml lets through may still name a tag or an alias that there is not.
function refuseYaml(cause: Error & { reason?: string; mark?: { line: number } }): never {
  const line = (cause.mark?.line ?? 0) + 1
  throw new ConfigError(`${configName}:${line}: ${cause.reason ?? cause.message}`, {
    wayOut: 'Put a value that begins with *, & or ! between quotes.',
    cause,
  })
}

/** Whether the settings have any key; throws a ConfigError with the line of what is no YAML, or no keys with values. */
function checkYaml(text: string): boolean {
  const lines = new LineCounter()
  const { errors, contents } = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const [error] = errors
  if (error) throw new ConfigError(`${configName}:${lines.linePos(error.pos[0]).line}: ${error.message}`)
  if (isMap(contents)) return refuseHiddenKey(contents, lines)
  if (contents === null || (isScalar(contents) && contents.value === null)) return false
  throw new ConfigError(`${configName}:1: expected keys with values, such as "name: My Weekly"`)
}

// A key that sets a prototype is gone before the settings are checked.
function refuseHiddenKey({ items }: YAMLMap, lines: LineCounter): true {
  const key = items.map(item => item.key).find(key => isScalar(key) && key.value === '__proto__')
  if (!isScalar(key)) return true
  throw new ConfigError(`${configName}:${lines.linePos(key.range?.[0] ?? 0).line}: unknown key "__proto__"`)
}

function readText(root: string): string {
  try {
    return readFileSync(join(root, configName), 'utf8')
  } catch (error) {
    throw new ConfigError(`Cannot read ${configName} (${codeOf(error)})`, { cause: error })
  }
}

function checkConfig(config: unknown, root: string): z.output<typeof writtenConfig> {
  const parsed = writtenConfig.safeParse(config, { reportInput: true })
  if (parsed.success) return parsed.data
  // A mistyped key explains a missing one.
  const { issues } = parsed.error
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  if (!issue) throw new ConfigError(`${configName} cannot be read`)
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const path = unknown === undefined ? issue.path.map(String) : [...issue.path.map(String), unknown]
  const where = `${configName}:${lineOf(root, path)}`
  if (unknown === undefined)
    throw new ConfigError(`${where}: "${path.join('.')}": ${issue.message}${found(issue)}`)
  const known = knownKeys(issue.path.map(String))
  throw new ConfigError(`${where}: unknown key "${path.join('.')}"`, {
    wayOut: `The keys here are ${known.join(', ')}.`,
  })
}

// What stands in place of a server may have a password in it.
const found = ({ input, path }: z.core.$ZodIssue): string =>
  typeof input === 'string' && path[0] !== 'smtp' ? `, found "${input}"` : ''

function knownKeys(path: string[]): string[] {
  const schema = z.toJSONSchema(writtenConfig, { io: 'input' })
  const inner = path.reduce(
    (at: typeof schema | undefined, key) => at?.properties?.[key] as typeof schema,
    schema,
  )
  return Object.keys(inner?.properties ?? {})
}

function lineOf(root: string, path: string[]): number {
  const lines = new LineCounter()
  const document = parseDocument(readText(root), { lineCounter: lines })
  // What is missing is looked for where it should stand.
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

function parseMailbox(text: string): { name: string; address: string } | undefined {
  const [only, ...others] = addressparser(text, { flatten: true })
  if (!only || others.length > 0 || !/^[^\s@<>]+@[^\s@<>]+$/.test(only.address)) return undefined
  return { name: only.name, address: only.address }
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
