import { simplified } from '../simplified.ts'
import { inOrder, likeness } from './ranking/best-sentences.ts'
import type { RankedSentence } from './ranking/ranker.ts'
import { isChinese } from './words.ts'

const most = 3
/** A post with fewer sentences or sections is told by its summary. */
const fewest = { sentences: 20, sections: 3 }
const mostLikeness = 0.3
/** In characters of Chinese and words of other text. */
const longest = { characters: 70, words: 28 }
/** The share of the sentences of a post, from the best down, that a point is among. */
const amongBest = 0.2

// There are rules for Chinese and English only.
const english = /\b(?:the|of|and|is|are|to|with|by)\b/

const statement = /(?<!\s)[.。!！]["'”’」』）)\]]*$/
const aside =
  /[?？《]|^(?:注|总结|注意)[:：]|^(?:备注|补充|坦言|不可免俗|由于\S{0,20}时间|身边|选择|打开|双击|右上角|左|可以看[出到]|["“‘「『])|清单 ?\d|(?:结束|告一段落)[。.]$|(?:例如|比如|如图|如下|下图|上图|代码|示例|感谢|欢迎|点击|参考|详见|我|前面|上文|接下来|进一步|下一[步节章]|[请您你]|以下|上述|(?:执行|运行|输入|使用|添加|创建)[^，。]{0,40}命令|突出的|一件事|展开|这里|详细介绍|本(?:文|报告|章|节))|[\u3040-\u30FF]|\b(?:for example|e\.g\.|figure|screenshot|below|above|click|thanks?|check out|let[’']s|consider|following|this|these|tl;?dr|note that|i|my|me|we|our|us|you|your|instead|see|another|run|type|next|previous(?:ly)?|earlier)\b|https?:/i

/** Up to three sentences, each of a section of its own, that say what the summary does not; none where they add nothing. */
export function keyPointsOf(
  ranked: readonly RankedSentence[],
  summary: readonly RankedSentence[],
): RankedSentence[] {
  const sections = new Set(ranked.map(({ candidate }) => candidate.section))
  if (ranked.length < fewest.sentences || sections.size < fewest.sections) return []
  const points: RankedSentence[] = []
  for (const sentence of ranked.slice(0, amongBest * ranked.length)) {
    const told = [...summary, ...points]
    const isNew =
      told.every(other => likeness(other, sentence) < mostLikeness) &&
      told.every(({ candidate }) => candidate.section !== sentence.candidate.section)
    if (points.length === most) break
    if (isNew && isPoint(sentence)) points.push(sentence)
  }
  return points.length < 2 ? [] : inOrder(points)
}

function isPoint({ candidate: { text, length, kind, place } }: RankedSentence): boolean {
  const { characters, words } = length
  const isShort = isChinese(length)
    ? characters + 2 * words <= longest.characters
    : words <= longest.words && english.test(text)
  return (
    isShort &&
    place === 0 &&
    kind !== 'quote' &&
    kind !== 'note' &&
    statement.test(text) &&
    !aside.test(simplified(text))
  )
}
