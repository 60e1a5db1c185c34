import { simplified } from '../simplified.ts'

const names =
  /^(?:参考|参考(?:资料|文献|链接|连接|连结|文章|内容|来源|阅读|书目)|引用|引用来源|资料来源|数据来源|信息来源|消息来源|来源|来源链接|出处|原文|原文链接|延伸阅读|扩展阅读|拓展阅读|references?|refs|bibliography|works cited|citations|sources?|source links?|further reading|reference links?|reference materials?)$/i
const strongNames = /^(?:sources?|source links?|来源|来源链接|信息来源|消息来源|出处|原文|原文链接)$/i
const longest = 60

/** True for a heading or label such as `参考资料`, `六、参考与引用` and `References:`. */
export const namesReferences = (text: string): boolean =>
  partsOf(text).length > 0 && partsOf(text).every(part => names.test(part))

/** True for one that tells where a story comes from, such as `来源` and `Sources`. */
export const namesSources = (text: string): boolean =>
  partsOf(text).some(part => strongNames.test(part)) && namesReferences(text)

function partsOf(text: string): string[] {
  if (text.length > longest) return []
  return simplified(text)
    .replace(/^(?:附录|appendix)?[\s\d.一二三四五六七八九十、:：#*（()）]*/i, '')
    .replace(/^[^\p{L}]+|[\s:：*）)]+$/gu, '')
    .split(/\s*(?:与|和|及|、|\/|&|\band\b)\s*/i)
    .filter(part => part !== '')
}
