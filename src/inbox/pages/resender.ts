/** Whoever a mail is made for; the name may be empty. */
export interface Recipient {
  name: string
  address: string
}

/** Makes a mail of the newsletter again, as another subscriber gets it. */
export interface Resender {
  /** Whether this mail can be made again; asked each time its page is shown. */
  canResend(id: string): boolean | Promise<boolean>
  /**
   * Sends it into this mailbox and resolves with the id of the new mail; undefined when it cannot be made any more.
   * The message of an error is shown on the page.
   */
  resend(id: string, as: Recipient): Promise<string | undefined>
}

// Longer than any line of a greeting, and without a place to break.
const longName =
  'Maximiliane-Alexandrina von Wolfeschlegelsteinhausenbergerdorff-Oberschwarzenfeld 司徒欧阳慕容'

const maxLength = 320

/** The subscriber that the form asks for, or what is wrong with it, as a sentence. */
export function subscriberOf(
  form: Record<string, unknown>,
  first: string | undefined,
): Recipient | { problem: string } {
  const address = first ?? 'reader@localhost'
  if (form.as === 'no-name') return { name: '', address }
  if (form.as === 'long-name') return { name: longName, address }
  const typed = typeof form.address === 'string' ? form.address.trim() : ''
  const name = typeof form.name === 'string' ? form.name.trim().slice(0, maxLength) : ''
  const isFit = typed.length <= maxLength && /^[^\s\p{Cc}<>,;@]+@[^\s\p{Cc}<>,;@]+$/u.test(typed)
  if (isFit && !/\p{Cc}/u.test(name)) return { name, address: typed }
  return { problem: `"${typed.slice(0, 80)}" is no address: expected one such as reader@example.com` }
}
