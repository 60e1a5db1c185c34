import {
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml'
import { ConfigError } from '../errors.ts'
import { decodeWholeText } from '../posts/content/decode-whole-text.ts'

/** What stands in a settings file, and on which line. */
export interface SettingsFile {
  values: unknown
  /** The line of a key, counted from 1; of what is missing, that of where it should stand. */
  lineOf(path: readonly string[]): number
}

interface Problem {
  message: string
  wayOut: string
}

/** Reads a YAML file of keys with values; nothing in it is no error. Throws a ConfigError that names file and line. */
export function readSettings(bytes: Uint8Array, name: string): SettingsFile {
  const lines = new LineCounter()
  const lineAt = (offset = 0) => lines.linePos(offset).line
  const document = parseDocument(textOf(bytes, name), {
    lineCounter: lines,
    prettyErrors: false,
    // The parser compares every key with every other one.
    uniqueKeys: false,
  })
  const [error] = document.errors
  if (error) throw problemAt(`${name}:${lineAt(error.pos[0])}`, inPlainWords[error.code] ?? error)
  const { contents } = document
  if (contents === null || (isScalar(contents) && contents.value === null)) return noSettings
  if (!isMap(contents))
    throw new ConfigError(`${name}:1: expected keys with values, such as "name: My Weekly"`)
  const odd = firstOddity(document)
  if (odd) throw problemAt(`${name}:${lineAt(odd.at)}`, odd)
  return {
    values: document.toJS(),
    lineOf(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const node = document.getIn(path.slice(0, length), true)
        if (isNode(node) && node.range) return lineAt(node.range[0])
      }
      return 1
    },
  }
}

const noSettings: SettingsFile = { values: {}, lineOf: () => 1 }

function textOf(bytes: Uint8Array, name: string): string {
  const decoded = decodeWholeText(bytes)
  if ('problem' in decoded)
    throw new ConfigError(name + decoded.problem, { wayOut: 'Save the file as UTF-8 in your editor.' })
  const first = decoded.text.split('\n').findIndex(line => !/^\uFEFF?\s*(#|$)/.test(line))
  if (first >= 0 && /^\uFEFF?%/.test(decoded.text.split('\n')[first] ?? ''))
    throw problemAt(`${name}:${first + 1}`, directive)
  return decoded.text
}

const directive: Problem = {
  message: 'a line that begins with % is an order to YAML, which settings do not take',
  wayOut: 'Take the line out.',
}

const quoted = 'Put the text between quotes.'
const colonInText: Problem = {
  message: 'a colon with a space behind it stands within text, or the line begins too far to the right',
  wayOut: 'Put the text between quotes, or begin the line where the one above begins.',
}
const tooDeep: Problem = {
  message: 'nested too deeply',
  wayOut: 'Settings are keys with values, at most two levels deep.',
}

const inPlainWords: Partial<Record<ErrorCode, Problem>> = {
  BAD_DIRECTIVE: directive,
  BAD_SCALAR_START: { message: 'text cannot begin with this character', wayOut: quoted },
  BLOCK_AS_IMPLICIT_KEY: colonInText,
  MULTIPLE_DOCS: {
    message: 'a second document begins here, and only one is read',
    wayOut: 'Take out the line "---", or what stands below it.',
  },
  RESOURCE_EXHAUSTION: tooDeep,
}

const problemAt = (
  where: string,
  { message, ...details }: { message: string; wayOut?: string },
): ConfigError => new ConfigError(`${where}: ${message}`, details)

const deepest = 20

function firstOddity(document: Document): (Problem & { at: number | undefined }) | undefined {
  let found: (Problem & { at: number | undefined }) | undefined
  visit(document, {
    Node(_, node, path) {
      const problem = oddity(node) ?? (path.length > deepest ? tooDeep : undefined)
      if (!problem) return undefined
      found = { at: node.range?.[0], ...problem }
      return visit.BREAK
    },
  })
  return found
}

function oddity(node: Node): Problem | undefined {
  const mark = markOf(node)
  if (mark !== undefined)
    return {
      message: `a value that begins with "${mark}" means something else in YAML, which settings do not take`,
      wayOut: 'Put a value that begins with *, & or ! between quotes.',
    }
  const twice = isMap(node) ? repeatedKey(node) : undefined
  return twice === undefined
    ? undefined
    : { message: `the key "${twice}" stands twice`, wayOut: 'Take one of them out.' }
}

function markOf(node: Node): string | undefined {
  if (isAlias(node)) return `*${node.source}`
  const { anchor, tag } = node as { anchor?: string; tag?: string }
  return anchor === undefined ? tag?.replace(/^tag:yaml.org,2002:/, '!!') : `&${anchor}`
}

function repeatedKey({ items }: YAMLMap): string | undefined {
  const keys = items.map(({ key }) => String(key))
  return keys.length === new Set(keys).size ? undefined : keys.find((key, at) => keys.indexOf(key) < at)
}
