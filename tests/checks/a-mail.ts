import type { CheckedMail } from '../../src/checks/check.ts'
import { checkMail } from '../../src/checks/check-mail.ts'
import type { IssueOrigin } from '../../src/checks/issue-origin.ts'
import { mailChecks } from '../../src/checks/mail-checks.ts'
import { receiveMail } from '../../src/checks/received-mail.ts'
import { parseIssueFile, readIssue } from '../../src/issues/issue-file.ts'

/** What of a mail differs from one that passes every check. */
export interface MailParts {
  subject?: string
  /** What stands in the sheet of the HTML. */
  content?: string
  /** The whole HTML; `null` for a mail without. */
  html?: string | null
  text?: string | null
  /** By name; `null` leaves one out, and an array writes it several times. */
  headers?: Record<string, string | readonly string[] | null>
  /** More parts, whole, headers included. */
  parts?: readonly string[]
}

export const page = 'https://news.example-weekly.org/unsubscribe?who=1f3a'
const footer = `<p>1 Main Street, Berlin <a href="${page}">Unsubscribe</a></p>`

export const aHtml = (content = '<p>Something happened.</p>', opening = 'A preheader of its own') =>
  `<!doctype html><html lang="en"><head><title>Weekly</title></head><body>` +
  `<div style="display:none">${opening}</div>${content}${footer}</body></html>`

export const aText = (content = 'Something happened.') =>
  `${content}\n\n1 Main Street, Berlin\nUnsubscribe: ${page}\n`

/** The bytes of a mail that passes every check, but for the parts given. */
export function aRawMail({
  subject = 'What happened',
  content,
  html,
  text,
  headers,
  parts = [],
}: MailParts = {}) {
  const isAscii = /^[\x20-\x7e]*$/.test(subject)
  const all = {
    From: 'Weekly <weekly@example-weekly.org>',
    To: 'ada@example.org',
    Subject: isAscii ? subject : `=?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`,
    Date: 'Mon, 19 Jan 2026 08:00:00 +0800',
    'Message-ID': '<2026-w04.4f2a@example-weekly.org>',
    'MIME-Version': '1.0',
    'List-Unsubscribe': `<${page}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'Content-Type': 'multipart/alternative; boundary="b"',
    ...headers,
  }
  const bodies = [
    ...(text === null ? [] : [aPart('text/plain; charset=utf-8', text ?? aText())]),
    ...(html === null ? [] : [aPart('text/html; charset=utf-8', html ?? aHtml(content))]),
    ...parts,
  ]
  const lines = [...headerLines(all), '', ...bodies.flatMap(body => ['--b', body]), '--b--', '']
  return Buffer.from(lines.join('\r\n'))
}

const headerLines = (headers: Record<string, string | readonly string[] | null>): string[] =>
  Object.entries(headers).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map(each => `${name}: ${each}`),
  )

const aPart = (type: string, body: string) =>
  [`Content-Type: ${type}`, 'Content-Transfer-Encoding: base64', '', base64(body)].join('\r\n')

const base64 = (body: string) => Buffer.from(body).toString('base64').replace(/.{76}/g, '$&\r\n')

/** A picture as a part of a mail, shown as `cid:<id>`. */
export const aPicture = (id: string, type = 'image/png', bytes = 3) =>
  [
    `Content-Type: ${type}`,
    `Content-ID: <${id}>`,
    'Content-Disposition: inline',
    'Content-Transfer-Encoding: base64',
    '',
    base64('x'.repeat(bytes)),
  ].join('\r\n')

export const aMail = async (parts?: MailParts): Promise<CheckedMail> => ({
  received: await receiveMail(aRawMail(parts)),
})

/** An issue with a text below its header, and posts by path. */
export function anOrigin(
  body: string,
  posts: Record<string, string> = {},
  settings: Partial<IssueOrigin['settings']> = {},
): IssueOrigin {
  const window = 'window: { from: 2026-01-12, to: 2026-01-18, timezone: UTC }'
  const head = `id: 2026-W03\nnumber: 1\nsubject: Weekly\npreheader: a\n${window}\nlanguage: en\ntemplate: weekly\nstatus: draft`
  const source = `---\n${head}\n---\n\n${body}`
  return {
    issue: readIssue(parseIssueFile(source, 'issue.md')),
    file: 'issues/2026-W03/issue.md',
    source,
    posts: new Map(
      Object.entries(posts).map(([path, text]) => [path, { file: `content/${path}`, source: text }]),
    ),
    settings: { address: '1 Main Street, Berlin', unsubscribeUrl: page, ...settings },
    pictureProblems: [],
  }
}

/** What the check of a name finds, each as `error: what`. */
export async function found(name: string, parts: MailParts, more: Omit<CheckedMail, 'received'> = {}) {
  const findings = await findingsOf(name, parts, more)
  return findings.map(({ severity, what }) => `${severity}: ${what}`)
}

export async function findingsOf(name: string, parts: MailParts, more: Omit<CheckedMail, 'received'> = {}) {
  const checks = mailChecks.filter(check => check.name === name)
  const report = await checkMail({ ...(await aMail(parts)), ...more }, checks)
  return report.findings
}
