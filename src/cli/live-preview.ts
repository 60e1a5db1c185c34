import type { App, RenderedIssue } from '../app.ts'
import { MastheadError } from '../errors.ts'
import type { Mail } from '../mail/mail.ts'
import type { Subscriber } from '../subscribers/subscriber.ts'
import type { Context } from './command.ts'
import { sendPreview, type TestMailbox } from './test-mailbox.ts'
import { type Saved, watchWorkspace } from './workspace-watcher.ts'

/**
 * Renders an issue and sends it again whenever something that it is made of was saved, until the function that it
 * resolves with is called. What cannot be rendered is said, and the page keeps what it has.
 */
export async function livePreview(
  context: Context,
  opened: App,
  { id, mail }: RenderedIssue,
  mailbox: TestMailbox,
  reader: Subscriber,
): Promise<() => Promise<void>> {
  const { terminal, directory } = context
  let app = opened
  let shown = mail
  let waiting = new Set<Saved>()
  let work: Promise<void> | undefined

  const update = async (saved: ReadonlySet<Saved>) => {
    if (saved.has('settings')) app = await context.openApp()
    if (saved.has('post') || saved.has('settings')) await app.refresh(id)
    const rendered = await app.render(id)
    if (isSameMail(rendered.mail, shown)) return
    await sendPreview(app, rendered.mail, mailbox, reader)
    shown = rendered.mail
    terminal.fact('Updated', [...saved].join(', '))
  }
  const workOff = async () => {
    while (waiting.size > 0) {
      const saved = waiting
      waiting = new Set()
      await update(saved).catch(error => sayMistake(context, error))
    }
    work = undefined
  }
  // Posts are read for the first time while nobody waits for them.
  void app.select({ by: 'newest-week' }).catch(() => {})
  const stop = await watchWorkspace({ directory, ...app.sourcesOf(id) }, saved => {
    for (const kind of saved) waiting.add(kind)
    work ??= workOff()
  })
  return async () => {
    await stop()
    await work
  }
}

const isSameMail = (one: Mail, other: Mail): boolean =>
  one.html === other.html && one.text === other.text && one.subject === other.subject

function sayMistake({ terminal }: Context, error: unknown): void {
  if (!(error instanceof MastheadError)) throw error
  terminal.warn(error.message)
  if (error.wayOut) terminal.say(error.wayOut)
}
