import type { Rendering } from '../../src/mail/html.ts'
import type { Mail, MailSettings } from '../../src/mail/mail.ts'
import { themeOf } from '../../src/mail/theme/theme.ts'

export const settings: MailSettings = {
  name: '测试周报',
  address: '1 Example Street',
  unsubscribeUrl: 'mailto:a@b.org',
  site: {},
  theme: themeOf(),
}

/** What an issue is rendered with that has neither a site nor pictures. */
export const rendering: Rendering = {
  site: {},
  linkTo: url => url,
  pictures: new Map(),
  textWidth: 528,
}

/** A mail of which only this is of interest. */
export const aMail = (mail: Partial<Mail>): Mail => ({
  issue: '2026-W03',
  lastDay: '2026-01-18',
  language: 'en',
  subject: 'S',
  preheader: '',
  html: '<p>H</p>',
  text: 'T',
  unsubscribeUrl: 'mailto:u@example.org',
  embedded: [],
  pictureProblems: [],
  ...mail,
})
