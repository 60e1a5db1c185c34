import { hash } from 'node:crypto'
import type { Language } from '../posts/language.ts'

/** What the complaints about an issue are counted by. */
interface Counted {
  issue: string
  language: Language
  /** Of the sender's address. */
  domain: string
  newsletter: string
}

/**
 * The value of Feedback-ID, by whose four fields Gmail counts complaints (Google's "Feedback Loop"): issue, language,
 * kind of mail, and the sender's own id, which is the same for all issues. No field tells of a reader.
 */
export const feedbackIdOf = ({ issue, language, domain, newsletter }: Counted): string =>
  [fieldOf(issue), language, 'newsletter', hashOf(`${domain.toLowerCase()}\n${newsletter}`)].join(':')

const fieldOf = (text: string): string => (/^[\w.-]{1,40}$/.test(text) ? text : hashOf(text))

// Gmail takes a sender's id of 5 to 15 characters.
const hashOf = (text: string): string => hash('sha256', text).slice(0, 12)
