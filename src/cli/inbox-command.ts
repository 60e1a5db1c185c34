import { join, resolve } from 'node:path'
import { UsageError } from '../errors.ts'
import type { Chaos } from '../inbox/chaos.ts'
import { type CommandDefinition, type Context, describeCommand, untilInterrupted } from './command.ts'
import { readPort } from './port-option.ts'

interface InboxFlags {
  port?: string
  smtpPort?: string
  chaos?: string
  token?: string
  folder?: string
}

const usualSmtpPort = 1025

/** `masthead inbox`: the test inbox alone, for the mail of other programs. */
export const inboxCommand = (): CommandDefinition => ({
  command: describeCommand(
    'inbox',
    'Open the test inbox alone, for the mail of any program on this machine.',
    'inbox',
    'inbox --smtp-port 2525 --chaos rcpt=450:0.2,data=drop:0.05',
  )
    .option('--port <port>', 'of the page and the API; 0 is any free one (default: inbox.port, else 4870)')
    .option('--smtp-port <port>', `where mail is taken; 0 is any free one (default: ${usualSmtpPort})`)
    .option(
      '--chaos <rules>',
      'what goes wrong on purpose, as stage=action:probability; stages: connect, auth, from, rcpt, data, message; actions: 400 to 599, drop, stall',
    )
    .option(
      '--token <token>',
      'the secret of the page and the API (default: MASTHEAD_INBOX_TOKEN, else .masthead/token)',
    )
    .option('--folder <dir>', 'where the mail is kept (default: .masthead/inbox)'),
  async run(context, flags) {
    await runInbox(context, flags)
    return 0
  },
})

async function runInbox(context: Context, flags: InboxFlags): Promise<void> {
  const { terminal, console } = context
  const asked = { port: readPort('--port', flags.port), smtpPort: readPort('--smtp-port', flags.smtpPort) }
  const chaos = await readRules(flags.chaos)
  const token = readGivenToken(flags.token ?? console.env.MASTHEAD_INBOX_TOKEN)
  const app = await context.openApp()
  const [{ openInbox }, { readToken }] = await Promise.all([
    import('../inbox/inbox-server.ts'),
    import('../inbox/token-file.ts'),
  ])
  const ended = untilInterrupted(console)
  const inbox = await openInbox({
    folder: flags.folder === undefined ? app.inboxFolder : resolve(context.directory, flags.folder),
    token: token ?? (await readToken(join(context.directory, '.masthead', 'token'))),
    httpPort: asked.port ?? app.config.inbox.port,
    isHttpPortFixed: true,
    smtpPort: asked.smtpPort ?? usualSmtpPort,
    chaos,
    review: async raw => (await app.openChecking()).reviewOf(raw),
  })
  try {
    sayOpen(context, inbox, chaos)
    await ended
    terminal.say(`Received ${inbox.received.length === 1 ? '1 mail' : `${inbox.received.length} mails`}.`)
  } finally {
    await inbox.close()
  }
}

function sayOpen(
  { terminal }: Context,
  { smtpUrl, pageUrl }: { smtpUrl: string; pageUrl: string },
  { rules }: Chaos,
): void {
  const { origin, pathname } = new URL(pageUrl)
  const token = pathname.slice(1, -1)
  const api = `${pageUrl}api/v1`
  for (const { stage, misfortune, probability } of rules)
    terminal.warn(`Chaos: ${misfortune} at ${stage}, ${Math.round(probability * 1000) / 10} % of the time`)
  terminal.insist('SMTP', smtpUrl)
  terminal.fact('API', `${api}, as Mailpit's; or ${origin}/api/v1 with any user and the password ${token}`)
  terminal.insist('Page', `${pageUrl} (Ctrl-C ends)`)
  terminal.data({ smtp: smtpUrl, page: pageUrl, api, token })
}

async function readRules(written: string | undefined): Promise<Chaos> {
  const { readChaos } = await import('../inbox/chaos.ts')
  return { rules: written === undefined ? [] : readChaos(written), chance: Math.random }
}

function readGivenToken(given: string | undefined): string | undefined {
  if (given === undefined || given === '') return undefined
  if (/^[\w-]{8,200}$/.test(given)) return given
  throw new UsageError(
    'The token of the inbox cannot stand in an address: expected 8 to 200 letters, digits, "-" and "_"',
  )
}
