// Marks of direction and spaces without width; what is turned round by them reads as something else.
const invisible = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF\uFFFC]/g

// A family is several people joined; Persian and the scripts of India need joiners within words, and ours do not.
const letter =
  '[[\\p{L}\\p{M}]--[\\p{sc=Latin}\\p{sc=Greek}\\p{sc=Cyrillic}\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}]]'
const emoji = '\\p{Extended_Pictographic}'
const joining = [
  `(?<=[${emoji}\\p{Emoji_Modifier}\\uFE0F])\\u200D(?=${emoji})`,
  `(?<=${letter})[\\u200C\\u200D](?=${letter})`,
]
const joiner = new RegExp(`(${joining.join('|')})|[\\u200C\\u200D]`, 'gv')

/** A text without characters that show nothing or turn its direction; joiners stay where emoji or letters are joined by them. */
export const withoutInvisible = (text: string): string => text.replace(invisible, '').replace(joiner, '$1')
