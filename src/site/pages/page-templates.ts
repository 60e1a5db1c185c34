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

/** Every template of the public pages: `layout` is around each page. */
export type PageTemplates = ReadonlyMap<PageName | 'layout' | 'feed' | 'feed-issue', Template>

/** Reads the templates of the pages, each from the first folder that has it; throws a TemplateError for one that is broken. */
export async function readPageTemplates(
  folders: readonly string[],
  directory: string,
): Promise<PageTemplates> {
  const names = ['layout', 'feed', 'feed-issue', ...pageNames] as const
  const read = names.map(async name => {
    const template = await readTemplate(name, folders, directory, '.hbs')
    checkTemplate(template)
    return [name, template] as const
  })
  return new Map(await Promise.all(read))
}
