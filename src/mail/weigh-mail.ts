import type { IssueEntry, IssueHead } from '../issues/issue.ts'
import { type FileEntry, type IssueFileText, readEntry, readIssue } from '../issues/issue-file.ts'
import type { MailSettings } from './mail.ts'
import { type EntryView, entryView, viewOf } from './mail-view.ts'
import { noPictures } from './pictures/picture.ts'
import { longestPages } from './reader-pages.ts'
import { htmlOf } from './render-mail.ts'
import { filledSlots } from './slots.ts'
import type { Template } from './template.ts'

/** What a mail is rendered from: the head of an issue, and what stands below it. */
export type Weighed = { head: IssueHead } & Pick<IssueFileText, 'introduction' | 'sections'>

/**
 * Tells how many bytes the HTML of an issue's mail has, for an issue that is composed anew until it fits: each entry is
 * read and rendered once, however many issues it stands in.
 */
export function mailWeigher(template: Template, settings: MailSettings): (issue: Weighed) => Promise<number> {
  const read = new Map<string, IssueEntry>()
  const views = new Map<IssueEntry, EntryView>()
  const readOnce = (entry: FileEntry) =>
    remembered(read, `${entry.edited} ${entry.text}`, () => readEntry(entry))
  const viewOnce: typeof entryView = (entry, ...where) =>
    remembered(views, entry, () => entryView(entry, ...where))
  return async file => {
    const issue = readIssue(file, readOnce)
    const html = await htmlOf(viewOf(issue, settings, noPictures, viewOnce), template)
    return Buffer.byteLength(withPages(html, settings.pagesUrl, issue.head.id))
  }
}

// The page of a reader has an address that is five times as long as its slot.
const withPages = (html: string, pagesUrl: string | undefined, issue: string): string =>
  pagesUrl === undefined ? html : filledSlots({ html, text: '' }, longestPages(pagesUrl, issue)).html

function remembered<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = known.get(key) ?? make()
  known.set(key, found)
  return found
}
