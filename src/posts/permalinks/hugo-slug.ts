const allowed = /[\p{L}\p{M}\p{Nd}./\\_#+~@-]/u

/** Text as Hugo writes it into paths: letters, digits and `./\_#+~@-` stay, spaces become one `-`. */
export function hugoSlug(text: string, isLowerCase: boolean): string {
  let slug = ''
  let isSpaced = false
  let afterHyphen = false
  for (const character of text) {
    if (allowed.test(character)) {
      const isHyphen = character === '-'
      if (isSpaced && !isHyphen) slug += '-'
      slug += character
      isSpaced = false
      afterHyphen = isHyphen
    } else if (slug !== '' && /\s/.test(character) && !afterHyphen) isSpaced = true
  }
  return isLowerCase ? slug.toLowerCase() : slug
}

/** Text that stands for a word of a pattern: Hugo reads it as a query there, so that `+` is a space. */
export function hugoWord(text: string, isLowerCase: boolean): string {
  const slug = hugoSlug(text, isLowerCase)
  return (slug.endsWith('#') ? slug.slice(0, -1) : slug).replaceAll('+', ' ')
}
