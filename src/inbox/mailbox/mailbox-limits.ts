/** How much a mailbox keeps; the newest mail stays whatever its size. */
export interface MailboxLimits {
  maxMails: number
  maxBytes: number
}

/** The mails that have to go, given the size in bytes of each id: all that are older than the limits reach. */
export function idsAboveLimits(
  sizes: ReadonlyMap<string, number>,
  { maxMails, maxBytes }: MailboxLimits,
): string[] {
  const newestFirst = [...sizes.keys()].sort().reverse()
  let bytes = 0
  const keptCount = newestFirst.findIndex((id, index) => {
    bytes += sizes.get(id) ?? 0
    return index >= maxMails || bytes > maxBytes
  })
  return keptCount < 0 ? [] : newestFirst.slice(Math.max(1, keptCount))
}
