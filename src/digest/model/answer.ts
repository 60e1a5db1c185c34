import { parseMarkdown, plainText } from '../../posts/markdown/markdown.ts'
import { languageOfText } from '../../posts/script.ts'
import { refersBack } from '../summaries/back-reference.ts'
import { inventedIn } from './faithful.ts'
import { lettersOf, type Original } from './original.ts'
import type { SummaryLanguage, SummaryLength } from './prompt.ts'
import { fold } from './words.ts'

/** What a model was asked for. */
export interface Wanted {
  title: string
  language: SummaryLanguage
  length: SummaryLength
  original: Original
}

/** A summary that can be used, or why it cannot. */
export type Verdict = { summary: string } | { refused: string }

const longestAnswer = 4000
/** In characters: half a sentence says nothing, and a third more than was asked for is no summary. */
const bounds = {
  zh: { least: 8, short: 80, normal: 160, detailed: 320 },
  en: { least: 20, short: 240, normal: 480, detailed: 900 },
}
const label = /^(?:\*\*)?(?:summary|tl;?dr|摘要|总结|總結|概要)(?:\*\*)?\s*[:：]\s*(?:\*\*)?/i
const chatter =
  /^(?:sorry|i['’]?m sorry|i am sorry|i apologi[sz]e|i can['’]?t|i cannot|i['’]m unable|as an ai|sure|certainly|of course|here(?:['’]s| is| are)|okay|抱歉|对不起|對不起|很抱歉|我无法|我無法|无法提供|無法提供|作为(?:一个|一名)?\s?(?:ai|人工|语言)|作為(?:一個|一名)?\s?(?:ai|人工|語言)|以下是|好的|当然|當然)/i
const sentenceEnd = /[.!?。！？…]["'”’」』）)]{0,3}$/

/** Reads what a model answered: plain text in the language of the post that says nothing which the post does not name. */
export function readAnswer(answer: string, wanted: Wanted): Verdict {
  const text = withoutWrapping(withoutThoughts(answer))
  if (text === '') return { refused: 'it is empty' }
  if (text.length > longestAnswer) return { refused: `it has ${text.length} characters` }
  const summary = plainSentences(text)
  if (summary === undefined) return { refused: 'it has links, lists or other markup' }
  const problem = problemOf(summary, wanted)
  if (problem !== undefined) return { refused: problem }
  const [invented] = inventedIn(summary, wanted.original, wanted.language)
  return invented === undefined
    ? { summary }
    : { refused: `"${invented.slice(0, 60)}" does not occur in the post` }
}

function problemOf(summary: string, { title, language, length, original }: Wanted): string | undefined {
  const { least, [length]: most } = bounds[language === 'en' ? 'en' : 'zh']
  if (chatter.test(summary)) return 'it is no summary, but talks to the reader'
  if (lettersOf(fold(summary)) === lettersOf(fold(title))) return 'it is the title'
  if (summary.length >= bounds.zh.least && !isIn(language, summary)) return `it is not in ${language}`
  const foreign = foreignIn(summary, language, original)
  if (foreign !== undefined) return `it mixes languages: "${foreign.slice(0, 60)}"`
  if (refersBack(summary)) return 'it opens with a word that refers to a text before'
  if (summary.length < least || summary.length > most)
    return `it has ${summary.length} characters, of ${least} to ${most}`
  return sentenceEnd.test(summary) ? undefined : 'it ends within a sentence'
}

const foreignWords = {
  zh: /[a-z]+(?:[\s,'’-]{1,3}[a-z]+){6,}/giu,
  en: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu,
}

/** Words of another language that do not stand in the post: Chinese ones in English, half a sentence in Chinese. */
function foreignIn(text: string, language: SummaryLanguage, { letters }: Original): string | undefined {
  const found = text.match(foreignWords[language === 'en' ? 'en' : 'zh']) ?? []
  return found.find(words => !letters.includes(lettersOf(fold(words))))
}

// A model that thinks aloud puts the answer behind its thoughts; one that was cut off there has not answered.
function withoutThoughts(answer: string): string {
  const end = answer.lastIndexOf('</think>')
  if (end >= 0) return answer.slice(end + '</think>'.length)
  const start = answer.indexOf('<think>')
  return start < 0 ? answer : answer.slice(0, start)
}

function withoutWrapping(answer: string): string {
  const text = answer
    .replace(/[^\P{C}\n\r\t\u200D]/gu, '')
    .trim()
    .replace(label, '')
    .trim()
  const [, inner] =
    /^(?:"([^"]*)"|“([^“”]*)”|「([^「」]*)」)$/.exec(text)?.filter(part => part !== undefined) ?? []
  return (inner ?? text).trim()
}

const plainKinds = new Set(['text', 'emphasis', 'strong', 'inlineCode', 'break'])

/** One paragraph without its emphasis; nothing for a text that is more, or less. */
function plainSentences(text: string): string | undefined {
  const [paragraph, ...others] = parseMarkdown(text).children
  if (paragraph?.type !== 'paragraph' || others.length > 0) return undefined
  const isPlain = paragraph.children.every(
    child =>
      plainKinds.has(child.type) &&
      (!('children' in child) || child.children.every(inner => inner.type === 'text')),
  )
  return isPlain ? plainText(paragraph) : undefined
}

function isIn(language: SummaryLanguage, text: string): boolean {
  const found = languageOfText(text)
  if (language === 'en')
    return found === 'en' || found === 'und-Latn' || (!found && /^[^\p{Script=Han}]*$/u.test(text))
  // What could be either counts as simplified; one traditional character decides it the other way.
  return language === 'zh-CN' ? found === 'zh-CN' : languageOfText(`${text}這`) === 'zh-TW'
}
