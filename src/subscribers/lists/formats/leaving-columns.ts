/**
 * What a column says, by its name: `left` who left, `stays` who agreed, `status` either in a word; `doubtful` are those
 * that may say who left, such as `cancelled`.
 */
export type Tells = 'left' | 'stays' | 'status' | 'doubtful'

const left =
  /unsub|opt(?:ed)? ?out|bounce|complain|black ?list|block ?list|suppress|(?:do ?not|no) ?(?:e ?mail|mail|contact|send|market|disturb)|退订|退訂|退信|取消订阅|取消訂閱|黑名单|黑名單|拒收|投诉|投訴/
const leftAlone =
  /^(?:is |was )?(?:e ?mail )?(?:deleted|clean|cleaned|blocked|disabled|removed|left|dnd|dnm)(?: (?:at|on|date|time))?$/
const status = /status|^state$|(?:subscriber|subscription) type|状态|狀態/
const stays = /subscri|opt(?:ed)? ?in|consent|accept|permission|marketing|newsletter|订阅|訂閱|同意/
const doubtful =
  /\bopt\b|opted|black|block|cancel|delet|remov|disab|inactiv|deactiv|clean|invalid|undeliver|reject|revok|withdr|banned|spam|取消|注销|註銷|停用|屏蔽|删除|刪除/
// How many mails bounced, or when a subscription ends, is not whether somebody left.
const measures = /count|rate|score|number|次数|次數/
const ends = /\bend|expir|until|cancel|lapse|stop/
const links = /\b(?:url|link|token|hash)\b|链接|連結/
const asides =
  /\b(?:id|ip|source|plan|tier|level|form|page|referr?er|via|channel|campaign|location|country|name)\b|来源|來源|编号|渠道|姓名/
const otherMeans = /sms|phone|\bcalls?\b|fax|whatsapp|push|短信|电话|電話|微信/
const mail = /mail|邮|郵/

/** What a column says by its name, in lower case; nothing where it says nothing of who left. */
export function tellsOf(column: string): Tells | undefined {
  const name = column.slice(0, longestName).replace(/[_\-./]+/g, ' ')
  if (links.test(name) || (otherMeans.test(name) && !mail.test(name))) return undefined
  if (left.test(name) || leftAlone.test(name)) return measures.test(name) ? 'doubtful' : 'left'
  if (asides.test(name)) return undefined
  if (stays.test(name)) return ends.test(name) || measures.test(name) ? 'doubtful' : 'stays'
  if (status.test(name)) return 'status'
  return doubtful.test(name) ? 'doubtful' : undefined
}

/** In characters. */
const longestName = 200
