import type { Language } from '../posts/language.ts'
import { type Window, weekOf } from '../posts/selection/window.ts'

/** What stands in the header of `issue.md`. */
export interface IssueHead {
  /** The name of its folder under `issues/`, such as `2026-W03`. */
  id: string
  number: number
  subject: string
  /** For readers whose name is known: `{name}` stands for it. */
  subjectByName?: string
  preheader: string
  window: Window
  language: Language
  template: string
  status: 'draft' | 'sent'
}

/** One entry as it stands in the file, its own heading aside. */
export interface IssueEntry {
  title: string
  link?: string
  /** Markdown. */
  body: string
  /** The path of its post below the content folder; absent for an entry that the editor wrote. */
  post?: string
  /** False while the text is exactly what composing wrote. */
  edited: boolean
}

export interface IssueSection {
  title: string
  /** What the editor wrote between the section's heading and its first entry, in Markdown. */
  text: string
  /** Only the titles of its entries stand in the mail, as a list. */
  isMore?: boolean
  entries: readonly IssueEntry[]
}

/** One number of the newsletter, as its file says. */
export interface Issue {
  head: IssueHead
  /** Markdown. */
  introduction: string
  sections: readonly IssueSection[]
}

/** The id of the issue about a window: its ISO week where it is one, else its days. */
export const issueId = (window: Window): string => weekOf(window) ?? `${window.from}-to-${window.to}`
