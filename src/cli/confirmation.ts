import { UsageError } from '../errors.ts'
import type { Terminal } from './terminal.ts'

/** What has to be confirmed. */
export interface Question {
  /** Such as `Send it to 3 people?` */
  message: string
  /** What is said where there is nobody to ask, such as `Sending needs a confirmation`. */
  need: string
  wayOut?: string
}

/** Whether the person at the terminal says yes; throws a UsageError where there is nobody to ask. */
export async function isConfirmed(
  terminal: Terminal,
  { message, need, wayOut = 'Add --yes in scripts.' }: Question,
): Promise<boolean> {
  if (!terminal.isInteractive) throw new UsageError(`${need}, and there is nobody to ask`, { wayOut })
  const { confirm, isCancel } = await import('@clack/prompts')
  const answer = await confirm({ message, initialValue: false })
  return !isCancel(answer) && answer
}
