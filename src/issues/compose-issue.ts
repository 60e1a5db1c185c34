import { IssueError } from '../errors.ts'
import type { Language } from '../posts/language.ts'
import type { Window } from '../posts/selection/window.ts'
import { type Composed, withoutComposed, writeComposed } from './composed-comment.ts'
import { type Entry, hashOf, isSameText, writeEntry } from './entry.ts'
import type { IssueHead } from './issue.ts'
import { cutBody, type FileSection, type IssueFile, joinBody, joinIssueFile } from './issue-file.ts'
import { changeHead, writeHead } from './issue-head.ts'
import { proposePreheader, proposeSubject } from './proposals.ts'
import { type Draft, refreshed, sectionsOf, withEntry } from './sections.ts'
import { issueWords } from './words.ts'

/** What the newsletter's settings say about its issues. */
export interface IssueSettings {
  name: string
  language: Language
  template: string
}

/** What became of each post, by its path. */
export interface Fates {
  added: string[]
  /** Composed again because their post changed. */
  updated: string[]
  unchanged: string[]
  /** Edited by hand, so left as they are. */
  edited: string[]
  /** No longer among the selected posts; kept until the editor removes them. */
  gone: string[]
  /** Taken out of the file by the editor, so not put in again. */
  removed: string[]
}

/** An issue file to be written. */
export interface Composition extends Fates {
  head: IssueHead
  text: string
}

/** The file of a new issue. */
export function composeNewIssue(
  entries: readonly Entry[],
  { id, number, window }: { id: string; number: number; window: Window },
  { name, language, template }: IssueSettings,
): Composition {
  const sections = sectionsOf({ entries, language, lineEnd: '\n' })
  const posts = entries.map(entry => entry.post)
  const subject = proposeSubject(sections, name, { id, number, language })
  const preheader = proposePreheader(sections, language)
  const head: IssueHead = { id, number, subject, preheader, window, language, template, status: 'draft' }
  const composed = { posts: new Set(posts), subject: hashOf(subject), preheader: hashOf(preheader) }
  const text = joinIssueFile({
    opening: '---\n',
    yaml: writeHead(head),
    closing: '---\n',
    introduction: `\n<!-- ${issueWords[language].introduction} -->\n\n`,
    sections,
    end: writeComposed(composed, '\n'),
  })
  return { head, text, added: posts, updated: [], unchanged: [], edited: [], gone: [], removed: [] }
}

/**
 * The file of an issue that exists, brought up to its posts: entries as composed follow their posts, new posts are
 * added, and whatever the editor wrote, moved or removed stays so.
 */
export function composeAgain(
  standing: IssueFile,
  entries: readonly Entry[],
  { name }: IssueSettings,
): Composition {
  const file = withCommentAtTheEnd(standing)
  const draft: Draft = { entries, language: file.head.language, lineEnd: file.lineEnd }
  const fates = fatesOf(file, entries)
  const newcomers = entries.filter(({ post }) => fates.added.includes(post))
  const sections = newcomers.reduce(
    (before, entry) => withEntry(before, entry, draft),
    file.sections.map(section => refreshed(section, draft)),
  )
  const changes = proposedChanges(file, seenSections({ ...file, sections }, fates.added), name)
  const composed: Composed = {
    posts: new Set([...file.composed.posts, ...entries.map(entry => entry.post)]),
    subject: changes.subject === file.head.subject ? file.composed.subject : hashOf(changes.subject),
    preheader:
      changes.preheader === file.head.preheader ? file.composed.preheader : hashOf(changes.preheader),
  }
  const gap = file.end === '' ? file.lineEnd.repeat(2) : file.end.slice(0, file.end.indexOf('<!--'))
  const end = gap + writeComposed(composed, file.lineEnd)
  const text = joinIssueFile({
    ...file,
    yaml: changeHead(file.yaml, differing(changes, file.head)),
    sections,
    end: isSameText(end, file.end) ? file.end : end,
  })
  if (text === joinIssueFile(file)) return { head: file.head, text: joinIssueFile(standing), ...fates }
  return { head: { ...file.head, ...changes }, text, ...fates }
}

// What the editor wrote below the comment belongs to the last entry, so the comment moves down.
function withCommentAtTheEnd(file: IssueFile): IssueFile {
  const sections = file.sections.map(section => ({
    ...section,
    text: withoutComposed(section.text),
    entries: section.entries.map(entry => ({ ...entry, text: withoutComposed(entry.text) })),
  }))
  const introduction = withoutComposed(file.introduction)
  const isMoved = joinBody({ introduction, sections }) !== joinBody(file)
  if (!isMoved || file.end !== '') return { ...file, introduction, sections }
  const end = file.lineEnd.repeat(2) + writeComposed(file.composed, file.lineEnd)
  return { ...file, introduction, sections, end }
}

function fatesOf(file: IssueFile, entries: readonly Entry[]): Fates {
  const byPost = new Map(entries.map(entry => [entry.post, entry]))
  const fates: Fates = { added: [], updated: [], unchanged: [], edited: [], gone: [], removed: [] }
  const inFile = new Set<string>()
  for (const { text, post, edited } of file.sections.flatMap(section => section.entries)) {
    if (post === undefined) continue
    inFile.add(post)
    fates[fateOf(text, edited, byPost.get(post), file.head.language)].push(post)
  }
  for (const { post } of entries)
    if (!inFile.has(post)) fates[file.composed.posts.has(post) ? 'removed' : 'added'].push(post)
  return fates
}

function fateOf(text: string, edited: boolean, entry: Entry | undefined, language: Language): keyof Fates {
  if (!entry) return 'gone'
  if (edited) return 'edited'
  return isSameText(text, writeEntry(entry, language)) ? 'unchanged' : 'updated'
}

// The sections as a reader of the file sees them: a comment or a code block that is not closed would swallow an entry.
function seenSections(file: IssueFile, added: readonly string[]): FileSection[] {
  const { sections } = cutBody(joinBody(file))
  const seen = new Set(sections.flatMap(section => section.entries.map(entry => entry.post)))
  const lost = added.find(post => !seen.has(post))
  if (lost === undefined) return sections
  throw new IssueError(
    `issues/${file.head.id}/issue.md: the entry of "${lost}" would stand inside a comment or a code block that is not closed`,
    { wayOut: 'Close it with --> or ``` and compose again; nothing was written.' },
  )
}

// The header keeps the editor's way to write what stays the same, such as an empty line or two spaces.
function differing(changes: Pick<IssueHead, 'subject' | 'preheader'>, head: IssueHead) {
  const { subject, preheader } = changes
  return {
    ...(subject !== head.subject && { subject }),
    ...(preheader !== head.preheader && { preheader }),
  }
}

// What is still as it was proposed follows the entries; what the editor wrote stays.
function proposedChanges({ head, composed }: IssueFile, sections: FileSection[], name: string) {
  return {
    subject: hashOf(head.subject) === composed.subject ? proposeSubject(sections, name, head) : head.subject,
    preheader:
      hashOf(head.preheader) === composed.preheader
        ? proposePreheader(sections, head.language)
        : head.preheader,
  }
}
