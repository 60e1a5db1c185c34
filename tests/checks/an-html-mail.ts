import type { CheckedMail } from '../../src/checks/check.ts'
import { receiveMail } from '../../src/checks/received-mail.ts'

/** A mail of HTML alone, as the checks see it. */
export async function anHtmlMail(html: string, headers = ''): Promise<CheckedMail> {
  const raw = `${headers}MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`
  return { received: await receiveMail(Buffer.from(raw)) }
}

/** A whole document with a body, in standards mode. */
export const aDocument = (body: string, css = '', head = ''): string =>
  `<!doctype html><html lang="en"><head><title>T</title>${head}<style>${css}</style></head><body>${body}</body></html>`
