import { attributeEdits, type Edit, withEdits } from './edits.ts'
import { attributeOf, htmlTokens } from './html-tokens.ts'

const reaching = /\b(?:preconnect|dns-prefetch|prefetch|preload|modulepreload|prerender)\b/i

/** HTML without the links that open connections ahead of need: no content policy keeps a browser from them. */
export function withoutPreconnect(html: string): string {
  return withEdits(html, [...linkEdits(html)])
}

function* linkEdits(html: string): Generator<Edit> {
  for (const token of htmlTokens(html))
    if (token.kind === 'open' && token.name === 'link' && reaching.test(attributeOf(token, 'rel') ?? ''))
      yield* attributeEdits(token, new Map([['rel', undefined]]))
}
