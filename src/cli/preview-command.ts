import type { App, RenderedIssue } from '../app.ts'
import { UsageError } from '../errors.ts'
import { parseMailbox } from '../settings/sender-settings.ts'
import type { Recipient } from '../subscribers/subscriber.ts'
import { type CommandDefinition, type Context, describeCommand, untilInterrupted } from './command.ts'
import type { livePreview } from './live-preview.ts'
import type { Showing } from './test-mailbox.ts'
import { sayRendered } from './words.ts'

interface PreviewFlags {
  to?: string
  once?: boolean
  watch?: boolean
  as?: string
}

/** `masthead preview`: an issue as mail in a test mailbox. */
export const previewCommand = (): CommandDefinition => ({
  command: describeCommand(
    'preview [issue]',
    'Send an issue to a test mailbox and show it.',
    'preview 2026-W03',
    'preview --watch',
    'preview --as "Ada <ada@example.org>"',
    'preview --to ethereal --once',
    'preview --to smtp://127.0.0.1:1025 --once',
  )
    .argument('[issue]', 'the id of an issue; else the one whose days are the latest')
    .option('--to <mailbox>', 'inbox (embedded), ethereal, or smtp://host:port', 'inbox')
    .option('--as <person>', 'an address, or "Name <address>": the mail that this subscriber gets')
    .option('--watch', 'render again and update the page whenever the issue, a post or a template is saved')
    .option('--once', 'end after delivery'),
  async run(context, flags, [issue]) {
    checkFlags(flags)
    const app = await context.openApp()
    const rendered = await app.render(issue)
    sayRendered(context.terminal, rendered)
    await showInMailbox(context, app, rendered, flags)
    return 0
  },
})

function checkFlags({ to = '', watch = false, once = false }: PreviewFlags): void {
  if (!/^(inbox|ethereal|smtps?:\/\/\S+)$/.test(to))
    throw new UsageError(`"${to}" is no mailbox: expected inbox, ethereal or smtp://host:port`)
  if (watch && to !== 'inbox')
    throw new UsageError('Only the embedded inbox can be watched', {
      wayOut: 'Leave out --to, or --watch.',
    })
  if (watch && once) throw new UsageError('--watch goes on, and --once ends: take one of them')
}

function readerOf({ as }: PreviewFlags): Recipient | undefined {
  if (as === undefined) return undefined
  const person = parseMailbox(as)
  if (person) return person
  throw new UsageError(`"${as}" is nobody: expected an address, or one such as "Ada <ada@example.org>"`)
}

async function keepFresh(...given: Parameters<typeof livePreview>): ReturnType<typeof livePreview> {
  const { livePreview } = await import('./live-preview.ts')
  return livePreview(...given)
}

/** Sends a rendered issue to a test mailbox, and keeps the embedded inbox open until the person ends it. */
export async function showInMailbox(
  context: Context,
  app: App,
  rendered: RenderedIssue,
  flags: PreviewFlags,
  data: object = {},
): Promise<void> {
  const { terminal, console } = context
  const { to, once = false, watch = false } = flags
  const { id, mail } = rendered
  const asked = readerOf(flags)
  // SMTP and HTTP are loaded only by the commands that use them.
  const { openTestMailbox, sendPreview } = await import('./test-mailbox.ts')
  const showing: Showing = { app, mail, readers: [] }
  const purpose = { page: !once, showing, replaceSameMessage: watch }
  const mailbox = await openTestMailbox(app, terminal, to, purpose)
  try {
    const reader = asked ?? { address: mailbox.address, name: '' }
    showing.readers = [reader]
    const receipt = await sendPreview(app, mail, mailbox.transport, reader)
    const [file] = mailbox.files()
    const { pageUrl } = mailbox
    terminal.fact('Sent', `to ${mailbox.transport.name}: ${receipt.reply}`)
    if (file) terminal.fact('Inbox', file)
    if (receipt.page) terminal.fact('Page', receipt.page)
    terminal.data({
      ...data,
      id,
      messageId: receipt.messageId,
      reply: receipt.reply,
      file,
      page: receipt.page ?? pageUrl,
    })
    if (!pageUrl) return
    const stop = watch ? await keepFresh(context, id, showing, mailbox.transport) : undefined
    terminal.insist('Page', `${pageUrl} (Ctrl-C ends)`)
    await untilInterrupted(console)
    await stop?.()
  } finally {
    await mailbox.close()
  }
}
