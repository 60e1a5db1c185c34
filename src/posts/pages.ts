import type { PostDate } from './dates.ts'
import { type Header, textAt } from './headers/header.ts'

const aboutItsFolder = /(^|\/)(_index|_?readme|summary|_sidebar|_navbar|_coverpage|_footer)(\.[\w-]+)?\.\w+$/i
const aboutTheSite =
  /(^|\/)(about|about-?(me|us)|404|archives?|tags|categories|links?|friends|search|guestbook|contributing|license|changelog|code_of_conduct|security|authors|contributors)(\/index)?(\.[\w-]+)?\.\w+$/i
const topIndex = /^index(\.[\w-]+)?\.\w+$/i
const folderIndex = /(^|\/)index(\.[\w-]+)?\.\w+$/i
const ofAuthors = /(^|\/)_?(authors?|people|team|contributors|speakers)\/[^/]+(\/index(\.[\w-]+)?)?\.\w+$/i
const ofTags = /(^|\/)_?(tags?|topics|categories|taxonomies)\/[^/]+\.\w+$/i
const models = /(^|\/)(archetypes|scaffolds|_layouts|_includes|_templates|exampleSite)\//i
const listLayouts =
  /^(_?tags?|tag-?cloud|categor(y|ies)|archives?|home|homepage|index|list|listing|search|404|authors?|friends?|links?|about|page-?index)$/i

/** Why a Markdown file is a page of the site and not a post; nothing for a post. */
export function pageReason(path: string, header: Header, date: PostDate | undefined): string | undefined {
  if (models.test(path)) return 'a model for new files, not a post'
  if (aboutItsFolder.test(path)) return 'a page about its folder, not a post'
  const isDated = date !== undefined
  const layout = textAt(header, ['layout', 'type']) ?? ''
  const isNamedAsPost = date?.from === 'file name' || /(^|\/)_posts\//.test(path)
  if (listLayouts.test(layout) && !isNamedAsPost) return `a page by its layout ("${layout}"), not a post`
  if (isDated) return undefined
  if (topIndex.test(path)) return 'a page about its folder, not a post'
  if (aboutTheSite.test(path)) return 'a page of the site, not a post'
  if (ofAuthors.test(path)) return 'a page about an author, not a post'
  return ofTags.test(path) ? 'a page about a tag, not a post' : undefined
}

/** True for a file that is the index of its folder, or the one post in a folder of its own. */
export const isFolderIndex = (path: string): boolean => folderIndex.test(path)
