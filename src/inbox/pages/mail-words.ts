import type { MailAddress } from '../mailbox/captured-mail.ts'

const time = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const
const thisMachine = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  ...time,
})
const thisMachineShort = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

/** A time in the zone of this machine, such as "16 Jan 2026, 16:30 GMT+8". */
export function timeInWords(time: Date): string {
  return thisMachine.format(time)
}

/** The same without year and zone, for a narrow row. */
export function shortTimeInWords(time: Date): string {
  return thisMachineShort.format(time)
}

/** A size in bytes, such as "812 B", "47.3 KB" or "2.1 MB". */
export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const kilobytes = bytes / 1024
  return kilobytes < 1000 ? `${kilobytes.toFixed(1)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`
}

/** A person as mail programs write it: "Name <address>", or whichever of the two is known. */
export function personInWords({ name, address }: MailAddress): string {
  return name && address ? `${name} <${address}>` : name || address
}

/** All people, as in a header. */
export const peopleInWords = (people: readonly MailAddress[]): string => people.map(personInWords).join(', ')

const mostInShort = 2

/** The first people, long names cut but not their addresses, and how many more there are. */
export function peopleInShort(people: readonly MailAddress[]): string {
  const more = people.length - mostInShort
  const first = people
    .slice(0, mostInShort)
    .map(({ name, address }) => personInWords({ name: cutAt(name, 40), address: cutAt(address, 254) }))
  return [...first, ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
}

const cutAt = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length).toWellFormed()}…` : text
