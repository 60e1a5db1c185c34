import { visit } from 'unist-util-visit'
import { parseMarkdown } from '../../posts/markdown/markdown.ts'
import { checkNamed, type Found, quote, warning } from '../found.ts'
import { attributeOf } from '../html/spots.ts'
import { type IssueOrigin, textsOf } from '../issue-origin.ts'
import { writtenAs } from '../links/links.ts'
import { nameOfPicture, picturesIn } from './pictures.ts'

/** Pictures without a description. Templates write an empty one where there is none, so the issue itself is looked at too. */
export const imageAlt = checkNamed('image-alt', (mail): Found[] => {
  const described = picturesIn(mail)
    .filter(({ element }) => attributeOf(element, 'alt') === undefined)
    // Of a file that travels with the mail, the issue knows the name.
    .filter(({ source }) => !mail.origin || !source.startsWith('cid:'))
  const sources = new Set([
    ...(mail.origin ? undescribedIn(mail.origin) : []),
    ...described.map(({ source }) => source),
  ])
  return [...sources].map(source =>
    warning(
      `The picture ${quote(nameOfPicture(source))} has no description`,
      'Say what it shows: ![what it shows](address). Many readers see only that until they ask for pictures.',
      `![](${source})`,
      ...writtenAs(source),
    ),
  )
})

function undescribedIn({ issue }: IssueOrigin): string[] {
  return textsOf(issue)
    .filter(text => text.includes('!['))
    .flatMap(undescribed)
}

function undescribed(markdown: string): string[] {
  const sources: string[] = []
  visit(parseMarkdown(markdown), 'image', ({ alt, url }) => {
    if (!alt?.trim()) sources.push(url)
  })
  return sources
}
