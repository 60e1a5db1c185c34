import { isPost, type NotAPost, type Post } from './post.ts'

/** A file and what there is to say of it. */
export interface Remark {
  path: string
  remark: string
}

/** How often each of several things was found, the commonest first. */
export type Counts = Readonly<Record<string, number>>

/** What a repository is made of, as far as reading its posts goes. */
export interface Diagnosis {
  files: number
  /** Files that were read as posts, pages and hidden ones among them. */
  read: number
  /** Those of them that an issue could take. */
  posts: number
  headers: Counts
  titles: Counts
  /** `header: date`, `file name`, `undated`, … */
  days: Counts
  languages: Counts
  /** Where links come from; `none` where no rule is known. */
  links: Counts
  /** Why posts are hidden, or are pages. */
  hidden: Counts
  /** Why files are no posts. */
  notPosts: Counts
  undated: readonly string[]
  /** Each with file and line. */
  brokenHeaders: readonly Remark[]
  otherWarnings: readonly Remark[]
  /** Posts whose opening shows code of templates when it is read as plain text. */
  templateCode: readonly Remark[]
  /** What was odd about the site or the repository as a whole. */
  warnings: readonly string[]
}

const ofHeader = /^line \d+: /

/** Sums up the files of a repository; `today` and reasons that depend on it are not part of it. */
export function diagnose(files: readonly (Post | NotAPost)[]): Omit<Diagnosis, 'templateCode' | 'warnings'> {
  const read = files.filter(isPost)
  const shown = read.filter(post => !post.hidden)
  const remarks = read.flatMap(({ path, warnings }) => warnings.map(remark => ({ path, remark })))
  const refused = files.flatMap(file => (isPost(file) ? [] : [{ path: file.path, remark: file.reason }]))
  return {
    files: files.length,
    read: read.length,
    posts: shown.length,
    headers: count(read.map(({ format }) => format)),
    titles: count(read.map(({ titleFrom }) => titleFrom)),
    days: count(
      shown.map(({ date }) => (date ? [date.from, date.key].filter(Boolean).join(': ') : 'undated')),
    ),
    languages: count(shown.map(({ language }) => language)),
    links: count(shown.map(({ link }) => link?.from ?? 'none')),
    hidden: count(read.flatMap(({ hidden }) => (hidden ? [inGeneral(hidden)] : []))),
    notPosts: count(refused.map(({ remark }) => inGeneral(remark))),
    undated: shown.filter(({ date }) => !date).map(({ path }) => path),
    brokenHeaders: [...remarks, ...refused].filter(({ remark }) => ofHeader.test(remark)),
    otherWarnings: remarks.filter(({ remark }) => !ofHeader.test(remark)),
  }
}

// What differs from file to file is counted as one reason.
const inGeneral = (reason: string): string => reason.replace(/(?: of)? ".*?"/g, '').replace(/^line \d+: /, '')

function count(things: readonly string[]): Counts {
  const counts = new Map<string, number>()
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1)
  return Object.fromEntries([...counts].toSorted((a, b) => b[1] - a[1]))
}
