/** A run of text, slanted or not. */
export interface Words {
  text: string
  isEmphasised: boolean
}

const quoted = /《([^《》]{2,200})》|「([^「」]{2,200})」|“([^“”]{2,200})”|"([^"]{2,200})"/g
const longestTitle = 200
const longestText = 1000

/** The last title in quotation marks near the end of a text. */
export function quotedTitle(text: string): string | undefined {
  const titles = [...text.slice(-300).matchAll(quoted)]
  return titles
    .at(-1)
    ?.slice(1)
    .find(Boolean)
    ?.replace(/[.,，。]$/, '')
}

/** The title that a reference slants, as in `Jane, J. *Parsing*. 2024.`; words slanted for their weight have no marks around them. */
export function slantedTitle(words: readonly Words[]): string | undefined {
  if (words.every(({ text, isEmphasised }) => isEmphasised || !/[\p{L}\d]/u.test(text))) return undefined
  let before = ''
  for (const [at, { text, isEmphasised }] of words.entries()) {
    const isSetOff = /^$|[.,;:)\]，。；：）】]$/.test(before.trimEnd().slice(-1))
    const isEnded = /^(?:$|[.,(，。（])/.test((words[at + 1]?.text ?? '').trimStart())
    const title = text.trim()
    if (isEmphasised && isSetOff && isEnded && title.length > 1 && title.length <= longestTitle)
      return title.replace(/[.,，。]$/, '')
    before = text
  }
  return undefined
}

/** The title that stands before the first link of a line, else in the line above it, which has no link. */
export function workNamed(before: readonly Words[], above: readonly Words[]): string | undefined {
  if (before.some(({ text }) => text.trim() !== '')) return slantedTitle(before)
  const text = above.map(words => words.text).join('')
  return text.length > longestText ? undefined : (quotedTitle(text) ?? slantedTitle(above))
}
