import { usualChinese, usualJapanese, usualKorean } from './usual-letters.ts'

type Text = AsyncIterable<string>

/** Letters that are enough to tell. */
const enough = 20_000

/**
 * Whether a text that was decoded from GB18030 is what was written. Nearly any bytes can be decoded so: names in Big5
 * or EUC-KR become others, of letters that names are not made of. `others` are the same text decoded from EUC-KR and EUC-JP.
 */
export async function isLikelyChinese(
  text: Text,
  others: { korean: Text; japanese: Text },
): Promise<boolean> {
  const share = await shareOf(letter => usualChinese.has(letter) || isUnmistakable(letter), text)
  if (share < 0.5 || share < (await shareOf(letter => usualKorean.has(letter), others.korean))) return false
  return share >= (await shareOf(isUsualInJapan, others.japanese))
}

/** Whether a piece of a text has letters that nobody writes: GB18030 has room for them, where Big5 has names. */
export const hasPrivateLetters = (piece: string): boolean => /[\p{Co}\p{Cn}]/u.test(piece)

/** Of the letters that are no ASCII, how many are usual; 0 for a text that cannot be decoded, and 1 for none. */
async function shareOf(isUsual: (letter: string) => boolean, text: Text): Promise<number> {
  let [letters, known] = [0, 0]
  try {
    for await (const piece of text) {
      for (const letter of piece.match(counted) ?? []) {
        letters += 1
        if (isUsual(letter)) known += 1
      }
      if (letters >= enough) break
    }
  } catch (error) {
    if (error instanceof TypeError) return 0
    throw error
  }
  return letters === 0 ? 1 : known / letters
}

// Letters, and the frames of boxes that Big5 names turn into; wide forms and signs stand in every Chinese text.
const counted = /(?![\0-\x7f\uff01-\uff5e])[\p{L}\p{M}\u2500-\u259f]/gu

const isUsualInJapan = (letter: string): boolean =>
  usualJapanese.has(letter) || /[\u3040-\u30ff]/.test(letter)

// GB18030 writes them with four bytes, which no other encoding has in a row.
const isUnmistakable = (letter: string): boolean => /[\u3400-\u4dbf\u{20000}-\u{3ffff}]/u.test(letter)
