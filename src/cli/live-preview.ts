import type { Transport } from '../deliveries/transport.ts'
import { IssueChangedError, MastheadError } from '../errors.ts'
import type { Mail } from '../mail/mail.ts'
import type { Context } from './command.ts'
import { type Showing, sendPreview } from './test-mailbox.ts'
import { type Saved, watchWorkspace } from './workspace-watcher.ts'

/**
 * Renders an issue and sends it again whenever something that it is made of was saved, until the function that it
 * resolves with is called. What cannot be rendered is said, and the page keeps what it has.
 */
export async function livePreview(
  context: Context,
  id: string,
  showing: Showing,
  transport: Transport,
): Promise<() => Promise<void>> {
  const { terminal, directory } = context
  let waiting = new Set<Saved>()
  let work: Promise<void> | undefined

  const update = async (saved: ReadonlySet<Saved>) => {
    if (saved.has('settings')) showing.app = await context.openApp()
    const { app, readers } = showing
    if (saved.has('post') || saved.has('settings')) await app.refresh(id)
    const { mail } = await app.render(id)
    if (isSameMail(mail, showing.mail)) return
    showing.mail = mail
    for (const reader of readers) await sendPreview(app, mail, transport, reader)
    terminal.fact('Updated', [...saved].join(', '))
  }
  const workOff = async () => {
    while (waiting.size > 0) {
      const saved = waiting
      waiting = new Set()
      await update(saved).catch(error => {
        // Whoever saved the issue meanwhile is heard next, and what was to be done is done then.
        if (error instanceof IssueChangedError) for (const kind of saved) waiting.add(kind)
        else sayMistake(context, error)
      })
    }
    work = undefined
  }
  // Posts are read for the first time while nobody waits for them.
  void showing.app.select({ by: 'newest-week' }).catch(() => {})
  const stop = await watchWorkspace({ directory, ...showing.app.sourcesOf(id) }, saved => {
    for (const kind of saved) waiting.add(kind)
    work ??= workOff()
  })
  return async () => {
    await stop()
    await work
  }
}

const isSameMail = (one: Mail, other: Mail): boolean =>
  one.html === other.html &&
  one.text === other.text &&
  one.subject === other.subject &&
  one.subjectByName === other.subjectByName

function sayMistake({ terminal }: Context, error: unknown): void {
  if (!(error instanceof MastheadError)) throw error
  terminal.warn(error.message)
  if (error.wayOut) terminal.say(error.wayOut)
}
