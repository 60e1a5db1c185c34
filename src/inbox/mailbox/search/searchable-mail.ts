import type { MailAddress, MailContent } from '../captured-mail.ts'
import { blindRecipients } from '../mail-row.ts'
import { wordsOfHtml } from './words-of-html.ts'

/** What a search looks at in a mail, all in lower case. */
export interface SearchableMail {
  from: string
  to: string
  cc: string
  bcc: string
  'reply-to': string
  subject: string
  'message-id': string
  /** Names of people and files, the subject, and the words of the text and the HTML. */
  anything: string
  /** Whether `anything` was cut. */
  isCut: boolean
}

const maxFieldLength = 64 * 1024
/** How many characters of a mail's HTML there are for one that it shows, or fewer. */
const markupShare = 10

/** What is searched in a mail, with at most a number of characters of its words. */
export function searchableMail(content: MailContent, maxWords: number): SearchableMail {
  const people = {
    from: namesOf(content.from ? [content.from] : []),
    to: namesOf(content.to),
    cc: namesOf(content.cc),
    bcc: namesOf(blindRecipients(content)),
    'reply-to': namesOf(content.replyTo),
  }
  const files = content.attachments.map(({ name }) => name.slice(0, maxFieldLength))
  const { text = '', html = '' } = content
  const shown = [text.slice(0, maxWords), wordsOfHtml(html.slice(0, maxWords * markupShare))]
  const anything = [...Object.values(people), content.subject, ...files, ...shown].join('\n')
  const subject = content.subject.slice(0, maxFieldLength).toLowerCase()
  return {
    ...people,
    subject,
    'message-id': content.messageId.slice(0, maxFieldLength).toLowerCase(),
    anything: wholeCopy(anything.slice(0, maxWords).toLowerCase()),
    isCut: Math.max(anything.length, text.length, html.length / markupShare) > maxWords,
  }
}

function namesOf(people: readonly MailAddress[]): string {
  const names = people.map(({ name, address }) => `${name} <${address}>`)
  return wholeCopy(names.join(', ').slice(0, maxFieldLength).toLowerCase())
}

// A slice of a string keeps all of it in memory.
function wholeCopy(slice: string): string {
  return Buffer.from(slice).toString()
}
