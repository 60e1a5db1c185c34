import { IssueError } from '../errors.ts'
import type { Language } from '../posts/language.ts'
import type { Window } from '../posts/selection/window.ts'
import { type Composed, withoutComposed, writeComposed } from './composed-comment.ts'
import { type Entry, type Form, hashOf, isSameText } from './entry.ts'
import { alsoMarked } from './entry-marker.ts'
import type { Limits } from './fit.ts'
import type { IssueHead } from './issue.ts'
import { cutBody, type FileSection, type IssueFile, joinBody, joinIssueFile } from './issue-file.ts'
import { changeHead, writeHead } from './issue-head.ts'
import { placesIn, withoutTitles } from './places.ts'
import { proposePreheader, proposeSubject } from './proposals.ts'
import type { SectionSettings } from './section-name.ts'
import { type Draft, refreshed, sectionsOf, withEntry, write } from './sections.ts'
import { bytesOfIssue, shapesOf } from './shapes.ts'
import { standingText } from './standing-text.ts'
import { copiesOf, type Repetition, type Teller, type ToldOnce, tellerOf } from './tell-once.ts'
import { tellToFit } from './tell-to-fit.ts'
import { issueWords } from './words.ts'

/** What the newsletter's settings say about its issues. */
export interface IssueSettings {
  name: string
  language: Language
  template: string
  sections: SectionSettings
  limits: Limits
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
  /** Told in the entry of another post, and so without one of their own. */
  joined: string[]
}

/** An issue file to be written. */
export interface Composition extends Fates {
  head: IssueHead
  text: string
  /** What stands below the header of that text, as a reader of the file sees it. */
  introduction: string
  sections: FileSection[]
  /** Stories that several posts tell. */
  repetitions: Repetition[]
  /** The posts of which only title and one line stand, and those of which only the title does, to keep the limits. */
  compact: string[]
  more: string[]
  /** Those of the compact ones whose stories are all told in other entries. */
  toldElsewhere: string[]
  /** The posts whose entries have neither summary nor stories: no sentence of theirs can stand alone. */
  wordless: string[]
  /** What its mail will have, estimated. */
  bytes: number
  /** Its mail is above the limit, and nothing more can be made smaller. */
  isTooLarge?: true
}

/** The file of a new issue. */
export function composeNewIssue(
  entries: readonly Entry[],
  { id, number, window }: { id: string; number: number; window: Window },
  { name, language, template, sections: settings, limits }: IssueSettings,
): Composition {
  const introduction = `\n<!-- ${issueWords[language].introduction} -->\n\n`
  const { told, shapes } = tellToFit(tellerOf(entries, { texts: [], posts: new Set() }), telling =>
    shapesOf(telling, [], { language, limits, introduction }),
  )
  const draft: Draft = { entries: told.entries, language, lineEnd: '\n', sections: settings, shapes }
  const sections = sectionsOf(draft)
  const posts = told.entries.map(entry => entry.post)
  const subject = proposeSubject(sections, name, { id, number, language })
  const preheader = proposePreheader(sections, language)
  const head: IssueHead = { id, number, subject, preheader, window, language, template, status: 'draft' }
  const composed = { posts: new Set(posts), subject: hashOf(subject), preheader: hashOf(preheader) }
  const text = joinIssueFile({
    opening: '---\n',
    yaml: writeHead(head),
    closing: '---\n',
    introduction,
    sections,
    end: writeComposed(composed, '\n'),
  })
  const none = { updated: [], unchanged: [], edited: [], gone: [], removed: [] }
  const fates = { ...none, added: posts, joined: told.joined }
  return {
    head,
    text,
    introduction,
    sections,
    ...fates,
    ...reportOf(draft, told, fates),
    bytes: bytesOfIssue(sections, introduction),
  }
}

/**
 * The file of an issue that exists, brought up to its posts: entries as composed follow their posts, new posts are
 * added, and whatever the editor wrote, moved or removed stays so.
 */
export function composeAgain(
  standing: IssueFile,
  posts: readonly Entry[],
  { name, sections: settings, limits }: IssueSettings,
): Composition {
  const file = withCommentAtTheEnd(standing)
  const { language } = file.head
  const { removed, joined, tell } = tellerAgain(file, posts)
  const { told, shapes } = tellToFit(tell, telling =>
    shapesOf(telling, file.sections, { language, limits, introduction: file.introduction }),
  )
  const { entries } = told
  const draft: Draft = { entries, language, lineEnd: file.lineEnd, sections: settings, shapes }
  const fates = { ...fatesOf(file, draft), removed, joined: [...joined, ...told.joined] }
  const promoted = new Set(entries.map(({ post }) => post).filter(post => isPromoted(post, file, draft)))
  const newcomers = entries.filter(({ post }) => fates.added.includes(post) || promoted.has(post))
  const kept = withoutTitles(file.sections, promoted).map(section => refreshed(section, draft))
  const sections = newcomers.reduce((before, entry) => withEntry(before, entry, draft), kept)
  const seen = seenSections({ ...file, sections }, fates.added)
  const changes = proposedChanges(file, seen.sections, name)
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
  const bytes = bytesOfIssue(sections, file.introduction)
  const report = { ...seen, ...fates, ...reportOf(draft, told, fates), bytes }
  if (text === joinIssueFile(file)) return { head: file.head, text: joinIssueFile(standing), ...report }
  return { head: { ...file.head, ...changes }, text, ...report }
}

// What the editor took out tells nothing any more; what they edited tells what its text says.
function tellerAgain(
  file: IssueFile,
  posts: readonly Entry[],
): { tell: Teller; joined: string[]; removed: string[] } {
  const inFile = file.sections.flatMap(section => section.entries)
  const standing = new Set(inFile.flatMap(({ post }) => post ?? []))
  const selected = new Set(posts.map(({ post }) => post))
  const isFixed = ({ post, edited }: { post?: string; edited: boolean }) =>
    post === undefined || edited || !selected.has(post)
  const fixed = inFile.filter(isFixed)
  const joined = new Set(fixed.flatMap(({ text }) => alsoMarked(text)).filter(post => !standing.has(post)))
  const isRemoved = ({ post }: Entry) => file.composed.posts.has(post) && !standing.has(post)
  const removed = posts.filter(entry => isRemoved(entry) && !joined.has(entry.post))
  const left = posts.filter(entry => !isRemoved(entry) && !joined.has(entry.post))
  const copies = new Set(copiesOf(removed, left, standing))
  const tell = tellerOf(
    left.filter(({ post }) => !copies.has(post)),
    { texts: fixed.map(({ text, post }) => standingText(text, post)), posts: standing },
  )
  return {
    tell,
    joined: posts.map(({ post }) => post).filter(post => joined.has(post)),
    removed: [...removed.map(({ post }) => post), ...copies],
  }
}

// A title of the list for which there is room now.
function isPromoted(post: string, { sections }: IssueFile, { shapes }: Draft): boolean {
  const place = placesIn(sections).find(({ entry }) => entry.post === post)
  const isOurs = place?.isMore && place.entry.wish === 'more' && !place.entry.edited
  return isOurs === true && shapes.get(post)?.place === 'section'
}

function reportOf({ shapes, entries }: Draft, { repetitions }: ToldOnce, { edited }: Pick<Fates, 'edited'>) {
  const having = (wanted: Form) => [...shapes].flatMap(([post, { form }]) => (form === wanted ? [post] : []))
  const compact = having('compact')
  const elsewhere = entries.filter(({ post, isToldElsewhere }) => isToldElsewhere && compact.includes(post))
  const more = having('title')
  const wordless = entries.filter(
    entry => isWordless(entry) && !more.includes(entry.post) && !edited.includes(entry.post),
  )
  return {
    repetitions,
    compact,
    more,
    toldElsewhere: elsewhere.map(({ post }) => post),
    wordless: wordless.map(({ post }) => post),
  }
}

const isWordless = ({ digest, isToldElsewhere }: Entry): boolean =>
  digest.summary === '' && digest.stories.length === 0 && !isToldElsewhere

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

function fatesOf(file: IssueFile, draft: Draft): Omit<Fates, 'removed' | 'joined'> {
  const byPost = new Map(draft.entries.map(entry => [entry.post, entry]))
  const fates = { added: [], updated: [], unchanged: [], edited: [], gone: [] } as Omit<
    Fates,
    'removed' | 'joined'
  >
  const inFile = new Set<string>()
  for (const { text, post, edited } of file.sections.flatMap(section => section.entries)) {
    if (post === undefined) continue
    inFile.add(post)
    fates[fateOf(text, edited, byPost.get(post), draft)].push(post)
  }
  fates.added.push(...draft.entries.map(({ post }) => post).filter(post => !inFile.has(post)))
  return fates
}

function fateOf(text: string, edited: boolean, entry: Entry | undefined, draft: Draft) {
  if (!entry) return 'gone'
  if (edited) return 'edited'
  return isSameText(text, write(entry, draft)) ? 'unchanged' : 'updated'
}

// The sections as a reader of the file sees them: a comment or a code block that is not closed would swallow an entry.
function seenSections(file: IssueFile, added: readonly string[]): ReturnType<typeof cutBody> {
  const { introduction, sections } = cutBody(joinBody(file))
  const seen = new Set(sections.flatMap(section => section.entries.map(entry => entry.post)))
  const lost = added.find(post => !seen.has(post))
  if (lost === undefined) return { introduction, sections }
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
