import { joinedBytes } from '../../../src/mail/encoded/body-part.ts'
import { encodeMail, type WrittenMail } from '../../../src/mail/encoded/encoded-mail.ts'
import type { Mail } from '../../../src/mail/mail.ts'
import type { ReaderPages } from '../../../src/mail/reader-pages.ts'
import { slotFor } from '../../../src/mail/slots.ts'
import type { Recipient } from '../../../src/subscribers/subscriber.ts'
import { aMail } from '../mail-settings.ts'

export const sender = { name: '云原生周报', address: 'weekly@example.org' }
export const date = new Date('2026-01-19T08:00:00Z')
export const pages: ReaderPages = {
  unsubscribeUrl: `https://letters.example.org/unsubscribe/${'Ab9_'.repeat(25)}?issue=2026-W03`,
  preferencesUrl: `https://letters.example.org/preferences/${'Ab9_'.repeat(25)}?issue=2026-W03`,
}

const slotted = (words: string) =>
  `<p>${slotFor('greeting')}</p>\n${`<p>${words}</p>\n  `.repeat(30)}.\n${slotFor('name')}${slotFor('address')}x` +
  `<a href="${slotFor('unsubscribeUrl')}">1</a> ${slotFor('preferencesUrl')}\n${slotFor('unsubscribeUrl')}`

/** Mails of an issue with every slot: in Chinese they travel as base64, in English as quoted-printable. */
export const mails = {
  'zh-CN': aMail({
    language: 'zh-CN',
    subject: '云原生周报 #3：主权 AI 推动本地 Kubernetes 回归，五个开源项目同时发布新版本',
    html: slotted('主权 AI 推动本地回归。'),
    text: slotted('主权 AI。\n\n'),
  }),
  en: aMail({
    subject: 'Weekly #3: a plain subject that is long enough to stand on more than one line of a header',
    html: slotted('Plain words = words, and a “quote” among many of them, far from Chinese.'),
    text: slotted('Plain words. From here\nFrom there  \n\n'),
  }),
  mixed: aMail({ html: slotted('主权推动本地回归。'.repeat(4)), text: slotted('Plain words.') }),
} satisfies Record<string, Mail>

/** A picture that travels with a mail. */
export const picture = {
  cid: 'a1@masthead',
  name: '封面 图.png',
  type: 'image/png',
  content: Buffer.from(Array.from({ length: 500 }, (_, at) => at % 256)),
}

/** The bytes of a message as they go out. */
export const rawOf = ({ header, body }: WrittenMail): Buffer =>
  joinedBytes([Buffer.from(`${header}\r\n`), ...body])

export const written = (
  mail: Mail,
  reader: Recipient = { name: '', address: 'a@example.org' },
  own: ReaderPages | undefined = pages,
) => encodeMail(mail, sender).write(reader, own, date)

/** Names that a form may have brought. */
export const names = [
  '',
  'Ada',
  'Ada Lovelace',
  '小明',
  'Dr. "Q" \\ O\'Neil, Jr. (x)',
  'Zoë 😀👩‍👩‍👧',
  'مرحبا يا عالم',
  '字'.repeat(200),
  'x'.repeat(2000),
  '"'.repeat(900),
  'word '.repeat(300),
  '.hidden',
  '. . .',
  '=',
  '\uFDD0address\uFDD1',
  'a\r\nBcc: victim@example.org\r\n\r\n<b>x</b>',
  'a\r\n.\r\nMAIL FROM:<x@y>',
  '--=_0\r\nContent-Type: text/html',
  '{name} $& {{name}}',
  '\u202Egnp.exe\u0000\u007F',
  '\uD83D',
]
