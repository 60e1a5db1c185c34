import * as v from 'valibot'
import {
  type Alias,
  Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  stringify,
  visit,
} from 'yaml'
import { IssueError } from '../errors.ts'
import { dayOf, isTimezone } from '../posts/days.ts'
import type { IssueHead } from './issue.ts'
import { withoutControls } from './plain-line.ts'

const text = v.string('expected text on this line')
const line = v.pipe(
  text,
  v.transform(written => withoutControls(written).replace(/\s+/g, ' ').trim()),
)
const day = v.pipe(text, v.check(isDay, 'expected a day such as 2026-01-16'))

const headSchema = v.object({
  id: v.pipe(text, v.minLength(1, 'expected the name of the folder of the issue')),
  number: v.pipe(text, v.regex(/^0*[1-9]\d{0,8}$/, 'expected a number such as 3'), v.transform(Number)),
  subject: v.pipe(line, v.minLength(1, 'expected the subject of the mail')),
  subjectByName: v.exactOptional(
    v.pipe(
      line,
      v.includes('{name}', "expected a subject with {name} where the reader's name goes, or no such line"),
    ),
  ),
  preheader: v.exactOptional(
    v.pipe(
      line,
      v.transform(written => (/^(null|~)$/.test(written) ? '' : written)),
    ),
    '',
  ),
  window: v.pipe(
    v.object(
      {
        from: day,
        to: day,
        timezone: v.pipe(text, v.check(isTimezone, 'expected a time zone such as Europe/Berlin')),
      },
      'expected "from", "to" and "timezone"',
    ),
    v.check(({ from, to }) => from <= to, 'expected a day "from" that is not after the day "to"'),
  ),
  language: v.picklist(['zh-CN', 'zh-TW', 'en'], 'expected zh-CN, zh-TW or en'),
  template: v.pipe(text, v.minLength(1, 'expected the name of a template such as weekly')),
  status: v.picklist(['draft', 'sent'], 'expected draft or sent'),
})

/** The YAML of an issue's header, without its fences; the window stands on one line. */
export function writeHead(head: IssueHead): string {
  const document = new Document(head)
  const window = document.get('window')
  if (isMap(window)) window.flow = true
  return document.toString({ lineWidth: 0 })
}

const wayOut = 'Correct it in the header of the file, or restore the file from git.'

/** Reads an issue's header; throws an IssueError that names the file, the line and the key. */
export function readHead(yaml: string, file: string): IssueHead {
  const lines = new LineCounter()
  // The header stands below a line of its own.
  const lineAt = (offset: number) => lines.linePos(offset).line + 1
  const document = parseDocument(yaml, { ...asText, lineCounter: lines, prettyErrors: false })
  const [broken] = document.errors
  if (broken) throw new IssueError(`${file}:${lineAt(broken.pos[0])}: ${broken.message}`, { wayOut })
  const alias = firstAlias(document)
  if (alias) throw aliasError(`${file}:${lineAt(alias.range?.[0] ?? 0)}`, alias)
  if (!isMap(document.contents))
    throw new IssueError(`${file}:2: expected a header of keys with values, such as "number: 3"`, { wayOut })
  const parsed = v.safeParse(headSchema, document.toJS())
  if (parsed.success) return parsed.output
  const [{ input, message, ...problem }] = parsed.issues
  const path = (problem.path ?? []).map(({ key }) => String(key))
  const offset = offsetOf(document, path)
  const at = offset === undefined ? 1 : lineAt(offset)
  const what = input === undefined ? 'is missing' : message
  throw new IssueError(`${file}:${at}: "${path.join('.')}" in the header: ${what}`, { wayOut })
}

// Of what is missing, that of where it should stand.
function offsetOf(document: Document, path: readonly string[]): number | undefined {
  const node = document.getIn(path, true)
  if (isNode(node) && node.range) return node.range[0]
  return path.length > 1 ? offsetOf(document, path.slice(0, -1)) : undefined
}

// Nothing is turned into a number: a subject may be "2026", and 1.10 is not 1.1.
const asText = { schema: 'failsafe' } as const

function firstAlias(document: ReturnType<typeof parseDocument>): Alias | undefined {
  let first: Alias | undefined
  visit(document, {
    Alias(_, alias) {
      first ??= alias
    },
  })
  return first
}

function aliasError(where: string, { source }: Alias): IssueError {
  return new IssueError(`${where}: "*${source}" in the header: expected text, found an alias of YAML`, {
    wayOut: 'Write the value itself, or put it between quotes.',
  })
}

function isDay(written: string): boolean {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written) ?? []
  return dayOf(Number(year), Number(month), Number(date)) === written
}

/** The same YAML with new values for some keys, and every other character as it was. */
export function changeHead(
  yaml: string,
  changes: Partial<Pick<IssueHead, 'subject' | 'preheader' | 'status'>>,
): string {
  return Object.entries(changes).reduce((changed, [key, value]) => changeKey(changed, key, value), yaml)
}

function changeKey(yaml: string, key: string, value: string): string {
  const document: Document = parseDocument(yaml, asText)
  const node = document.get(key, true)
  if (!isScalar(node) || !node.range || node.value === value) return yaml
  const [start, end] = node.range
  const gap = yaml[start - 1] === ':' ? ' ' : ''
  return yaml.slice(0, start) + gap + stringify(value, { lineWidth: 0 }).trim() + yaml.slice(end)
}
