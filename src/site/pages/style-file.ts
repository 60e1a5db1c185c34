import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, TemplateError } from '../../errors.ts'
import type { Palette, Theme } from '../../mail/theme/theme.ts'

/** The style sheet of the pages: the theme as custom properties, then `style.css` of the first folder that has one. */
export async function readStyle(folders: readonly string[], theme: Theme): Promise<string> {
  for (const folder of folders) {
    const text = await readFile(join(folder, 'style.css'), 'utf8').catch(error => {
      if (codeOf(error) === 'ENOENT') return undefined
      throw new TemplateError(`Cannot read ${join(folder, 'style.css')} (${codeOf(error)})`, { cause: error })
    })
    if (text !== undefined) return `${themeProperties(theme)}\n${text}`
  }
  throw new TemplateError('There is no style.css among the templates of the pages')
}

function themeProperties({ colors, dark, fonts, radius, width }: Theme): string {
  const sizes = { radius: `${radius}px`, width: `${width}px` }
  const families = Object.fromEntries(Object.entries(fonts).map(([use, list]) => [`font-${use}`, list]))
  return `:root {\n${properties({ ...colours(colors), ...families, ...sizes })}}
@media (prefers-color-scheme: dark) {\n:root {\n${properties(colours(dark))}}\n}`
}

const colours = (palette: Palette): Record<string, string> =>
  Object.fromEntries(
    Object.entries(palette).map(([use, colour]) => [
      use.replace(/[A-Z]/, letter => `-${letter.toLowerCase()}`),
      colour,
    ]),
  )

const properties = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([name, value]) => `  --${name}: ${value};\n`)
    .join('')
