import type { App } from '../app.ts'
import type { Config } from '../config.ts'
import { UsageError } from '../errors.ts'
import { isThisMachine } from '../settings/this-machine.ts'
import { type CommandDefinition, type Context, describeCommand, untilInterrupted } from './command.ts'
import { LetterRounds } from './letter-rounds.ts'
import type { EventLog } from './logs/event-log.ts'
import { logOption, withLog } from './logs/log-file.ts'
import { type Outgoing, openOutgoing } from './outgoing.ts'
import { readPort } from './port-option.ts'
import { sayProblem } from './problem.ts'
import { checkServers } from './sending/check-servers.ts'
import { DispatchRounds } from './sending/dispatch-rounds.ts'
import type { Terminal } from './terminal.ts'

interface ServeFlags {
  port?: string
  host?: string
  log?: string
}

/** `masthead serve`: the public pages, where people subscribe, leave and read. */
export const serveCommand = (): CommandDefinition => ({
  command: describeCommand(
    'serve',
    'Serve the public pages: subscribe, confirm, unsubscribe, preferences, archive and feed.',
    'serve',
    'serve --host 0.0.0.0 --port 8080',
  )
    .option('--port <port>', 'where it listens; 0 is any free one (default: pages.port, else 4880)')
    .option('--host <host>', 'which address of the machine (default: pages.host, else 127.0.0.1)')
    .option(...logOption),
  async run(context, flags) {
    await withLog(context, flags.log, log => serve(context, flags, log))
    return 0
  },
})

async function serve(
  { terminal, console, openApp }: Context,
  flags: ServeFlags,
  log: EventLog,
): Promise<void> {
  const port = readPort('--port', flags.port)
  const app = await openApp()
  demandPublicAddress(app.config)
  checkServers(terminal, app.config)
  const { pages } = app.config
  const listening = { port: port ?? pages.port, host: flags.host ?? pages.host }
  const ended = untilInterrupted(console)
  const subscribing = await app.openSubscribing()
  const outgoing = await openOutgoing(app, { page: true })
  const letters = new LetterRounds(terminal)
  try {
    const { openSite } = await import('../site/site-server.ts')
    const watch = {
      onLetters: () => letters.begin(),
      onProblem: (error: unknown) => sayProblem(terminal, 'A page could not be shown', error),
    }
    const site = await openSite(await app.openServing(subscribing, watch), listening)
    try {
      const writing = await app.openWriting(subscribing, outgoing.transport, site.url)
      await writing.tryLetters()
      letters.use(writing)
      sayOpen(terminal, app.config, { ...site, host: listening.host }, outgoing)
      await whileSending({ terminal, app, log }, outgoing, async () => {
        await ended
        terminal.say('Ends after what is under way; once more ends it at once.')
      })
    } finally {
      await Promise.all([site.close(), letters.end()])
    }
  } finally {
    await outgoing.close()
    subscribing.close()
  }
}

/** Sends the issues that are due meanwhile; a rehearsal sends none. */
async function whileSending(
  tools: { terminal: Terminal; app: App; log: EventLog },
  { isRehearsal }: Outgoing,
  serving: () => Promise<void>,
): Promise<void> {
  if (isRehearsal) return serving()
  const opened = await tools.app.openDispatching()
  const rounds = new DispatchRounds({ ...tools, dispatching: opened.dispatching })
  try {
    rounds.begin()
    await serving()
  } finally {
    await rounds.end()
    opened.close()
  }
}

function sayOpen(
  terminal: Terminal,
  config: Config,
  { url, localUrl, host }: { url: string; localUrl: string; host: string },
  { pageUrl, transport }: Outgoing,
): void {
  sayWarnings(terminal, config, host)
  terminal.fact('Listens', `on ${localUrl}`)
  terminal.fact('Letters', pageUrl ? `are rehearsed: ${pageUrl}` : `through ${transport.name}`)
  terminal.fact('Issues', pageUrl ? 'are not sent: there is no SMTP server' : 'are sent when they are due')
  terminal.insist('Pages', `${url} (Ctrl-C ends)`)
  terminal.data({ url, listens: localUrl, ...(pageUrl && { inbox: pageUrl }) })
}

// Whoever gets a letter elsewhere could not open the link that confirms.
function demandPublicAddress({ pages, smtpUrl }: Config): void {
  if (pages.url !== undefined || smtpUrl === undefined || isThisMachine(new URL(smtpUrl).hostname)) return
  throw new UsageError(
    'Letters would go out with links that only this machine can open: pages.url is not set',
    {
      wayOut:
        'Set pages.url in masthead.yaml to where the pages are for everybody, or leave out the SMTP server to try them.',
    },
  )
}

function sayWarnings(terminal: Terminal, { pages: { url, proxies } }: Config, host: string): void {
  const isOpen = !isThisMachine(host)
  if (url === undefined)
    terminal.warn(
      'pages.url is not set: no mail leads to these pages, and people unsubscribe by mail. Set it to where the pages are for everybody.',
    )
  else if (url.startsWith('https:') && proxies === 0)
    terminal.warn(
      'A proxy has to stand before an https: address, and all visitors seem to come from it: they share one limit. Set pages.proxies to the number of proxies.',
    )
  if (isOpen && proxies > 0)
    terminal.warn(
      `It listens on ${host} and believes X-Forwarded-For: whoever reaches it without the proxy can pretend to come from anywhere.`,
    )
}
