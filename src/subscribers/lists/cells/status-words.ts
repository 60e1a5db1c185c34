import type { Status } from '../../subscriber.ts'
import { statusNames } from '../person-json.ts'

const words: Record<Status, string> = {
  active: `subscribed, subscribe, enabled, confirmed, opted in, opt in, optin, single opt in, double opt in,
    confirmed opt in, valid, verified, deliverable, ok, 订阅, 已订阅, 订阅中, 訂閱, 已訂閱, 訂閱中, 正常, 有效, 启用, 啟用, 活跃, 已确认, 已確認`,
  pending: `unconfirmed, unverified, pending confirmation, not confirmed, 待确认, 未确认, 待確認, 未確認, 未验证`,
  unsubscribed: `unsubscribe, unsub, opted out, opt out, optout, optedout, not subscribed, nonsubscribed, non subscribed,
    disabled, removed, inactive, deleted, cancelled, canceled, blocked, blocklisted, blacklisted, suppressed, banned,
    do not email, do not mail, do not contact, 退订, 已退订, 退訂, 已退訂, 取消订阅, 已取消订阅, 取消訂閱, 已取消訂閱, 未订阅, 未訂閱,
    已取消, 黑名单, 黑名單, 已拉黑, 拒收, 已注销, 停用, 禁用`,
  bounced: `bounce, hard bounce, hard bounced, cleaned, undeliverable, invalid, 退信, 已退信, 退回, 无效, 無效`,
  complained: `complaint, spam, spam complaint, abuse, 投诉, 已投诉, 投訴, 已投訴`,
}

const statusOf = new Map<string, Status>([
  ...Object.entries(statusNames),
  ...Object.entries(words).flatMap(([status, list]) =>
    list.split(',').map(word => [word.trim(), status as Status] as const),
  ),
])

/** In characters; no word is longer. */
const longestWord = 30

/** What a word such as `Opted-out` or `已退订` says of somebody, in any case; nothing where it is none. */
export const statusInWords = (cell: string): Status | undefined =>
  cell.length > longestWord ? undefined : statusOf.get(cell.trim().toLowerCase().replace(/[_-]+/g, ' '))
