import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'
import { type Header, textAt } from './header.ts'
import { parseMarkdown, plainText } from './markdown.ts'

const titleKeys = ['title', 'newstitle', 'headline', 'subject']
const startOfBody = 4000

/** The title of a post: its header's, else its first heading, else its file name in words. */
export function titleOf(header: Header, body: string, path: string): string {
  return plainTitle(textAt(header, titleKeys)) || firstHeading(body) || nameInWords(path)
}

// Most posts have their heading at the top: a long body is parsed whole only if it is not there.
function firstHeading(body: string): string {
  return (
    headingIn(parseMarkdown(body.slice(0, startOfBody))) ||
    (body.length > startOfBody ? headingIn(parseMarkdown(body)) : '')
  )
}

function headingIn(root: Root): string {
  let found = ''
  visit(root, 'heading', heading => {
    found ||= plainText(heading)
  })
  return found
}

function nameInWords(path: string): string {
  const parts = path.split('/')
  const file = (parts.at(-1) ?? '').replace(/\.\w+$/, '')
  const name = /^(_?index|readme)$/i.test(file) ? (parts.at(-2) ?? file) : file
  return (
    name
      .replace(/^\d{4}-\d{1,2}-\d{1,2}[-_. ]?/, '')
      .replace(/[-_]+/g, ' ')
      .trim() || name
  )
}

const plainTitle = (title: string | undefined): string => (title ?? '').replace(/\s+/g, ' ').trim()
