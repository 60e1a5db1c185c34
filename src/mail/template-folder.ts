import { readdir, readFile } from 'node:fs/promises'
import { basename, join, relative } from 'node:path'
import { TemplateError } from '../errors.ts'
import type { Template, TemplateFile } from './template.ts'

/** What letters are written by; issues are not. */
const letter = 'letter'

/**
 * Reads a template by name. Of `folders`, the first that has a file of that name gives it; partials are found the same
 * way, each in `partials/`. Paths in errors are relative to `base`; the extension has its dot.
 */
export async function readTemplate(
  name: string,
  folders: readonly string[],
  base: string,
  extension = '.mjml',
): Promise<Template> {
  const template = await findTemplate(name, folders, base, extension)
  if (template) return template
  const all = await Promise.all(folders.map(folder => listTemplates(folder, extension)))
  const known = all.flat().map(file => basename(file, extension))
  const ofIssues = [...new Set(known)].filter(each => each !== letter)
  throw new TemplateError(`There is no template "${name}"`, {
    wayOut: `Use one of ${ofIssues.join(', ')}, or write templates/${name}${extension}.`,
  })
}

/** Reads the template of letters of a kind: one of that name, else `letter`. */
export async function readLetterTemplate(
  kind: string,
  folders: readonly string[],
  base: string,
): Promise<Template> {
  return (await findTemplate(kind, folders, base, '.mjml')) ?? readTemplate(letter, folders, base)
}

async function findTemplate(
  name: string,
  folders: readonly string[],
  base: string,
  extension: string,
): Promise<Template | undefined> {
  const partials = new Map<string, TemplateFile>()
  for (const folder of folders)
    for (const file of await listTemplates(join(folder, 'partials'), extension))
      if (!partials.has(basename(file, extension)))
        partials.set(basename(file, extension), await read(file, base))
  for (const folder of folders) {
    const files = await listTemplates(folder, extension)
    const path = files.find(file => basename(file, extension) === name)
    if (path) return { main: await read(path, base), partials }
  }
  return undefined
}

async function listTemplates(folder: string, extension: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter(file => file.endsWith(extension)).map(file => join(folder, file))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw new TemplateError(`Cannot open the folder of templates ${folder}`, { cause: error })
  }
}

async function read(path: string, base: string): Promise<TemplateFile> {
  try {
    return { path: relative(base, path), source: await readFile(path, 'utf8') }
  } catch (error) {
    throw new TemplateError(`Cannot read the template ${path}`, { cause: error })
  }
}
