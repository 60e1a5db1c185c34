import type { App, RenderedIssue } from '../app.ts'
import { UsageError } from '../errors.ts'
import { type CommandDefinition, type Context, describeCommand, untilInterrupted } from './command.ts'
import { sayRendered } from './words.ts'

interface PreviewFlags {
  to?: string
  once?: boolean
}

/** `masthead preview`: an issue as mail in a test mailbox. */
export const previewCommand = (): CommandDefinition => ({
  command: describeCommand(
    'preview [issue]',
    'Send an issue to a test mailbox and show it.',
    'preview 2026-W03',
    'preview --to ethereal --once',
    'preview --to smtp://127.0.0.1:1025 --once',
  )
    .argument('[issue]', 'the id of an issue; else the one whose days are the latest')
    .option('--to <mailbox>', 'inbox (embedded), ethereal, or smtp://host:port', 'inbox')
    .option('--once', 'end after delivery'),
  async run(context, flags, [issue]) {
    checkMailbox(flags)
    const app = await context.openApp()
    const rendered = await app.render(issue)
    sayRendered(context.terminal, rendered)
    await showInMailbox(context, app, rendered, flags)
    return 0
  },
})

function checkMailbox({ to = '' }: PreviewFlags): void {
  if (!/^(inbox|ethereal|smtps?:\/\/\S+)$/.test(to))
    throw new UsageError(`"${to}" is no mailbox: expected inbox, ethereal or smtp://host:port`)
}

/** Sends a rendered issue to a test mailbox, and keeps the embedded inbox open until the person ends it. */
export async function showInMailbox(
  { terminal, console }: Context,
  app: App,
  { id, mail }: RenderedIssue,
  { to, once = false }: PreviewFlags,
  data: object = {},
): Promise<void> {
  // SMTP and HTTP are loaded only by the commands that use them.
  const { openTestMailbox, sendPreview } = await import('./test-mailbox.ts')
  const mailbox = await openTestMailbox(app, terminal, { to, page: !once })
  try {
    const receipt = await sendPreview(app, mail, mailbox)
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
    terminal.insist('Page', `${pageUrl} (Ctrl-C ends)`)
    await untilInterrupted(console)
  } finally {
    await mailbox.close()
  }
}
