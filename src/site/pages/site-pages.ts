import { languages } from '../../mail/reader-language.ts'
import { fillText } from '../../mail/template.ts'
import type { Language } from '../../posts/language.ts'
import type { SiteNewsletter } from '../site-newsletter.ts'
import type { VisitorLanguage } from '../visitors/visitor-language.ts'
import { languageNames, type PageWords, pageWords } from '../words/page-words.ts'
import { forEverybody, forOnePerson, pagePolicy } from './page-headers.ts'
import { type PageName, type PageTemplates, templateNamed } from './page-templates.ts'
import type { SitePlaces } from './site-places.ts'

/** One page, before it is written. */
export interface Page extends VisitorLanguage {
  name: PageName
  /** The word that is its title. */
  title: keyof PageWords
  status?: number
  /** What its template may show besides the frame. */
  view?: object
  headers?: Record<string, string>
  /** For how many seconds anybody may keep it; without it, it is for one person alone. */
  publicFor?: number
  /** Where it is in other languages. */
  path?: string
}

/** Writes the pages of one newsletter. */
export class SitePages {
  readonly #newsletter: SiteNewsletter
  readonly #templates: PageTemplates
  readonly places: SitePlaces
  readonly #policy: string

  constructor(newsletter: SiteNewsletter, templates: PageTemplates, places: SitePlaces) {
    this.#newsletter = newsletter
    this.#templates = templates
    this.places = places
    const { logo } = newsletter.theme
    this.#policy = pagePolicy(logo ? [newsletter.logo ? "'self'" : new URL(logo.src).origin] : [])
  }

  words(language: Language): PageWords {
    return pageWords(language, this.#newsletter.name)
  }

  /** A page as a response. */
  respond({ status = 200, publicFor, headers, ...page }: Page): Response {
    const kept =
      publicFor === undefined ? forOnePerson : { ...forEverybody(publicFor), Vary: 'Accept-Language' }
    return new Response(this.#write(page, publicFor === undefined), {
      status,
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Language': page.language,
        'Content-Security-Policy': this.#policy,
        ...kept,
        ...headers,
      },
    })
  }

  #write({ name, language, isChosen, title, view = {}, path }: Page, isPrivate: boolean): string {
    const words = this.words(language)
    const { homeUrl, subscribeUrl, archiveUrl, feedUrl, styleUrl } = this.places
    const { address, contact = '' } = this.#newsletter
    const kept = (url: string) => (isChosen && url !== '' ? `${url}?lang=${language}` : url)
    const urls = {
      homeUrl: kept(homeUrl),
      archiveUrl: kept(archiveUrl),
      subscribeUrl: kept(subscribeUrl),
      feedUrl,
    }
    const frame = { language, words, ...urls, name: this.#newsletter.name, address, contact }
    const heading = words[title]
    const bodyHtml = fillText(templateNamed(this.#templates, name), { ...frame, heading, ...view })
    const others = path === undefined ? [] : languages.filter(other => other !== language)
    return fillText(templateNamed(this.#templates, 'layout'), {
      ...frame,
      title: heading.includes(frame.name) ? heading : `${heading} · ${frame.name}`,
      isPrivate,
      styleUrl,
      logo: this.#logo(),
      languages: others.map(code => ({ code, name: languageNames[code], url: `${path}?lang=${code}` })),
      bodyHtml,
    })
  }

  #logo(): { src: string; width: number } | undefined {
    const { theme, logo: file } = this.#newsletter
    return theme.logo && { src: file ? this.places.logoUrl : theme.logo.src, width: theme.logo.width }
  }
}
