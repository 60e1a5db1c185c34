import { TemplateError } from '../errors.ts'
import type { Template, TemplateFile } from './template.ts'

/**
 * HTML from MJML; throws a TemplateError for whatever MJML would drop or guess. MJML knows the line in the filled
 * template only, so the file and line named are those where the offending tag stands.
 */
export async function mjmlToHtml(mjml: string, template: Template): Promise<string> {
  refuseInclude(mjml, template)
  const unclosed = unclosedTag(mjml)
  if (unclosed) throw unclosedError(template, unclosed.name)
  // Loaded only now: it takes longer to load than everything else together.
  const { default: mjml2html } = await import('mjml')
  const { html, errors } = await mjml2html(mjml, { keepComments: false, validationLevel: 'soft' }).catch(
    cause => {
      throw new TemplateError(`${template.main.path}:1: expected a template that begins with <mjml>`, {
        cause,
      })
    },
  )
  const [first] = errors
  if (first) throw errorAt(template, first.tagName, first.message)
  return withoutIndentation(html)
}

// MJML, which may not read files here, drops it without a word.
function refuseInclude(mjml: string, { main, partials }: Template): void {
  const tag = /<mj-include\b/
  if (!tag.test(mjml.replace(/<!--[\s\S]*?-->/g, ''))) return
  const file = [main, ...partials.values()].find(({ source }) => tag.test(source)) ?? main
  throw new TemplateError(`${file.path}:${lineOf(file, tag) ?? 1}: <mj-include> is not read`, {
    wayOut: 'Write what it includes as templates/partials/<name>.mjml, and call it with {{> name}}.',
  })
}

// A tenth of MJML's output is indentation, and Gmail shows 102 KB of a mail; inside <pre> it counts.
const withoutIndentation = (html: string): string =>
  html
    .split(/(<pre[\s\S]*?<\/pre>)/)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(/\n\s+/g, '\n')))
    .join('')

interface Tag {
  name: string
  at: number
}

// MJML renders an unclosed tag as if its content were not there.
function unclosedTag(mjml: string): Tag | undefined {
  const open: Tag[] = []
  for (const { 1: slash, 2: name = '', 3: end, index: at } of mjml.matchAll(anyTag)) {
    if (slash) {
      const last = open.pop()
      if (last?.name !== name) return last ?? { name, at }
    } else if (!end) open.push({ name, at })
  }
  return open.at(-1)
}

const anyTag = /<(\/?)(mj[\w-]+)(?:"[^"]*"|'[^']*'|[^>"'])*?(\/?)>/g

function unclosedError({ main, partials }: Template, name: string): TemplateError {
  const what = `<${name}> is not closed`
  for (const { path, source } of [main, ...partials.values()]) {
    const tag = unclosedTag(source)
    if (tag?.name === name) return new TemplateError(`${path}:${lineAt(source, tag.at)}: ${what}`)
  }
  return new TemplateError(`${main.path}: ${what}, in the template or one of its partials`)
}

function errorAt({ main, partials }: Template, tag: string, what: string): TemplateError {
  const [, attribute] = /^Attribute (\S+)/.exec(what) ?? []
  const start = new RegExp(`<${tag}\\b${attribute ? `[^>]*\\b${attribute}` : ''}`)
  for (const file of [main, ...partials.values()]) {
    const at = lineOf(file, start)
    if (at) return new TemplateError(`${file.path}:${at}: ${what} (in <${tag}>)`)
  }
  return new TemplateError(`${main.path}: ${what} (in <${tag}>)`)
}

function lineOf({ source }: TemplateFile, pattern: RegExp): number | undefined {
  const at = source.search(pattern)
  return at < 0 ? undefined : lineAt(source, at)
}

const lineAt = (source: string, at: number): number => source.slice(0, at).split('\n').length
