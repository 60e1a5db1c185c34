const known = new Map<string, string | undefined>()
/** How many spellings are remembered: a list has few, and whoever writes a file must not fill the memory. */
const mostKnown = 1000

/** The BCP 47 tag of a cell such as `zh-CN` or `zh_CN`; nothing for any other text. */
export function readLanguage(cell: string): string | undefined {
  const written = cell.trim()
  if (known.has(written)) return known.get(written)
  const language = canonicalLanguage(written)
  if (known.size < mostKnown && written.length <= longestTag) known.set(written, language)
  return language
}

/** In characters; RFC 5646 asks for room for 35. */
const longestTag = 35

function canonicalLanguage(written: string): string | undefined {
  // Words such as "English" have the form of a tag as well.
  if (written.length > longestTag || !/^[a-z]{2,3}([-_]|$)/i.test(written)) return undefined
  try {
    return Intl.getCanonicalLocales(written.replaceAll('_', '-'))[0]
  } catch {
    return undefined
  }
}
