import { checkTemplate, type Template } from '../../mail/template.ts'
import { readTemplate } from '../../mail/template-folder.ts'

/** The pages, each by its own template. */
export const pageNames = [
  'home',
  'asked',
  'confirm',
  'confirmed',
  'unsubscribe',
  'unsubscribed',
  'preferences',
  'saved',
  'issues',
  'invalid',
  'sample',
  'not-found',
  'limited',
  'problem',
] as const

/** Such as `home`. */
export type PageName = (typeof pageNames)[number]

const templateNames = ['layout', 'feed', 'feed-issue', ...pageNames] as const

type TemplateName = (typeof templateNames)[number]

/** Every template of the public pages: `layout` is around each page. */
export type PageTemplates = ReadonlyMap<TemplateName, Template>

/** The template of a page, or of a part of the feed. */
export function templateNamed(templates: PageTemplates, name: TemplateName): Template {
  const template = templates.get(name)
  if (template === undefined) throw new Error(`The template "${name}" was not read`)
  return template
}

/** Reads the templates of the pages, each from the first folder that has it; throws a TemplateError for one that is broken. */
export async function readPageTemplates(
  folders: readonly string[],
  directory: string,
): Promise<PageTemplates> {
  const read = templateNames.map(async name => {
    const template = await readTemplate(name, folders, directory, '.hbs')
    checkTemplate(template)
    return [name, template] as const
  })
  return new Map(await Promise.all(read))
}
