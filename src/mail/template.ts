import Handlebars from 'handlebars'
import { TemplateError } from '../errors.ts'
import { escapeHtml } from './escape-html.ts'
import { type LinkSlot, SlottedText, slotFor, withoutSlots } from './slots.ts'
import type { Theme } from './theme/theme.ts'

/** A template's text and where it was read. */
export interface TemplateFile {
  /** As errors name it, such as `templates/weekly.mjml`. */
  path: string
  source: string
}

/** A template of a mail (MJML with Handlebars), a page or a feed, and the partials that it may call by name. */
export interface Template {
  main: TemplateFile
  partials: ReadonlyMap<string, TemplateFile>
}

/** What a template may show; what ends in `Html` is safe HTML, the rest is text. */
export interface TemplateView {
  theme: Theme
  /** Which addresses each reader has their own of, whatever the view says. */
  slots: readonly LinkSlot[]
}

type Render = (view: unknown, options?: unknown) => string

/** The MJML of a mail; throws a TemplateError with file and line for a template that cannot be compiled or rendered. */
export function fillTemplate(template: Template, view: TemplateView): string {
  const theme = { ...shielded(view.theme), fonts: inStyleSheets(view.theme.fonts) }
  const links = view.slots.map(name => [name, new Handlebars.SafeString(slotFor(name))])
  return filled(template, { ...shielded(view), theme, ...Object.fromEntries(links), ...readerSlots })
}

/**
 * A template of anything else, filled in: what ends in `Html` is HTML, all other text is escaped. Throws a TemplateError
 * with file and line.
 */
export const fillText = (template: Template, view: object): string => filled(template, shielded(view))

/** Throws a TemplateError with file and line for a template that cannot be compiled. */
export const checkTemplate = (template: Template): void => void compiledOnce(template)

const filled = (template: Template, values: object): string => compiledOnce(template)(values)

function compiledOnce(template: Template): Render {
  const fill = compiled.get(template) ?? compileAll(template)
  compiled.set(template, fill)
  return fill
}

const compiled = new WeakMap<Template, Render>()

function compileAll({ main, partials }: Template): Render {
  const handlebars = Handlebars.create()
  for (const [name, file] of partials) handlebars.registerPartial(name, compile(handlebars, file) as never)
  return compile(handlebars, main)
}

const readerSlots = {
  greeting: new Handlebars.SafeString(slotFor('greeting')),
  subscriber: {
    name: new Handlebars.SafeString(slotFor('name')),
    address: new Handlebars.SafeString(slotFor('address')),
  },
}

// In a style sheet, a reference to a character is none; settings with any of these are refused.
const inStyleSheets = (fonts: Theme['fonts']): object =>
  Object.fromEntries(
    Object.entries(fonts).map(([use, families]) => [
      use,
      new Handlebars.SafeString(families.replace(/["<>&;{}]/g, '')),
    ]),
  )

// Even between three braces, text stays text; only what ends in Html is HTML.
function shieldedValue(value: unknown, name: string): unknown {
  if (typeof value === 'string') {
    const text = withoutSlots(value)
    return text && new Handlebars.SafeString(name.endsWith('Html') ? text : escapeHtml(text))
  }
  if (value instanceof SlottedText) return new Handlebars.SafeString(value.written(escapeHtml, slotFor))
  if (Array.isArray(value)) return value.map(item => shieldedValue(item, ''))
  return value !== null && typeof value === 'object' ? shielded(value) : value
}

const shielded = (view: object): object =>
  Object.fromEntries(Object.entries(view).map(([key, item]) => [key, shieldedValue(item, key)]))

// Strict, so that a mistyped name is an error; partials keep their own indentation, which counts inside <pre>.
function compile(handlebars: typeof Handlebars, file: TemplateFile): Render {
  const { path, source } = file
  const render = guard(
    file,
    () => handlebars.compile(source, { strict: true, preventIndent: true }) as Render,
  )
  guard(file, () => handlebars.precompile(source, { strict: true }))
  let depth = 0
  return (view, options) => {
    if (depth === deepestCall) throw endlessCall({ path, source })
    depth += 1
    try {
      return guard(file, () => render(view, options))
    } finally {
      depth -= 1
    }
  }
}

// An issue is not nested, so a partial that is open this often would call itself for ever.
const deepestCall = 20

function endlessCall({ path, source }: TemplateFile): TemplateError {
  const at = source.search(/\{\{~?#?>/)
  const line = at < 0 ? '' : `:${source.slice(0, at).split('\n').length}`
  return new TemplateError(`${path}${line}: the partial calls itself, directly or through another`, {
    wayOut: 'Call each partial from the template or from a partial that is not inside it.',
  })
}

function guard<Result>(file: TemplateFile, act: () => Result): Result {
  try {
    return act()
  } catch (error) {
    if (error instanceof TemplateError) throw error
    throw toTemplateError(file, error as Error)
  }
}

function toTemplateError(
  { path, source }: TemplateFile,
  error: Error & { lineNumber?: number },
): TemplateError {
  const parse = /^(?:Parse|Lexical) error on line (\d+)[\s\S]*?(?:(Expecting .*)|$)/.exec(error.message)
  const strict = /^("[^"]*" not defined) in .* - (\d+):\d+$/.exec(error.message)
  const partial = /^The partial (\S+) could not be found/.exec(error.message)?.[1]
  const line = parse?.[1] ?? strict?.[2] ?? error.lineNumber ?? (partial && lineOfCall(source, partial))
  const what = strict ? `${strict[1]}` : firstLine(parse?.[2] ?? error.message)
  return new TemplateError(`${path}${line ? `:${line}` : ''}: ${what}`, {
    wayOut: 'ARCHITECTURE.md lists what a template may show.',
    cause: error,
  })
}

function lineOfCall(source: string, partial: string): number | undefined {
  const calls = [...source.matchAll(/\{\{~?#?>\s*([^\s}~]+)/g)]
  const call = calls.find(([, name = '']) => name.replace(/^["']|["']$/g, '') === partial)
  return call && source.slice(0, call.index).split('\n').length
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? ''
