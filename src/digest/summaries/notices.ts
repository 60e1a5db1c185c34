import { simplified } from '../simplified.ts'

/** What is said to the reader beside the text: greetings, advertisements, where to go, who writes. */
const chinese =
  /^(?:大家好|各位|你好|您好|欢迎|感谢|谢谢|致谢|我是|我叫|敬请|版权|转载请|扫码|目录$|P\.?S\.?\s?[:：])|^\S{1,8}[:：](?:大家好|首先感谢|谢谢)|^(?:就职|任职|毕业)于|^(?:现任|曾任)|(?:关注|联系|加入|扫描|添加|搜索|回复).{0,14}(?:公众号|微信|讨论群|交流群|钉钉群?|二维码|社群|群聊)|首发于|请(?:参阅|参见)|下一(?:个|篇|章|节|系列|期)(?:教程|文章|博客|中|里|，)|系列(?:文章)?之一[。.]?$|原文链接|视频回放|请访问|下载地址|(?:推荐|建议)(?:你|您|大家)?阅读|(?:有|感)兴趣的(?:话|读者|朋友|同学|小伙伴)|欢迎(?:大家)?(?:向|在|来|留言|订阅|投稿|关注|加入|提交|star|参与|报名|扫码)|留言提问|点击\S{0,8}(?:阅读|关注|观看|查看)|本(?:文|篇|系列)\S{0,6}(?:属于|是)\S{0,30}(?:系列|专栏|连载)的?第|系列教程的?第/i
const english =
  /^(?:안녕|привет|здравствуй|добро пожаловать|مرحبا|こんにちは|皆さん)|^(?:hi|hello|hey|dear|greetings|welcome|thanks|thank you|interested in|P\.?S\.?:|looking for|happy \w+day)\b|^(?:my name is|i am an?|i[’']m an?)\b|\b(?:subscribe to|follow us|follow me|join (?:our|us on|the) (?:slack|discord|community|newsletter|mailing)|sign up for|read more|click here|all rights reserved|stay tuned|don[’']t forget to)\b|^this (?:post|article) is (?:part|the \w+ (?:post|article|part))\b/i

const invitation =
  /^在(?:介绍|讲解?|讨论|深入|正式)\S{0,30}之?前，|可以?跳过[这本]|(?:进入|跳到|阅读)下一[章节篇]|^(?:免责声明|声明)[:：]|^disclaimers?\b|转载自|图源|^[▲△]|^\d{4}年?加入|^\[.{0,40}\d{4}年|^(?:Update|更新)[\s(（]{0,2}\d{4}|^in (?:the|our|my) (?:previous|last|earlier) (?:blog )?(?:post|article|part)\b|\b(?:is|was) brought to you by\b|^this (?:(?:week|month|year)[’']s )?(?:blog )?(?:post|article|issue|edition|newsletter|update|report|story|digest|text) (?:is|was|has been) (?:\w+ )?(?:written|put together|compiled|edited|authored|prepared|curated|co-?written|translated)(?: \w+)? by\b|本[文篇期]\S{0,2}由.{1,24}(?:撰写|翻译|编译|编写|校对|审校|供稿|编辑)|本[文篇]作者\S{1,10}[，,]|^\S{2,8}是\S{0,20}(?:工程师|架构师|研究员|产品经理|技术总监|布道师)[，。]|^come and (?:work|join)\b|\bcheck (?:it|them|this|that) out\b|图\s?\d+\s?(?:显示|展示|描述|所示|是)|^(?:\S{2,4}\s)?\S{2,12}(?:高级|资深)?技术专家[，,]|拉到.{0,40}(?:部分|末尾)|(?:本文|全文)\S{0,3}\s?\d+\s?字|阅读\S{0,6}\s?\d+\s?分钟|^(?:备注|前情提要)[:：]|\b(?:make|open|send|submit|file) (?:a |an )?(?:pull request|PR|issue)\b|\b(?:let us know|reach out to|get in touch|contact us)\b|\S@\S+\.\w|^(?:have|did|do|are|would) you\b.{0,200}\?|^special thanks\b|(?:和|与|跟)我们(?:一起|一同)(?:参加|来)|参加我们|^(?:you can |to )?(?:find out|learn|read) more\b|^interested in\b|^(?:join|meet|see) us\b|^(?:注|编者注|译者注|(?:作者|讲师|嘉宾|译者)(?:介绍|简介))\s?[:：]|本(?:篇|文)作者\s?(?:[:：是]|\S{1,8}[。.]?$)/i

// `Jane Doe: We are…` is an answer in an interview.
const answer =
  /^(?:Q|A|问|答)\s?[:：]|^(?:\p{Lu}[\p{L}.]*(?:\s\p{Lu}[\p{L}.]*){0,2})\s?[:：]\s*(?:I|I[’']\w+|We|We[’']\w+|My|Our|Yes|No|Well|So|我们?|是的|对)(?![\p{L}])/u

/** True for a sentence that speaks to the reader of something else than the post. */
export const isNotice = (sentence: string): boolean =>
  [chinese, english, answer].some(pattern => pattern.test(simplified(sentence)))

/** True for a sentence that only tells its reader where to go, or who wrote it. */
export const isInvitation = (sentence: string): boolean => invitation.test(simplified(sentence))
