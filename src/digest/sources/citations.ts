import type { RootContent } from 'mdast'
import { isAdvert } from './adverts.ts'
import { behindLabel, isReferenceLine, isSourceLine } from './credit-lines.ts'
import { type Footnotes, linksOfFootnotes } from './footnotes.ts'
import type { Line, LineLink } from './line.ts'
import { articlesAmong, eachOnce, linksBehind, linksOfReference, linksWithin } from './named-links.ts'
import { type Passage, passagesOf } from './passages.ts'
import { namesReferences, namesSources } from './references.ts'
import type { Source } from './source.ts'
import { webAddress } from './web-address.ts'

/** What a text cites. */
export interface Citations {
  /** In their order, each page once. */
  sources: readonly Source[]
  /** A label such as `Source:` tells where the text comes from; references and footnotes alone tell only what to read. */
  isRetold: boolean
}

interface Cited {
  links: readonly LineLink[]
  isRetold: boolean
}

/** What some blocks cite: behind labels, in lists of references, in footnotes. */
export function citationsIn(
  blocks: readonly RootContent[],
  footnotes: Footnotes,
  passages = passagesOf(blocks),
): Citations {
  const cited = [
    ...new Reading(passages).cited(),
    { links: linksOfFootnotes(blocks, footnotes), isRetold: false },
  ]
  return {
    sources: eachOnce(cited.flatMap(({ links }) => articlesAmong(links))),
    isRetold: cited.some(({ links, isRetold }) => isRetold && links.some(({ url }) => webAddress(url))),
  }
}

/** One way through the passages of a text: a label may stand above the links that it names. */
class Reading {
  readonly #passages: readonly Passage[]
  /** The heading of references that a passage stands under. */
  #references: { depth: number; isRetold: boolean } | undefined
  /** The depth of the heading of adverts that a passage stands under. */
  #advert: number | undefined
  /** A label stood alone in its line. */
  #label: { isRetold: boolean } | undefined

  constructor(passages: readonly Passage[]) {
    this.#passages = passages
  }

  cited(): Cited[] {
    return this.#passages.flatMap(passage => {
      if (passage.kind === 'heading') return this.#enter(passage)
      if (this.#advert !== undefined) return []
      const cited = passage.lines.map(line => this.#citedIn(line, passage.kind === 'list'))
      if (cited.some(({ links }) => links.length > 0)) this.#label = undefined
      return cited
    })
  }

  #enter({ depth, lines }: Passage): Cited[] {
    const title = lines[0]?.text ?? ''
    this.#label = undefined
    if (this.#advert === undefined || depth <= this.#advert)
      this.#advert = isAdvert(title) ? depth : undefined
    if (this.#references && depth > this.#references.depth) return []
    this.#references = namesReferences(title) ? { depth, isRetold: namesSources(title) } : undefined
    return []
  }

  #citedIn(line: Line, isItem: boolean): Cited {
    if (this.#references)
      return { links: linksOfReference(line, !isItem), isRetold: this.#references.isRetold }
    if (isLabelAlone(line)) this.#label = { isRetold: isSourceLine(line.text) || namesSources(line.text) }
    else if (this.#label && line.links.length > 0)
      return { links: linksOfReference(line), isRetold: this.#label.isRetold }
    else if (!isItem) this.#label = undefined
    if (isSourceLine(line.text)) return { links: linksBehind(line), isRetold: true }
    if (isReferenceLine(line.text)) return { links: linksBehind(line), isRetold: false }
    const links = linksWithin(line)
    return { links, isRetold: links.some(({ before }) => !isReferenceLine(before.trim())) }
  }
}

/** True for a line that only names what the next lines or the next list have. */
export const isLabelAlone = ({ text, links }: Line): boolean =>
  links.length === 0 &&
  (namesReferences(text) || ((isSourceLine(text) || isReferenceLine(text)) && behindLabel(text) === ''))
