const special = /[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'<>,.?/]+/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: Hexo drops them
const control = /[\u0000-\u001f]/g
const accented = /[\u00c0-\u024f\u1e00-\u1eff\u24b6-\u24e9\uff21-\uff3a\uff41-\uff5a]/g
const letters: Record<string, string> = {
  ß: 's',
  ẞ: 'S',
  Æ: 'AE',
  æ: 'ae',
  Ø: 'O',
  ø: 'o',
  Œ: 'OE',
  œ: 'oe',
  Đ: 'D',
  đ: 'd',
  Ł: 'L',
  ł: 'l',
}

/** Text as Hexo writes it into addresses: no accents, `-` for spaces and signs; `letterCase` 1 is lower, 2 is upper. */
export function hexoSlug(text: string, letterCase: string): string {
  const slug = text
    .replace(accented, letter => letters[letter] ?? letter.normalize('NFKD').replace(/[\u0300-\u036f]/g, ''))
    .replace(control, '')
    .replace(special, '-')
    .replace(/^-|-$/g, '')
  if (letterCase === '1') return slug.toLowerCase()
  return letterCase === '2' ? slug.toUpperCase() : slug
}
