import addressparser from 'nodemailer/lib/addressparser'
import * as v from 'valibot'
import { text } from './setting.ts'

/** `from` and `replyTo` in `masthead.yaml`. */
export const mailbox = v.pipe(
  text,
  v.check(
    written => parseMailbox(written) !== undefined,
    'expected one such as "Weekly <weekly@example.org>"',
  ),
)

/** The address of an SMTP server, without its password, which belongs into the environment as `variable`. */
export const serverAddress = (variable: string) =>
  v.pipe(
    text,
    v.regex(/^smtps?:\/\/[^\s/]+\/?$/, 'expected an address such as smtp://user@mail.example.org:587'),
    v.check(
      url => !/^smtps?:\/\/[^@/:]*:[^@/]*@/.test(url),
      `a password does not belong here: put it into .env as ${variable}`,
    ),
    v.check(
      isServerAddress,
      'expected an address such as smtp://user@mail.example.org:587, with % written as %25',
    ),
  )

/** `smtp` in `masthead.yaml`. */
export const smtpUrl = serverAddress('MASTHEAD_SMTP_PASSWORD')

/** `unsubscribe` in `masthead.yaml`: a page of the newsletter's own, or a mailbox. */
export const unsubscribe = v.pipe(
  text,
  v.regex(/^(mailto:|https:\/\/)\S+$/, 'expected an address that starts with mailto: or https://'),
)

/** Name and address of one mailbox; nothing for what is none, or several. */
export function parseMailbox(text: string): { name: string; address: string } | undefined {
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
