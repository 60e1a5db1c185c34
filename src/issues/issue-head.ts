import { Document, isMap, isScalar, LineCounter, parseDocument, stringify } from 'yaml'
import { z } from 'zod'
import { IssueError } from '../errors.ts'
import type { IssueHead } from './issue.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day such as 2026-01-16')
const line = z.string().transform(text => text.replace(/\s+/g, ' ').trim())

const headSchema = z.object({
  id: z.string().min(1),
  number: z.int().positive(),
  subject: line.refine(text => text !== '', 'expected the subject of the mail'),
  preheader: line.default(''),
  window: z.object({ from: day, to: day, timezone: z.string() }),
  language: z.enum(['zh-CN', 'zh-TW', 'en']),
  template: z.string().min(1),
  status: z.enum(['draft', 'sent']),
})

/** The YAML of an issue's header, without its fences; the window stands on one line. */
export function writeHead(head: IssueHead): string {
  const document = new Document(head)
  const window = document.get('window')
  if (isMap(window)) window.flow = true
  return document.toString({ lineWidth: 0 })
}

/** Reads an issue's header; throws an IssueError that names the file, the line and the key. */
export function readHead(yaml: string, file: string): IssueHead {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines, schema: 'core', prettyErrors: false })
  const [broken] = document.errors
  if (broken) throw new IssueError(`${file}:${lines.linePos(broken.pos[0]).line + 1}: ${broken.message}`)
  const parsed = headSchema.safeParse(document.toJS())
  if (parsed.success) return parsed.data
  const [problem] = parsed.error.issues
  const path = problem?.path.map(String) ?? []
  const node = document.getIn(path, true)
  const at = isScalar(node) && node.range ? `:${lines.linePos(node.range[0]).line + 1}` : ''
  throw new IssueError(`${file}${at}: "${path.join('.')}" in the header: ${problem?.message}`)
}

/** The same YAML with new values for some keys, and every other character as it was. */
export function changeHead(
  yaml: string,
  changes: Partial<Pick<IssueHead, 'subject' | 'preheader' | 'status'>>,
): string {
  return Object.entries(changes).reduce((changed, [key, value]) => changeKey(changed, key, value), yaml)
}

function changeKey(yaml: string, key: string, value: string): string {
  const document: Document = parseDocument(yaml)
  const node = document.get(key, true)
  if (!isScalar(node) || !node.range || node.value === value) return yaml
  const [start, end] = node.range
  return yaml.slice(0, start) + stringify(value, { lineWidth: 0 }).trim() + yaml.slice(end)
}
