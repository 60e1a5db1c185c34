import { isCommonWord } from './common-words.ts'
import type { Original } from './original.ts'
import { fold } from './words.ts'

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })

/** Words that hold a sentence together, and characters that stand before and behind others: no part of a name. */
const particles = new Set(
  '的了在是和与與及或而但也都就还還又再将將把被让讓给給对對为為从從到向于於以因由按可能会會要应應不没沒无無非很更最太较較多少大小新旧舊好高低快慢全各每某该該此其之者们們所上下中内內外前后後里裡间間时時年月日天次个個种種项項款家位名条條类類等并並若如则則且即使用做作有无得着著过過来來去出入进進看说說讲講谈談问問读讀写寫学學想需至超近约約达達成其用性化度率型式级級量数數值点點面方法件部分层層端',
)
/** What a name ends in: with the word before it, it has to stand in the post. */
const endings =
  /^(公司|有限公司|科技|大学|大學|集团|集團|学院|學院|研究院|研究所|实验室|實驗室|银行|銀行|基金会|基金會|先生|女士|教授|博士|老师|老師|部门|部門|市|省|县|國|国)$/
const speaking = /^(表示|宣布|宣佈|指出|认为|認為|透露|强调|強調|警告|呼吁)$/
const anybody =
  /^(作者|文章|本文|报告|報告|研究|人员|人員|官方|公司|专家|專家|团队|團隊|社区|社區|人士|并|並|还|還|也|正式|共同|他|她|他们|文中|已|将|將)$/

const surnames = new Set(
  '王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱郭何罗羅宋郑鄭谢謝韩韓唐冯馮董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范石姚谭譚廖邹鄒熊陆陸郝孔崔康毛邱秦江史顾顧侯邵孟龙龍段雷钱錢汤湯尹黎易武乔喬贺賀赖賴龚龔梁林马馬',
)
const numeral = /^[零〇一二三四五六七八九十百千万亿两兩萬億]+[个個家名位款項项人台年月日号號次天周倍成]?$/

interface Part {
  text: string
  /** Whether the part before it stands right beside it. */
  isBeside: boolean
  /** Made of single characters that are no words. */
  isLoose: boolean
}

/**
 * The words of Chinese characters in a summary that may be names and do not stand in the post: all but common words and
 * numerals. Single characters side by side, into which unknown names fall apart, count as one word.
 */
export function strangeHanIn(summary: string, original: Original): string[] {
  const parts = partsOf(fold(summary))
  return parts.flatMap((part, at) => {
    const { text, isBeside } = part
    if (!isKnown(text, original)) return [text]
    const after = parts[at + 1]
    if (surnames.has(text) && after?.isBeside && !isKnown(text + after.text.charAt(0), original))
      return [text + after.text]
    const before = isBeside ? parts[at - 1]?.text : undefined
    if (before === undefined || original.text.includes(before + text)) return []
    if (endings.test(text) && !isParticle(before)) return [before + text]
    return speaking.test(text) && !anybody.test(before) && !original.text.includes(before) ? [before] : []
  })
}

// One character says nothing; any other word has to be common, or the post's.
const isKnown = (text: string, original: Original): boolean =>
  text.length === 1 || original.text.includes(text) || isCommonWord(text) || numeral.test(text)

const isParticle = (text: string): boolean => text.length === 1 && particles.has(text)

function partsOf(text: string): Part[] {
  const parts: Part[] = []
  let end = -1
  for (const { segment, index } of segmenter.segment(text)) {
    if (!/^\p{Script=Han}+$/u.test(segment)) continue
    const last = parts.at(-1)
    const isBeside = index === end
    const isLoose = segment.length === 1 && !particles.has(segment)
    if (isBeside && isLoose && last?.isLoose) last.text += segment
    else parts.push({ text: segment, isBeside, isLoose })
    end = index + segment.length
  }
  return parts
}
