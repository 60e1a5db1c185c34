import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Alias, type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import { ConfigError, codeOf } from './errors.ts'

/** What stands in a settings file, and on which line. */
export interface SettingsFile {
  values: unknown
  /** The line of a key, counted from 1; of what is missing, that of where it should stand. */
  lineOf(path: readonly string[]): number
}

/** Reads a YAML file of keys with values; nothing in it is no error. Throws a ConfigError that names file and line. */
export function readSettingsFile(root: string, name: string): SettingsFile {
  const lines = new LineCounter()
  const document = parseDocument(readText(root, name), { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset = 0) => lines.linePos(offset).line
  const [error] = document.errors
  if (error) throw new ConfigError(`${name}:${lineAt(error.pos[0])}: ${error.message}`)
  const [tag] = document.warnings
  if (tag) throw unquoted(`${name}:${lineAt(tag.pos[0])}: ${tag.message}`)
  const alias = lostAlias(document)
  if (alias) throw unquoted(`${name}:${lineAt(alias.range?.[0])}: there is no "&${alias.source}" to repeat`)
  return {
    values: valuesOf(document, name),
    lineOf(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const node = document.getIn(path.slice(0, length), true)
        if (isNode(node) && node.range) return lineAt(node.range[0])
      }
      return 1
    },
  }
}

function readText(root: string, name: string): string {
  const path = join(root, name)
  try {
    // To read from a pipe is to wait for ever.
    const found = statSync(path)
    if (!found.isFile() && !found.isDirectory()) throw new ConfigError(`${name} is no file`)
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError(`Cannot read ${name} (${codeOf(error)})`, { cause: error })
  }
}

function valuesOf(document: Document, name: string): unknown {
  const { contents } = document
  if (contents === null || (isScalar(contents) && contents.value === null)) return {}
  if (!isMap(contents))
    throw new ConfigError(`${name}:1: expected keys with values, such as "name: My Weekly"`)
  try {
    return document.toJS()
  } catch (cause) {
    throw new ConfigError(`${name}: too many values are repeated by "*"`, { cause })
  }
}

function lostAlias(document: Document): Alias | undefined {
  let lost: Alias | undefined
  visit(document, {
    Alias(_, alias) {
      if (!alias.resolve(document)) lost ??= alias
    },
  })
  return lost
}

const unquoted = (message: string): ConfigError =>
  new ConfigError(message, { wayOut: 'Put a value that begins with *, & or ! between quotes.' })
