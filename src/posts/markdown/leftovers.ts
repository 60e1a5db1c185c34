import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { parsePost } from './markdown.ts'

const opening = 4000
const longestShown = 80
const templateCode =
  /\{\{[^{}]*\}\}|\{%.*?%\}|\{\{<|>\}\}|<\/?[A-Z]\w*(?:\s[^<>]*)?\/?>|^(?:import|export)\s.*['"]|^:{3,}|\{:\s*[.#]/

// Parsing takes ten milliseconds, and most posts have nothing of it.
const mayHaveCode = /\{[{%:<]|[%>]\}|<\/?[A-Z]|^(?:import|export)\s|^:{3,}/m

/** Template code that the plain text of a post's opening still shows, code aside; nothing where it shows none. */
export function templateCodeIn(body: string, path: string): string | undefined {
  const start = body.slice(0, opening)
  if (!mayHaveCode.test(start)) return undefined
  return textsOf(parsePost(start, path))
    .map(text => templateCode.exec(text)?.[0].slice(0, longestShown))
    .find(found => found !== undefined)
}

// `Vec<T>` and `{{ value }}` in backticks are what a post is about.
function textsOf(root: Root): string[] {
  const texts: string[] = []
  visit(root, 'paragraph', paragraph => {
    let text = ''
    visit(paragraph, 'text', node => {
      text += node.value
    })
    texts.push(text)
  })
  return texts
}
