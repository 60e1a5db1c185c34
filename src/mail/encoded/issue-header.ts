import type { Recipient } from '../../subscribers/subscriber.ts'
import { commentLine, nameLine, subjectLine } from '../header-line.ts'
import type { Mail } from '../mail.ts'
import { domainOf, feedbackIdIn, listIdOf, messageIdOf, type Sender, unsubscribeUrlsOf } from '../message.ts'
import type { ReaderPages } from '../reader-pages.ts'
import { personalSubject } from '../slots.ts'
import { field, mailboxField, phrase, textField } from './header-field.ts'

/** What the header of one message is written from. */
interface Written {
  reader: Recipient
  /** As slots have it: empty where it is not known. */
  name: string
  pages: ReaderPages | undefined
  date: Date
}

/** The header of an issue's mail: worked out once, but for what differs from reader to reader. */
export class IssueHeader {
  readonly #mail: Mail
  readonly #domain: string
  readonly #from: string
  readonly #replyTo: string
  readonly #subject: string
  readonly #listId: string
  readonly #unsubscribe: string
  readonly #end: string

  constructor(mail: Mail, sender: Sender, contentType: string) {
    const { replyTo } = sender
    const listName = commentLine(sender.name)
    this.#mail = mail
    this.#domain = domainOf(sender)
    this.#from = mailboxField('From', { address: sender.address, name: nameLine(sender.name) })
    this.#replyTo = replyTo ? mailboxField('Reply-To', { ...replyTo, name: nameLine(replyTo.name) }) : ''
    this.#subject = textField('Subject', subjectLine(mail.subject))
    this.#listId = field('List-ID', `${listName && `${phrase(listName)} `}<${listIdOf(sender)}>`)
    this.#unsubscribe = unsubscribeFields(undefined, mail.unsubscribeUrl)
    this.#end = `${field('Feedback-ID', feedbackIdIn(mail, sender))}MIME-Version: 1.0\r\n${contentType}`
  }

  /** What stands between the angle brackets of a reader's Message-ID. */
  messageIdFor({ address }: Recipient): string {
    return messageIdOf(this.#mail.issue, address, this.#domain)
  }

  write({ reader, name, pages, date }: Written, messageId: string): string {
    const to = mailboxField('To', { address: reader.address, name: nameLine(reader.name) })
    const unsubscribe = pages ? unsubscribeFields(pages, this.#mail.unsubscribeUrl) : this.#unsubscribe
    const sent = `Message-ID: <${messageId}>\r\nDate: ${date.toUTCString().replace('GMT', '+0000')}\r\n`
    const subject = this.#subjectFor(name)
    return this.#from + to + this.#replyTo + subject + sent + this.#listId + unsubscribe + this.#end
  }

  #subjectFor(name: string): string {
    if (this.#mail.subjectByName === undefined || name === '') return this.#subject
    return textField('Subject', subjectLine(personalSubject(this.#mail, name)))
  }
}

function unsubscribeFields(pages: ReaderPages | undefined, everybodys: string): string {
  const urls = unsubscribeUrlsOf(pages, everybodys)
  const value = urls.map(url => `<${url.replace(/[^\x21-\x3b\x3d\x3f-\x7e]/g, '')}>`).join(', ')
  const oneClick = urls.length > 1 ? 'List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n' : ''
  return field('List-Unsubscribe', value) + oneClick
}
