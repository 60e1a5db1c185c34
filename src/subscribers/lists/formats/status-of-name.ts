import type { Status } from '../../subscriber.ts'

/** What the name of a file says of everybody in it, such as `cleaned_members_export_1.csv`; nothing for other names. */
export function statusOfName(name: string): Status | undefined {
  if (/^(?:cleaned|bounced?s?)(?![a-z])/i.test(name)) return 'bounced'
  return /^(?:unsubscribe[ds]?|opt(?:ed)?[ _-]?outs?|suppressed|blocklist|blacklist)(?![a-z])|^(?:已?退[订訂]|取消[订訂])/i.test(
    name,
  )
    ? 'unsubscribed'
    : undefined
}
