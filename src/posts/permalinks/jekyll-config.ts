import { isOn, listIn, mapIn, mapOf, textIn, type Values } from './config-values.ts'
import type { JekyllRule } from './jekyll-permalink.ts'
import { trimSlashes } from './permalink-facts.ts'
import { type SiteConfig, siteUrl } from './site-config.ts'

/** What Jekyll's `_config.yml` says of its site. */
export function jekyllConfig(values: Values, file: string): SiteConfig {
  const site = siteUrl(textIn(values, 'url'), textIn(values, 'baseurl'))
  const defaults = defaultsIn(values)
  if (!defaults)
    return { ...site, warnings: [`${file}: "defaults" give addresses to paths with "*", which is not read`] }
  const collectionsFolder = trimSlashes(textIn(values, 'collections_dir') ?? '')
  const collections = collectionsIn(values)
  const timezone = zoneOf(textIn(values, 'timezone'))
  return {
    ...site,
    rule: {
      generator: 'jekyll',
      file,
      permalink: textIn(values, 'permalink') ?? 'date',
      collectionsFolder,
      collections,
      defaults,
      exclude: listIn(values, 'exclude').filter(entry => typeof entry === 'string'),
      ...(timezone !== undefined && { timezone }),
    },
  }
}

function collectionsIn(values: Values): JekyllRule['collections'] {
  const collections: JekyllRule['collections'] = {}
  for (const [label, value] of Object.entries(mapIn(values, 'collections'))) {
    const permalink = textIn(mapOf(value), 'permalink')
    if (label === 'posts' || isOn(mapOf(value), 'output'))
      collections[label] = permalink === undefined ? {} : { permalink }
  }
  return collections
}

function defaultsIn(values: Values): JekyllRule['defaults'] | undefined {
  const defaults: JekyllRule['defaults'][number][] = []
  for (const set of listIn(values, 'defaults').map(mapOf)) {
    const permalink = textIn(mapIn(set, 'values'), 'permalink')
    const scope = mapIn(set, 'scope')
    const path = trimSlashes(textIn(scope, 'path') ?? '')
    const type = textIn(scope, 'type')
    if (permalink === undefined) continue
    if (path.includes('*')) return undefined
    defaults.push({ path, permalink, ...(type !== undefined && { type }) })
  }
  return defaults
}

function zoneOf(name: string | undefined): string | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name
  } catch {
    return undefined
  }
}
