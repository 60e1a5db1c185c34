import type { IssueOrigin } from '../issue-origin.ts'

// Markdown and the mail differ in white space, backslashes, references and marks.
const bare = (text: string): string =>
  text.replace(/&(lt|gt|amp|quot);/g, (_, name: string) => references[name] ?? '').replace(/[\s\\`*_]+/g, '')

const references: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

/** Tells whether a text of the mail stands so in the issue, so that neither template nor program left it. */
export function ownWords(origin: IssueOrigin | undefined): (text: string) => boolean {
  if (!origin) return () => false
  const own = bare(origin.source)
  const known = new Map<string, boolean>()
  return text => {
    const isOwn = known.get(text) ?? own.includes(bare(text))
    known.set(text, isOwn)
    return isOwn
  }
}
