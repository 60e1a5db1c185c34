import type { Misfortune } from './chaos.ts'

interface Conversation {
  socket: { destroy(): void } | undefined
  /** Gives the reply; without an error, the usual one. */
  done(error?: Error): void
}

/** Lets a conversation go on, or go wrong. */
export function suffer(
  misfortune: Misfortune | undefined,
  { socket, done, goOn }: Conversation & { goOn(): void },
): void {
  if (misfortune === undefined) goOn()
  else if (misfortune === 'drop') socket?.destroy()
  else if (misfortune !== 'stall') done(refusal(misfortune))
}

/** Lets a conversation go wrong while the mail is on its way: a connection closes after its first bytes. */
export function sufferInData(
  misfortune: Misfortune,
  { stream, socket, done }: Conversation & { stream: NodeJS.ReadableStream },
): void {
  // Nobody else listens, and a stream that breaks off without a listener ends the program.
  stream.on('error', () => {})
  // A mail without a byte has an end only.
  if (misfortune === 'drop') stream.once('data', () => socket?.destroy()).once('end', () => socket?.destroy())
  else if (misfortune !== 'stall') done(refusal(misfortune))
}

function refusal(code: number): Error {
  const sentence = code < 500 ? 'Try again later (chaos was asked for)' : 'Refused (chaos was asked for)'
  return Object.assign(new Error(sentence), { responseCode: code })
}
