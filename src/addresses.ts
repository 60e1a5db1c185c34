import type { Config } from './config.ts'
import type { Sender } from './mail/message.ts'

/** Who mails come from, by name and address. */
export function senderOf({ name, from, replyTo }: Config): Sender {
  const { name: writtenName, address } = from ?? { name: '', address: 'newsletter@localhost' }
  return { name: writtenName || name, address, ...(replyTo && { replyTo }) }
}

/** Where the public pages are, without a slash at its end; nothing where the settings do not say. */
export const publicUrlOf = ({ pages }: Config): string | undefined => pages.url?.replace(/\/$/, '')

/** Where each reader has pages of their own, without a slash at its end; nothing where none has. */
export const pagesUrlOf = (config: Config): string | undefined =>
  config.unsubscribe === undefined ? publicUrlOf(config) : undefined

/** Where anybody reads an issue that was sent, `{id}` standing for it; nothing where nobody can. */
export function archiveUrlOf(config: Config): string | undefined {
  const url = publicUrlOf(config)
  return url !== undefined && config.pages.archive ? `${url}/issues/{id}/` : undefined
}

/** The mail by which anybody unsubscribes. */
export function unsubscribeMailOf(config: Config): string {
  const { address } = senderOf(config).replyTo ?? senderOf(config)
  return `mailto:${address}?subject=unsubscribe`
}

/** Where people unsubscribe who have no page of their own: a page, else by mail to the sender. */
export const unsubscribeUrlOf = (config: Config): string => config.unsubscribe ?? unsubscribeMailOf(config)
