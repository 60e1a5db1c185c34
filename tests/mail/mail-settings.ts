import type { MailSettings } from '../../src/mail/mail.ts'
import { themeOf } from '../../src/mail/theme/theme.ts'

export const settings: MailSettings = {
  name: '测试周报',
  address: '1 Example Street',
  unsubscribeUrl: 'mailto:a@b.org',
  site: {},
  theme: themeOf(),
}
