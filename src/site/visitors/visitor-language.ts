import type { Context } from 'hono'
import { languageWithWords } from '../../mail/reader-language.ts'
import type { Language } from '../../posts/language.ts'

/** The language in which a page is written. */
export interface VisitorLanguage {
  language: Language
  /** Whether the pages that it leads to are in it too, whatever the browser says. */
  isChosen: boolean
}

/** The language that a visitor asks for: by `?lang=`, else by what the browser says, else that of the newsletter. */
export function visitorLanguage(c: Context, usual: Language): VisitorLanguage {
  const chosen = languageWithWords(c.req.query('lang'))
  const language = chosen ?? acceptedLanguage(c.req.header('Accept-Language') ?? '') ?? usual
  return { language, isChosen: chosen !== undefined }
}

// The first one that there are words for, of those that are wanted most.
function acceptedLanguage(header: string): Language | undefined {
  const wanted = header
    .slice(0, 500)
    .split(',')
    .map(part => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const weight = parameters.map(parameter => parameter.trim()).find(text => text.startsWith('q='))
      return { language: languageWithWords(tag.trim()), weight: weight ? Number(weight.slice(2)) : 1 }
    })
  return wanted
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .find(({ language }) => language)?.language
}
