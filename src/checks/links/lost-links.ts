import { visit } from 'unist-util-visit'
import { parseMarkdown, plainText } from '../../posts/markdown/markdown.ts'
import { checkNamed, type Found, quote, warning } from '../found.ts'
import { textsOf } from '../issue-origin.ts'

/** Links of an issue that its mail cannot have, so that only their words stand there: to nowhere, or to a place in a page. */
export const lostLinks = checkNamed('lost-links', ({ origin }): Found[] => {
  if (!origin) return []
  return textsOf(origin.issue)
    .filter(text => text.includes(']('))
    .flatMap(linksToNowhere)
    .map(({ text, url }) =>
      warning(
        `The link ${quote(text)} leads ${url === '' ? 'nowhere' : `to ${quote(url)}, a place in a page`}, and stands as words`,
        'Write the whole address, beginning with https://.',
        `[${text}](${url})`,
        `](${url})`,
      ),
    )
})

function linksToNowhere(markdown: string): { text: string; url: string }[] {
  const found: { text: string; url: string }[] = []
  visit(parseMarkdown(markdown), 'link', link => {
    if (link.url === '' || link.url.startsWith('#')) found.push({ text: plainText(link), url: link.url })
  })
  return found
}
