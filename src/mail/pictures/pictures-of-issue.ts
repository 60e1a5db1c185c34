import { visit } from 'unist-util-visit'
import type { Issue } from '../../issues/issue.ts'
import { parseMarkdown } from '../../posts/markdown/markdown.ts'
import { readMarkdown } from '../html.ts'
import type { PictureName } from './picture.ts'

/** Every picture that an issue names, once for each post. */
export function picturesOfIssue({ introduction, sections }: Issue): PictureName[] {
  const own = [introduction, ...sections.map(({ text }) => text)].flatMap(text => picturesIn(text))
  const ofEntries = sections.flatMap(({ entries }) =>
    entries.flatMap(({ body, post }) => picturesIn(body).map(url => ({ url, ...(post && { post }) }))),
  )
  return [...own.map(url => ({ url })), ...ofEntries]
}

// Most entries have none, and are not parsed for it.
function picturesIn(markdown: string): string[] {
  if (!/!\[|<img/i.test(markdown)) return []
  const urls = new Set<string>()
  visit(readMarkdown(markdown), 'element', ({ tagName, properties }) => {
    if (tagName === 'img' && properties.src) urls.add(String(properties.src))
  })
  // What the sanitizer takes the address of is no picture any more, and still to be told of.
  visit(parseMarkdown(markdown), 'image', ({ url }) => void (url && urls.add(url)))
  return [...urls]
}
