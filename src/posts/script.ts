/** A text in Latin letters whose language cannot be told. */
export const unknownLatin = 'und-Latn'

const sampleLength = 600
const latinSampleLength = 300
const fewLetters = 40
const fencedCode = /^ {0,3}(```|~~~)[^\n]*\n(?:[^\n]*\n){0,200}? {0,3}\1/gm

const addresses = /\]\([^()\s]{0,500}\)|https?:\/\/[^\s)>\]]{1,500}|^import [^\n]*$/gm

// Characters that one of the two ways of writing Chinese has and the other has not, among the most frequent ones.
const traditional =
  '這個們時說國會來對為開發學習與電腦資訊體經過還後動點麼應該從員無內實現問題種業將關於長見頭機'
const simplified =
  '这个们时说国会来对为开发学习与电脑资讯体经过还后动点么应该从员无内实现问题种业将关于长见头机'

const firstHan = 0x3400
const lastHan = 0x9fff
/** 1 for a traditional character, 2 for a simplified one, by code. */
const wayOfWriting = new Uint8Array(lastHan - firstHan + 1)
for (const character of traditional) wayOfWriting[character.charCodeAt(0) - firstHan] = 1
for (const character of simplified) wayOfWriting[character.charCodeAt(0) - firstHan] = 2

/** The language of a text by its script, a few characters of code aside; nothing for a text of too few letters to tell. */
export function languageOfText(text: string): string | undefined {
  const sample = sampleOf(text)
  const counts = countScripts(sample)
  const { han, kana, hangul, cyrillic, other, latin } = counts
  const letters = (han + kana + hangul) * 3 + cyrillic + other + latin
  if (letters < fewLetters) return han > 3 ? chinese(counts) : undefined
  if (han * 10 > latin && kana * 10 < han) return chinese(counts)
  if (kana * 10 > latin) return 'ja'
  if (hangul * 3 > latin) return 'ko'
  if (cyrillic * 2 > latin) return 'ru'
  return other * 2 > latin ? undefined : latinLanguageOf(sample.slice(0, latinSampleLength))
}

const english = new Set(['the', 'of', 'and', 'to', 'for', 'that', 'with', 'this'])
// Of these words one language has many, and those after it few.
const frequentWords: readonly [language: string, words: ReadonlySet<string>][] = [
  ['en', english],
  ['es', new Set(['el', 'los', 'las', 'para', 'una', 'con', 'del', 'por', 'y'])],
  ['pt', new Set(['não', 'uma', 'com', 'os', 'do', 'da', 'para', 'em', 'um'])],
  ['fr', new Set(['les', 'des', 'est', 'une', 'dans', 'et', 'le', 'du', 'pour'])],
  ['de', new Set(['und', 'der', 'die', 'das', 'ist', 'nicht', 'ein', 'eine', 'mit'])],
  ['it', new Set(['che', 'della', 'per', 'non', 'il', 'di', 'sono', 'con', 'una'])],
  ['vi', new Set(['và', 'của', 'là', 'các', 'có', 'được', 'cho', 'không', 'một'])],
]

const fewWords = 8

/** Of a text in Latin letters: the language that has its frequent words, where every twentieth word is one of them. */
function latinLanguageOf(text: string): string {
  const lower = text.toLowerCase()
  // Most texts are in English, and need no more than this.
  if (isOften(english, lower.split(' '))) return 'en'
  const words = lower.split(/[^\p{L}]+/u)
  return frequentWords.find(([, frequent]) => isOften(frequent, words))?.[0] ?? unknownLatin
}

const isOften = (frequent: ReadonlySet<string>, words: readonly string[]): boolean =>
  words.length >= fewWords && words.filter(word => frequent.has(word)).length * 20 > words.length

// Most posts have no code near their start.
function sampleOf(text: string): string {
  const start = text.slice(0, sampleLength * 2)
  const prose = /```|~~~/.test(start) ? start.replace(fencedCode, '') : start
  return (/:\/\/|\]\(|^import /m.test(prose) ? prose.replace(addresses, ' ') : prose).slice(0, sampleLength)
}

interface Counts {
  han: number
  kana: number
  hangul: number
  cyrillic: number
  other: number
  latin: number
  traditional: number
  simplified: number
}

// Code by code: a regular expression over scripts takes longer here than the rest of reading a post.
function countScripts(sample: string): Counts {
  const counts = {
    han: 0,
    kana: 0,
    hangul: 0,
    cyrillic: 0,
    other: 0,
    latin: 0,
    traditional: 0,
    simplified: 0,
  }
  for (let at = 0; at < sample.length; at += 1) {
    const code = sample.charCodeAt(at)
    if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) counts.latin += 1
    else if (code < 0xc0) continue
    else if (code >= firstHan && code <= lastHan) {
      counts.han += 1
      const way = wayOfWriting[code - firstHan]
      if (way === 1) counts.traditional += 1
      else if (way === 2) counts.simplified += 1
    } else if (code < 0x250) counts.latin += 1
    else if (code >= 0x3041 && code <= 0x30ff) counts.kana += 1
    else if (code >= 0xac00 && code <= 0xd7a3) counts.hangul += 1
    else if (code >= 0x400 && code <= 0x52f) counts.cyrillic += 1
    else if (code >= 0x370 && code <= 0x1fff) counts.other += 1
  }
  return counts
}

const chinese = (counts: Counts): string => (counts.traditional > counts.simplified ? 'zh-TW' : 'zh-CN')
